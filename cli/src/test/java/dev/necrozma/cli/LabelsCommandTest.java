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
                .containsPattern("(?m)^run [0-9a-f]{8} of 20[0-9-]{8}T[0-9:.]+Z$")
                .hasLineCount(7);
    }

    @Test
    void theListAsJsonIsTheRunAndItsSummary() throws IOException {
        runLabels();

        Session list = Session.of(folder, "labels", "list", "--json", "--results", "results");

        assertThat(list.exitCode()).as(list.err()).isZero();
        String summary = Files.readString(folder.resolve("results/labels/labels_summary.json"));
        String configurations = summary.substring(summary.indexOf('[')).replace("\n", "");
        assertThat(list.out())
                .containsPattern("^\\{\"version\":1,\"run_id\":\"[0-9a-f]{8}\",\"started\":\"20[0-9-]{8}T[0-9:.]+Z\",")
                .contains("\"folder_shows_another_dataset\":false,\"symbol\":\"EURUSD\",\"entries_at\":\"1m\","
                        + "\"path\":\"candles\",\"prices\":\"mid\",\"entries\":2880,\"configurations\":"
                        + configurations.substring(0, configurations.lastIndexOf('}')))
                .endsWith(",\"tables\":[\"T5_S5_H60\"],\"exit_code\":0}" + System.lineSeparator())
                .hasLineCount(1);
    }

    @Test
    void aConfigurationAsJsonHasItsFirstRows() throws IOException {
        runLabels();

        Session shown = Session.of(folder, "labels", "show", "T10_S5_H60", "--json", "--results", "results");

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("\"name\":\"T10_S5_H60\",").doesNotContain("T5_S5");
        assertThat(shown.out().split("\"timestamp\":\"2018-01-02T", -1)).hasSize(6);
        assertThat(shown.out())
                .containsPattern(
                        "\"up\":\\{\"entry_price\":1\\.[0-9]+,\"outcome\":\"(target|stop|none)\",\"exit_pips\":")
                .hasLineCount(1);
    }

    @Test
    void labelsOfAnotherDatasetThanTheFolderShowsAreSaidToBe() throws IOException {
        runLabels();
        String bars = RunTest.bars();
        Files.writeString(folder.resolve("y"), bars.substring(0, bars.lastIndexOf('\n', bars.length() - 2) + 1));
        String universes =
                "run y --symbol EURUSD --output results --stages universes --intervals 5 --lookbacks 5 --quiet";
        assertThat(Session.of(folder, universes.split(" ", -1)).exitCode()).isZero();

        Session list = Session.of(folder, "labels", "list", "--results", "results");
        Session json = Session.of(folder, "labels", "list", "--results", "results", "--json");

        assertThat(list.exitCode()).isZero();
        assertThat(list.err())
                .startsWith("necrozma: the folder shows another dataset since: these labels are of run ")
                .hasLineCount(1);
        assertThat(list.out()).startsWith("4 configurations of EURUSD: 2,880 entries");
        assertThat(json.out()).contains("\"folder_shows_another_dataset\":true");
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
                .containsPattern("(?m)^2018-01-02T0[0-9]:01:00Z +up +1\\.[0-9]{6} +(target|stop|none) ");
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

    @Test
    void aDirectoryWithoutAStoreStaysAsItIs() throws IOException {
        Files.createDirectory(folder.resolve("mine"));
        for (String command : new String[] {"labels", "universes"}) {
            Session session = Session.of(folder, command, "list", "--cache-dir", "mine");

            assertThat(session.err())
                    .startsWith("necrozma: there is no store in ")
                    .hasLineCount(1);
            assertThat(session.exitCode()).isEqualTo(2);
            assertThat(folder.resolve("mine")).isEmptyDirectory();
        }
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
