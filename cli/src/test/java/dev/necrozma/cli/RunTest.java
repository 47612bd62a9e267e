package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real pipeline on two days of bars. */
class RunTest {

    private static final int BARS = 2_880;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd HHmmss", Locale.ROOT);

    @TempDir
    Path folder;

    @BeforeEach
    void writeBars() throws IOException {
        Files.writeString(folder.resolve("x"), bars());
    }

    @Test
    void theSecondRunComputesNothing() throws IOException {
        Session first = run("x", "--json");
        Session second = run("x", "--json");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).contains("\"name\":\"universes\",\"units\":4,\"reused\":0,\"computed\":4");
        assertThat(second.exitCode()).isZero();
        assertThat(second.out())
                .contains("\"units\":4,\"reused\":4,\"computed\":0")
                .doesNotContain("\"computed\":4");
        assertThat(published()).isEqualTo(4);
    }

    @Test
    void anotherLookbackAloneIsComputed() {
        run("x");
        Session more = run("x", "--lookbacks", "5,10,15");

        assertThat(more.out()).containsPattern("universes +6 +4 +2 +0 ").contains("6 universes in ");
    }

    @Test
    void whatIsLeftOfTheDataWithinARangeIsALine() {
        Session session = run("x", "--from", "2018-01-02T06:00", "--to", "2018-01-03T12:00");

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out())
                .contains("2,880 of 2,880 rows kept")
                .containsPattern("(?m)^dataset: EURUSD, 1,800 rows, 2018-01-02T06:00:00Z to 2018-01-03T11:59:00Z$");
    }

    @Test
    void jsonTablesArePublishedOnDemand() throws IOException {
        run("x");
        Session json = run("x", "--format", "json");

        assertThat(json.exitCode()).as(json.err()).isZero();
        assertThat(json.out()).containsPattern("universes +4 +4 +0 +0 ");
        assertThat(folder.resolve("results/universes/universe_1m_5lb.json")).isNotEmptyFile();
    }

    @Test
    void labelsComeAfterUniversesAndEndWithTheBest() throws IOException {
        Session session =
                run("x", "--targets", "5,10.0", "--stops", "5", "--horizons", "60,2.5", "--materialize", "none");

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out())
                .containsPattern("(?m)^labels +4 +0 +4 +0 ")
                .containsPattern("(?m)^T(5|10)_S5_H(60|2.5) +(up|down) +-?[0-9]+\\.[0-9]{3} ")
                .containsPattern("(?m)^2,880 entries; censored \\(the data end first\\): [0-9]+ to [0-9]+ longs, ");
        assertThat(labelFiles()).containsExactlyInAnyOrder("labels_summary.json", "labels_summary.parquet");
    }

    @Test
    void tablesOfLabelsAreThoseThatAreNamed() throws IOException {
        Session session = run("x", "--stages", "labels", "--materialize", "T10_S5_H60,T5_S5_H1");

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out())
                .contains("2 tables of labels and the summary of all in ")
                .doesNotContain("universes");
        assertThat(labelFiles())
                .containsExactlyInAnyOrder(
                        "T10_S5_H60.parquet", "T5_S5_H1.parquet", "labels_summary.json", "labels_summary.parquet");
    }

    @Test
    void labelsCanBeLeftOut() {
        Session session = run("x", "--stages", "universes");

        assertThat(session.out()).containsPattern("universes +4 +0 +4 +0 ").doesNotContain("labels");
        assertThat(folder.resolve("results/labels")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--entries tick", "--path ticks", "--price bid_ask"})
    void labelsThatBarsDoNotHaveAreRefused(String arguments) {
        Session session = run("x", arguments.split(" ", -1));

        assertThat(session.err()).startsWith("necrozma: bars have no ").hasLineCount(1);
        assertThat(session.exitCode()).isEqualTo(2);
    }

    @Test
    void labelsThatAreNotCachedAreComputedAgainAndPublished() throws IOException {
        Files.writeString(folder.resolve("necrozma.yaml"), "cache:\n  cache_labeling: false\n");
        String[] few = {"--stages", "labels", "--targets", "5", "--stops", "5", "--horizons", "60"};

        run("x", few);
        Session second = run("x", few);

        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.out())
                .containsPattern("(?m)^labels +1 +0 +1 +0 ")
                .contains("1 table of labels and the summary of all in ");
    }

    @Test
    void aLetterInAPriceCostsItsRowAndIsNamedWithFileAndLine() throws IOException {
        Files.writeString(folder.resolve("x"), bars().replaceFirst("(?m)^(20180102 120000;)1", "$1O"));

        Session session = run("x");

        assertThat(session.out()).contains("x:721", "2,879 of 2,880 rows kept");
        assertThat(session.exitCode()).isZero();
    }

    @Test
    void aFileThatIsNotThereIsBadUsage() {
        Session session = run("nowhere.csv");

        assertThat(session.err())
                .contains("nowhere.csv")
                .doesNotContain("\tat ")
                .hasLineCount(1);
        assertThat(session.exitCode()).isEqualTo(2);
    }

    @Test
    void aStoreThatIsAFileCannotBeUsed() throws IOException {
        Files.writeString(folder.resolve("taken"), "");

        Session session = run("x", "--cache-dir", "taken");

        assertThat(session.err()).contains("taken").doesNotContain("\tat ").hasLineCount(1);
        assertThat(session.exitCode()).isEqualTo(3);
    }

    private Session run(String input, String... more) {
        String[] fixed = {
            "run", input, "--symbol", "EURUSD", "--output", "results", "--intervals", "1,5", "--no-progress"
        };
        boolean ownLookbacks = Stream.of(more).anyMatch("--lookbacks"::equals);
        Stream<String> lookbacks = ownLookbacks ? Stream.of() : Stream.of("--lookbacks", "5,10");
        return Session.of(
                folder,
                Stream.of(Stream.of(fixed), lookbacks, Stream.of(more))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }

    private List<String> labelFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("results/labels"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }

    private long published() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("results/universes"))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }

    /** Two days of one-minute bars. */
    static String bars() {
        StringBuilder text = new StringBuilder();
        Random random = new Random(7);
        LocalDateTime time = LocalDateTime.of(2018, 1, 2, 0, 0);
        int price = 120_000;
        for (int bar = 0; bar < BARS; bar++) {
            int open = price;
            price += random.nextInt(61) - 30;
            text.append(TIME.format(time.plusMinutes(bar)));
            for (int each : new int[] {open, Math.max(open, price) + 5, Math.min(open, price) - 5, price}) {
                text.append(String.format(Locale.ROOT, ";%d.%05d", each / 100_000, each % 100_000));
            }
            text.append(";0\n");
        }
        return text.toString();
    }
}
