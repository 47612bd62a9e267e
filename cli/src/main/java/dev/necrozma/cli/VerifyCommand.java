package dev.necrozma.cli;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.store.Problem;
import dev.necrozma.engine.store.Verification;
import dev.necrozma.engine.store.VerificationReport;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.BadInputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** {@code necrozma cache verify}. */
final class VerifyCommand {

    private final Console console;
    private final Cancellation cancellation;

    VerifyCommand(Console console, Cancellation cancellation) {
        this.console = console;
        this.cancellation = cancellation;
    }

    ExitCode run(CacheOptions options, Place place)
            throws UsageException, BadInputException, IOException, InterruptedException {
        double share = share(options);
        Path store = place.store();
        if (!Files.isDirectory(store)) {
            throw new BadInputException(
                    "there is no store in " + store + ": say where it is with --output or --cache-dir");
        }
        Verification verification = new Verification(new LocalDisk(), store, Clock.systemUTC());
        VerificationReport report;
        try (VerifyProgress progress = new VerifyProgress(console, cancellation, !options.has("--no-progress"))) {
            report = verification.verify(share, new Random(), progress);
        } catch (InterruptedIOException interrupted) {
            throw new InterruptedException();
        }
        boolean repairing = options.has("--repair") && !report.isClean();
        List<String> repaired = repairing ? verification.repair(report) : List.of();
        Optional<List<Problem>> left = repairing ? Optional.of(verification.left(report)) : Optional.empty();
        VerifyPage page = new VerifyPage(report, repaired, left);
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
}
