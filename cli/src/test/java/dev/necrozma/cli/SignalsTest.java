package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is told to stop ends in good order. */
@Tag("slow")
class SignalsTest {

    /* Pipes hold 64 KB, where many share the room 4 KB; the filling goes on while the signal is sent. */
    private static final int FULL_PIPE = 4096;

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void theRunEndsAndTheExitCodeTellsTheSignal(String signal, int exitCode) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(ProgramProcess.KILL), "needs " + ProgramProcess.KILL);
        Process process = start();
        try (BufferedReader err = reader(process.getErrorStream());
                BufferedReader out = reader(process.getInputStream())) {
            assertThat(err.readLine()).isEqualTo("running");

            interrupt(process, signal);

            assertThat(err.lines().collect(Collectors.toList()))
                    .containsExactly(
                            "necrozma: stopping, which may take a few seconds",
                            "saved",
                            "necrozma: interrupted: finished units are saved; the same command continues");
            assertThat(out.lines().collect(Collectors.joining())).endsWith("\"exit_code\":" + exitCode + "}");
            assertThat(process.waitFor()).isEqualTo(exitCode);
        } finally {
            process.destroyForcibly();
        }
    }

    /* What it wants to say waits for ever then, as does what the run says of its end: so it takes all the time that it may. */
    @Test
    void aProcessEndsThoughNobodyReadsWhatItSays() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(ProgramProcess.KILL), "needs " + ProgramProcess.KILL);
        Process process = start("-D" + WaitingProgram.FULL + "=true");
        try {
            while (process.getErrorStream().available() < FULL_PIPE) {
                Thread.sleep(10);
            }
            interrupt(process, "INT");

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void interrupt(Process process, String signal) throws IOException, InterruptedException {
        new ProcessBuilder(ProgramProcess.KILL.toString(), "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private static Process start(String... options) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        ProgramProcess.command(List.of(options), WaitingProgram.class, "run", "--sample", "--json"))
                .start();
    }
}
