package dev.necrozma.cli;

import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.ForexPipeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;

/** What one command printed, and what the process would exit with. */
record Session(int exitCode, String out, String err) {

    /** Runs the program in a directory. */
    static Session of(Path workingDirectory, String... args) {
        return of(ForexPipeline::run, workingDirectory, args);
    }

    /** Runs the program on a stand-in for the pipeline. */
    static Session of(Pipeline pipeline, Path workingDirectory, String... args) {
        return of(
                pipeline,
                Cancellation.none(),
                InputStream.nullInputStream(),
                OptionalInt.empty(),
                workingDirectory,
                args);
    }

    /** Runs the program on a terminal at which {@code answer} is typed. */
    static Session answering(String answer, Path workingDirectory, String... args) {
        InputStream in = new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));
        return of(ForexPipeline::run, Cancellation.none(), in, OptionalInt.of(80), workingDirectory, args);
    }

    /** Runs the program as if on a terminal of so many columns. */
    static Session onTerminal(int columns, Cancellation cancellation, Path workingDirectory, String... args) {
        InputStream in = InputStream.nullInputStream();
        return of(ForexPipeline::run, cancellation, in, OptionalInt.of(columns), workingDirectory, args);
    }

    private static Session of(
            Pipeline pipeline,
            Cancellation cancellation,
            InputStream in,
            OptionalInt columns,
            Path workingDirectory,
            String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(in, stream(out), stream(err), workingDirectory, columns);
        ExitCode code = new Program(console, pipeline, cancellation).run(args);
        return new Session(code.status(), text(out), text(err));
    }

    static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
