package dev.necrozma.cli;

import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.BadInputException;
import dev.necrozma.pipeline.ForexPipeline;
import dev.necrozma.pipeline.RunPlan;
import dev.necrozma.pipeline.RunReport;
import dev.necrozma.pipeline.RunRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code necrozma run}. */
final class RunCommand {

    private final Console console;
    private final Pipeline pipeline;
    private final Cancellation cancellation;

    RunCommand(Console console, Pipeline pipeline, Cancellation cancellation) {
        this.console = console;
        this.pipeline = pipeline;
        this.cancellation = cancellation;
    }

    ExitCode run(RunOptions options) throws UsageException, BadInputException, IOException, InterruptedException {
        Configuration configuration = Configuration.read(console.workingDirectory(), options.find("--config"));
        if (!options.inputs().contains(StandardInput.NAME)) {
            return run(options, configuration, Optional.empty());
        }
        /* What is wrong with the arguments is said before the input is waited for. */
        new RunArguments(options, configuration, console.workingDirectory(), Optional.of(Path.of(StandardInput.NAME)))
                .toRequest();
        try (StandardInput input = StandardInput.copy(console.in(), cancellation)) {
            return run(options, configuration, Optional.of(input.file()));
        }
    }

    private ExitCode run(RunOptions options, Configuration configuration, Optional<Path> standardInput)
            throws UsageException, BadInputException, IOException, InterruptedException {
        RunRequest request =
                new RunArguments(options, configuration, console.workingDirectory(), standardInput).toRequest();
        requireNoFileAt(request.publish().directory(), "--output");
        if (request.cache().enabled()) {
            requireNoFileAt(request.cache().directory(), "--cache-dir");
        }
        if (options.has("--dry-run")) {
            return plan(options, request);
        }
        Optional<Duration> until = until(options);
        RunReport report;
        try (TimeLimit ignored = TimeLimit.start(until, cancellation);
                Progress progress = progress(options)) {
            if (options.find("--cache-dir").isPresent() && !request.cache().enabled()) {
                progress.message("--cache-dir is not used: the cache is off in the configuration (cache.enabled)");
            }
            UnusedOptions.sentences(options, request.stages()).forEach(progress::message);
            report = pipeline.run(request, progress, cancellation);
        }
        ExitCode code = exitCode(report);
        boolean json = options.has("--json");
        if (!options.has("--quiet")) {
            PrintStream page = json ? console.err() : console.out();
            boolean cut =
                    options.find("--from").isPresent() || options.find("--to").isPresent();
            new RunPage(page, report, cut).print();
            page.flush();
        }
        RunFailures.print(console.err(), report);
        if (report.cancelled()) {
            console.err()
                    .println(
                            request.cache().enabled()
                                    ? "necrozma: interrupted: finished units are saved; the same command continues"
                                    : "necrozma: interrupted: nothing was kept, the cache is off in the configuration");
        }
        if (json) {
            RunJson.print(console.out(), report, code);
        }
        return code;
    }

    private static Optional<Duration> until(RunOptions options) throws UsageException {
        Optional<String> text = options.find("--until");
        return text.isEmpty() ? Optional.empty() : Optional.of(Spans.parse("--until", text.get()));
    }

    private ExitCode plan(RunOptions options, RunRequest request)
            throws UsageException, BadInputException, IOException, InterruptedException {
        until(options);
        RunPlan plan;
        try (Progress progress = new SilentProgress(console.err())) {
            plan = ForexPipeline.plan(request, progress);
        }
        RunPlanPage page = new RunPlanPage(plan);
        if (options.has("--json")) {
            JsonLine.print(console.out(), page::write);
        } else {
            page.lines().forEach(console.out()::println);
        }
        return ExitCode.DONE;
    }

    /* Before anything is computed: a folder for results is needed at the end only. */
    private static void requireNoFileAt(Path directory, String option) throws IOException {
        for (Path part = directory; part != null; part = part.getParent()) {
            if (Files.isDirectory(part)) {
                return;
            }
            if (Files.exists(part)) {
                throw new IOException(part + " is a file, not a directory: choose another " + option);
            }
        }
    }

    private static ExitCode exitCode(RunReport report) {
        if (report.cancelled()) {
            return Signals.exitCode();
        }
        return report.hasFailures() || report.hasDifferences() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private Progress progress(RunOptions options) {
        if (options.has("--quiet")) {
            return new SilentProgress(new PrintStream(OutputStream.nullOutputStream()));
        }
        if (options.has("--no-progress")) {
            return new SilentProgress(console.err());
        }
        return console.terminalColumns().isPresent()
                ? new BarProgress(console.err(), console.terminalColumns().getAsInt())
                : new LineProgress(console.err(), System::nanoTime);
    }
}
