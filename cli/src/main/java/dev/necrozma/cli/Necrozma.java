package dev.necrozma.cli;

import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.ForexPipeline;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/** The program. */
public final class Necrozma {

    /** How long running units may go on after Ctrl-C. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** The width of the terminal that standard error is, set by the launcher if it is one. */
    private static final String COLUMNS = "necrozma.columns";

    private Necrozma() {}

    /** Runs the command that {@code args} give, and exits. Text is written in UTF-8, whatever the locale. */
    public static void main(String[] args) {
        start(ForexPipeline::run, args);
    }

    static void start(Pipeline pipeline, String... args) {
        Cancellation cancellation = new Cancellation(GRACE);
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new StandardOutput(new FileOutputStream(FileDescriptor.out))),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Integer columns = Integer.getInteger(COLUMNS);
        Console console = new Console(
                System.in, out, err, Path.of(""), columns == null ? OptionalInt.empty() : OptionalInt.of(columns));
        Signals signals = Signals.install(cancellation, console);
        ExitCode code = new Program(console, pipeline, cancellation).run(args);
        signals.exit(code);
    }

    /**
     * Runs the command that {@code args} give, as if in {@code workingDirectory} and without a terminal.
     *
     * @return what the process would exit with
     */
    static int execute(PrintStream out, PrintStream err, Path workingDirectory, String... args) {
        Console console = new Console(InputStream.nullInputStream(), out, err, workingDirectory, OptionalInt.empty());
        return new Program(console, ForexPipeline::run, Cancellation.none())
                .run(args)
                .status();
    }
}
