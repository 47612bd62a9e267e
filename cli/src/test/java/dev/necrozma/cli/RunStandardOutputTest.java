package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.RunReport;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was printed and did not arrive is not a success. */
class RunStandardOutputTest {

    private static final String SENTENCE = "necrozma: standard output cannot be written" + System.lineSeparator();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "run --help", "run --sample", "run --sample --json"})
    void outputThatIsLostIsExitCodeThree(String arguments) {
        Session session = runOnAFullDevice(arguments.split(" ", -1));

        assertThat(session.err()).endsWith(SENTENCE);
        assertThat(session.exitCode()).isEqualTo(3);
    }

    @Test
    void whatWentWrongBeforeIsToldByTheExitCode() {
        Session session = runOnAFullDevice("run", "--json");

        assertThat(session.err()).startsWith("necrozma: no input: ").endsWith(SENTENCE);
        assertThat(session.exitCode()).isEqualTo(2);
    }

    @Test
    void nothingPrintedIsNothingLost() {
        assertThat(runOnAFullDevice("run", "--sample", "--quiet")).isEqualTo(new Session(0, "", ""));
    }

    private Session runOnAFullDevice(String... args) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        PrintStream out = new PrintStream(new BufferedOutputStream(full), false, StandardCharsets.UTF_8);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Pipeline pipeline = (request, listener, cancellation) -> new RunReport(
                "r1",
                Optional.empty(),
                List.of("a.csv: 3 of 3 rows kept"),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                false);
        Console console = new Console(
                java.io.InputStream.nullInputStream(), out, Session.stream(err), folder, OptionalInt.empty());
        ExitCode code = new Program(console, pipeline, Cancellation.none()).run(args);
        return new Session(code.status(), "", Session.text(err));
    }
}
