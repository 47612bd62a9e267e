package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program in a process of its own, as if on a terminal; ended by force when it is closed. */
final class ProgramProcess implements AutoCloseable {

    /** What sends signals. */
    static final Path KILL = Path.of("/bin/kill");

    private static final Pattern SAVED = Pattern.compile("labels.* ([0-9]+) saved");

    private final Process process;
    private final Path out;
    private final Thread listening;
    private final List<String> err = new ArrayList<>();
    private boolean heardAll;

    private ProgramProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
        listening = new Thread(this::listen, "stderr of " + process.pid());
        listening.setDaemon(true);
        listening.start();
    }

    /** Runs the program in {@code folder}. */
    static ProgramProcess start(Path folder, String... args) throws IOException, InterruptedException {
        return start(folder, Necrozma.class, args);
    }

    /** Runs another program in {@code folder}. */
    static ProgramProcess start(Path folder, Class<?> main, String... args) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "stdout-", "");
        List<String> command = command(List.of("-XX:+UseParallelGC", "-Dnecrozma.columns=160"), main, args);
        return new ProgramProcess(
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .start(),
                out);
    }

    /** A command that runs {@code main}; it answers SIGINT even below a build that does not. */
    static List<String> command(List<String> options, Class<?> main, String... args) throws InterruptedException {
        List<String> command = new ArrayList<>(withSignalsOfATerminal());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return command;
    }

    /* A build in the background ignores SIGINT, and so would its children. */
    private static List<String> withSignalsOfATerminal() throws InterruptedException {
        try {
            int status = new ProcessBuilder("env", "--default-signal=INT", "true")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return status == 0 ? List.of("env", "--default-signal=INT") : List.of();
        } catch (IOException noEnv) {
            return List.of();
        }
    }

    private void listen() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) { // a bar ends at each \r
                heard(line);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            heardTheEnd();
        }
    }

    private synchronized void heard(String line) {
        err.add(line);
        notifyAll();
    }

    private synchronized void heardTheEnd() {
        heardAll = true;
        notifyAll();
    }

    /** How many configurations the progress line has last said to be saved. */
    synchronized int saved() {
        int saved = 0;
        for (String line : err) {
            Matcher found = SAVED.matcher(line);
            saved = found.find() ? Integer.parseInt(found.group(1)) : saved;
        }
        return saved;
    }

    /** Waits until the progress line says that {@code configurations} or more are saved, and returns how many. */
    synchronized int awaitSaved(int configurations) throws InterruptedException {
        while (saved() < configurations && !heardAll) {
            wait();
        }
        assertThat(heardAll).as("ended at: %s", err).isFalse();
        return saved();
    }

    /** Waits for a line that begins so; absent if it ended without one. */
    synchronized Optional<String> await(String begin) throws InterruptedException {
        Optional<String> found = line(begin);
        while (found.isEmpty() && !heardAll) {
            wait();
            found = line(begin);
        }
        return found;
    }

    private Optional<String> line(String begin) {
        return err.stream().filter(line -> line.startsWith(begin)).findFirst();
    }

    synchronized String err() {
        return String.join("\n", err);
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    /** Whether it ended by itself within so many milliseconds. */
    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Sends SIGINT. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder(KILL.toString(), "-INT", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Sends SIGKILL, and waits for the end. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // that of Process would close the streams
        exit();
    }

    /** Waits for the end, and returns the exit code. */
    int exit() throws InterruptedException {
        int code = process.waitFor();
        listening.join();
        return code;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
