package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.ForexPipeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The labels that a run on two days of bars left. */
class LabelsCommandTest {

    @TempDir
    Path folder;

    @Test
    void theListHasEveryConfiguration() throws IOException {
        runLabels();

        Session list = Session.of(folder, "labels", "list", "--results", "results");

        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(list.out())
                .startsWith("4 configurations of EURUSD: 2,880 entries (1m), followed on candles, prices mid")
                .containsPattern("(?m)^T5_S5_H60 +yes +-?[0-9]+\\.[0-9]{3} ")
                .containsPattern("(?m)^T10_S5_H2.5 +no +-?[0-9]+\\.[0-9]{3} ")
                .hasLineCount(6);
    }

    @Test
    void aConfigurationIsShownWithItsFirstRows() throws IOException {
        runLabels();

        Session shown = Session.of(folder, "labels", "show", "T10_S5_H60", "--results", "results");

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out())
                .startsWith("T10_S5_H60 of EURUSD: 2,880 entries (1m), ")
                .containsPattern("(?m)^expectancy, pips +-?[0-9]+\\.[0-9]{3} +-?[0-9]+\\.[0-9]{3}$")
                .contains("the first 5 rows")
                .containsPattern("(?m)^2018-01-02T0[0-9]:01:00Z +1\\.[0-9]{6} +(target|stop|none) ");
    }

    @Test
    void whatARunWroteIsWhatIsExported() throws IOException {
        runLabels();

        Session session = Session.of(folder, "labels", "export", "T5_S5_H60", "--results", "results");

        Path file = folder.resolve("T5_S5_H60.parquet");
        assertThat(session).isEqualTo(new Session(0, "T5_S5_H60: 2,880 rows in " + file + System.lineSeparator(), ""));
        assertThat(file).hasSameBinaryContentAs(folder.resolve("results/labels/T5_S5_H60.parquet"));
    }

    @Test
    void aCombinationThatWasNotRunIsExportedAndReplacesAFile() throws IOException {
        runLabels();
        Files.writeString(folder.resolve("mine"), "old");

        Session session =
                Session.of(folder, "labels", "export", "T10_S5_H7", "--results", "results", "--output", "mine");

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(Files.readString(folder.resolve("mine"), StandardCharsets.ISO_8859_1))
                .startsWith("PAR1");
        assertThat(names()).containsExactlyInAnyOrder("mine", "results", "x");
    }

    @Test
    void aLevelThatWasNotComputedIsNamedAndNoFileIsLeft() throws IOException {
        runLabels();

        Session session = Session.of(folder, "labels", "export", "T7_S5_H60", "--results", "results");

        assertThat(session)
                .isEqualTo(new Session(
                        2,
                        "",
                        "necrozma: T7_S5_H60 needs the level of 7 pips, which is not in the store: run again with it among"
                                + " --targets" + System.lineSeparator()));
        assertThat(names()).containsExactlyInAnyOrder("results", "x");
    }

    @Test
    void whatIsNoFileIsNotReplaced() throws IOException {
        runLabels();

        Session session =
                Session.of(folder, "labels", "export", "T5_S5_H60", "--results", "results", "--output", "results");

        assertThat(session)
                .isEqualTo(new Session(
                        2,
                        "",
                        "necrozma: " + folder.resolve("results") + " is a directory: choose another --output"
                                + System.lineSeparator()));
    }

    @Test
    void anExportThatIsInterruptedLeavesNoFile() throws IOException {
        runLabels();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                java.io.InputStream.nullInputStream(),
                Session.stream(new ByteArrayOutputStream()),
                Session.stream(err),
                folder,
                OptionalInt.empty());
        Cancellation cancelled = Cancellation.none();
        cancelled.cancel();

        ExitCode code = new Program(console, ForexPipeline::run, cancelled)
                .run("labels", "export", "T5_S5_H60", "--results", "results");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(code).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(Session.text(err)).isEqualTo("necrozma: interrupted" + System.lineSeparator());
        assertThat(names()).containsExactlyInAnyOrder("results", "x");
    }

    @Test
    void withoutARunThereIsNothing() {
        Session session = Session.of(folder, "labels", "list");

        assertThat(session.err()).startsWith("necrozma: there is no store in ").hasLineCount(1);
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void runLabels() throws IOException {
        Files.writeString(folder.resolve("x"), RunTest.bars());
        String arguments = "run x --symbol EURUSD --output results --stages labels --targets 5,10 --stops 5"
                + " --horizons 2.5,60 --materialize T5_S5_H60 --quiet";
        assertThat(Session.of(folder, arguments.split(" ", -1))).isEqualTo(new Session(0, "", ""));
    }
}
