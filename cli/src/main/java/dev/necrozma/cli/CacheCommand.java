package dev.necrozma.cli;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.store.Verification;
import dev.necrozma.engine.store.VerificationReport;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.BadInputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** {@code necrozma cache}. */
final class CacheCommand {

    private final Console console;
    private final Cancellation cancellation;

    CacheCommand(Console console, Cancellation cancellation) {
        this.console = console;
        this.cancellation = cancellation;
    }

    ExitCode run(CacheOptions options) throws UsageException, BadInputException, IOException, InterruptedException {
        if (options.command().equals(CacheOptions.NAME)) {
            throw new UsageException("no command: try `necrozma cache verify`, or `necrozma cache --help`");
        }
        return verify(options);
    }

    private ExitCode verify(CacheOptions options)
            throws UsageException, BadInputException, IOException, InterruptedException {
        double share = share(options);
        Path store = store(options);
        Verification verification = new Verification(new LocalDisk(), store, Clock.systemUTC());
        VerificationReport report;
        try (VerifyProgress progress = new VerifyProgress(console, cancellation, !options.has("--no-progress"))) {
            report = verification.verify(share, new Random(), progress);
        } catch (InterruptedIOException interrupted) {
            throw new InterruptedException();
        }
        List<String> repaired = options.has("--repair") && !report.isClean() ? verification.repair(report) : List.of();
        VerifyPage page = new VerifyPage(report, repaired, options.has("--repair"));
        if (options.has("--json")) {
            page.printJson(console.out(), store);
        } else {
            page.print(console.out());
        }
        return report.isClean() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static double share(CacheOptions options) throws UsageException {
        Optional<String> sample = options.find("--sample");
        if (options.has("--deep")) {
            if (sample.isPresent()) {
                throw new UsageException("--deep reads every file: leave out --sample " + sample.get());
            }
            return 1;
        }
        return sample.isPresent() ? Numbers.share("--sample", sample.get()) : 0;
    }

    private Path store(CacheOptions options) throws UsageException, BadInputException {
        Configuration configuration = Configuration.read(console.workingDirectory(), options.find("--config"));
        Path store = path(options, "--cache-dir")
                .or(() -> configuration.cache().directory().map(console.workingDirectory()::resolve))
                .orElse(path(options, "--output")
                        .orElse(console.workingDirectory().resolve(configuration.outputDirectory()))
                        .resolve("cache"));
        if (!Files.isDirectory(store)) {
            throw new BadInputException(
                    "there is no store in " + store + ": say where it is with --output or --cache-dir");
        }
        return store;
    }

    private Optional<Path> path(CacheOptions options, String option) throws UsageException {
        Optional<String> text = options.find(option);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().isEmpty()) {
            throw new UsageException(option + " has an empty name");
        }
        try {
            return Optional.of(console.workingDirectory().resolve(text.get()));
        } catch (InvalidPathException e) {
            throw new UsageException(option + " cannot be a file's name: " + text.get(), e);
        }
    }
}
