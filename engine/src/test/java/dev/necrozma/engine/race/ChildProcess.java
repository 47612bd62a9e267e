package dev.necrozma.engine.race;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Another Java process that runs {@link ChildMain} on a store: it is told lines and answers lines. */
final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    ChildProcess(Path store) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildMain.class.getName(),
                        store.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(UTF_8);
        orders = process.outputWriter(UTF_8);
    }

    void tell(String order) {
        try {
            orders.write(order + "\n");
            orders.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** The next line; absent if the process is gone. */
    Optional<String> hear() throws IOException {
        return Optional.ofNullable(answers.readLine());
    }

    String ask(String order) throws IOException {
        tell(order);
        return hear().orElseThrow(() -> new IOException("the child died of: " + order));
    }

    /** Every line up to and including {@code last}, or to the death of the process. */
    List<String> hearUntil(String last) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Optional<String> line = hear(); line.isPresent(); line = hear()) {
            lines.add(line.get());
            if (line.get().equals(last)) {
                break;
            }
        }
        return lines;
    }

    /** Kills the process as SIGKILL does, and returns the lines that it had still written. */
    List<String> kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly(); // that of Process would close the streams
        List<String> left = hearUntil("");
        process.waitFor();
        return left;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
    }
}
