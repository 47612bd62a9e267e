package dev.necrozma.cli;

import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.ForexPipeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** One of the processes of {@code necrozma validate}: a run that also says how many units it computed. */
final class ValidationProcess {

    private ValidationProcess() {}

    /**
     * Runs the program.
     *
     * @param args the file that gets the number, then the arguments of the program
     */
    public static void main(String[] args) throws IOException {
        AtomicInteger computed = new AtomicInteger();
        Pipeline counting = (request, listener, cancellation) -> {
            var report = ForexPipeline.run(request, listener, cancellation);
            computed.set(
                    report.stages().stream().mapToInt(StageRecord::computed).sum());
            return report;
        };
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console console =
                new Console(InputStream.nullInputStream(), nowhere, nowhere, Path.of(""), OptionalInt.empty());
        ExitCode code =
                new Program(console, counting, Cancellation.none()).run(Arrays.copyOfRange(args, 1, args.length));
        Files.writeString(Path.of(args[0]), Integer.toString(computed.get()));
        System.exit(code.status());
    }
}
