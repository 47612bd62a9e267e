package dev.necrozma.cli;

import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.ForexPipeline;
import java.io.ByteArrayOutputStream;
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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                java.io.InputStream.nullInputStream(), stream(out), stream(err), workingDirectory, OptionalInt.empty());
        ExitCode code = new Program(console, pipeline, Cancellation.none()).run(args);
        return new Session(code.status(), text(out), text(err));
    }

    static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
