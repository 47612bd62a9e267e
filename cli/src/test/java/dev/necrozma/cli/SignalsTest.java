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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is told to stop ends in good order. */
@Tag("slow")
class SignalsTest {

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void theRunEndsAndTheExitCodeTellsTheSignal(String signal, int exitCode) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(ProgramProcess.KILL), "needs " + ProgramProcess.KILL);
        Process process = start();
        try (BufferedReader err = reader(process.getErrorStream());
                BufferedReader out = reader(process.getInputStream())) {
            assertThat(err.readLine()).isEqualTo("running");

            new ProcessBuilder(ProgramProcess.KILL.toString(), "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();

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

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private static Process start() throws IOException, InterruptedException {
        return new ProcessBuilder(ProgramProcess.command(List.of(), WaitingProgram.class, "run", "--sample", "--json"))
                .start();
    }
}
