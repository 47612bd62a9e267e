package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code necrozma cache}, on what two small runs left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CacheCommandTest {

    private static final String[] GRID = {
        "--symbol",
        "EURUSD",
        "--output",
        "results",
        "--no-progress",
        "--intervals",
        "60",
        "--targets",
        "5",
        "--stops",
        "5"
    };

    @TempDir
    private static Path left;

    @TempDir
    private Path folders;

    private Path folder;
    private int count;

    @BeforeEach
    void copyWhatWasLeft() throws IOException {
        if (!Files.exists(left.resolve("results"))) {
            Files.writeString(left.resolve("x"), RunTest.bars());
            assertDone(Session.of(left, run("--lookbacks", "5", "--horizons", "60")));
            assertDone(Session.of(left, run("--lookbacks", "5,10", "--horizons", "60,240")));
        }
        folder = folders.resolve("copy-" + count++);
        try (Stream<Path> files = Files.walk(left)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(left.relativize(file).toString()));
            }
        }
    }

    private static String[] run(String... more) {
        return Stream.of(Stream.of("run", "x"), Stream.of(GRID), Stream.of(more))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    private static void assertDone(Session session) {
        assertThat(session.exitCode()).as(session.err()).isZero();
    }

    private Session cache(String... arguments) {
        return Session.of(
                folder,
                Stream.concat(Stream.concat(Stream.of("cache"), Stream.of(arguments)), Stream.of("--output", "results"))
                        .toArray(String[]::new));
    }

    @Test
    void listsResultsSortedAndAlignedIn100Columns() {
        Session list = cache("list");

        assertDone(list);
        assertThat(list.out().lines().toList())
                .hasSize(2 + 12)
                .allMatch(line -> line.length() <= 100)
                .first()
                .asString()
                .startsWith("stage      name");
        assertThat(list.out())
                .containsPattern("(?m)^candles +candles_60m_2018-01 +[0-9a-f]{8} .* [0-9.]+ s$")
                .containsPattern("(?m)^12 results, [0-9.]+ kB$");
        List<String> stages = list.out()
                .lines()
                .skip(1)
                .limit(12)
                .map(line -> line.replaceFirst(" .*", ""))
                .toList();
        assertThat(stages).isSorted();
    }

    @Test
    void filtersWhatItLists() {
        assertThat(cache("list", "--stage", "universes").out())
                .contains("universe_60m_5lb", "universe_60m_10lb", "2 results,")
                .doesNotContain("candles");
        assertThat(cache("list", "--older-than", "1d").out()).isEqualTo("no results\n");
        assertThat(cache("list", "--larger-than", "1TB").out()).isEqualTo("no results\n");
        Session unknown = cache("list", "--stage", "univrses");
        assertThat(unknown.err()).contains("no result of a stage `univrses`; did you mean `universes`?");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(cache("list", "--older-than", "30").err()).contains("must be a time such as 30d");
        assertThat(cache("list", "--larger-than", "many").err()).contains("must be a size such as 500MB");
    }

    @Test
    void statisticsCountTheHitsOfTheLastRunAndOfAll() {
        Session stats = cache("stats");

        assertDone(stats);
        assertThat(stats.out().lines().skip(1)).allMatch(line -> line.length() <= 100);
        assertThat(stats.out())
                .contains("12 results, ")
                .containsPattern("(?m)^the last +[0-9]+ +2 +")
                .containsPattern("(?m)^all 2 +")
                .contains("age of results", "size of results")
                .containsPattern("(?m)^reason for a miss +the last +last 2 +all 2$")
                .containsPattern("(?m)^never computed +2 +12 +12$");
        String json = cache("stats", "--json").out();
        assertThat(json)
                .startsWith("{\"store\":")
                .contains("\"results\":12")
                .containsPattern("\"last_run\":\\{\"runs\":1,\"hits\":[0-9]+,\"misses\":2,")
                .hasLineCount(1);
    }

    @Test
    void showsAResultWithWhatItWasMadeOfAndWhatWasMadeOfIt() {
        Session show = cache("show", "universe_60m_5lb");

        assertDone(show);
        assertThat(show.out())
                .contains("universe_60m_5lb of stage universes", "parameter lookback = 5", "table.parquet", "rows = ")
                .containsPattern("candles/2018-01 <- candles candles_60m_2018-01 [0-9a-f]{8}")
                .containsPattern("(?m)^  20.* computed$");
        String key = cache("show", "candles_60m_2018-01")
                .out()
                .lines()
                .toList()
                .get(1)
                .substring(4);
        assertThat(cache("show", key.substring(0, 12)).out())
                .contains("candles_60m_2018-01 of stage candles", "  universes universe_60m_5lb ");
        Session unknown = cache("show", "universe_60m_6lb");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("did you mean `universe_60m_5lb`?").hasLineCount(1);
        assertThat(cache("show", "universe_60m_5lb", "--json").out()).contains("\"used_by\":[]", "\"key_text\":");
    }

    @Test
    void explainsWhatTheLastRunWouldDoNow() throws IOException {
        assertThat(cache("explain", "universe_60m_5lb").out())
                .isEqualTo("universe_60m_5lb: would be reused: its key and all that determines it are as they were\n");
        assertDone(cache("clear", "universes", "--yes"));
        assertThat(cache("explain", "universe_60m_5lb").out())
                .startsWith("universe_60m_5lb: cannot be told yet: context_60m")
                .contains(" would be computed first because evicted on\n  ", " (cleared); ");
        Files.writeString(left.resolve("x"), RunTest.bars().replaceFirst("1.20", "1.21"));
        try {
            assertThat(cache("explain", "T5_S5_H60").out())
                    .contains("cannot be told yet: x would be computed first because input `file` changed (");
        } finally {
            Files.writeString(left.resolve("x"), RunTest.bars());
        }
        Session unknown = cache("explain", "universe_60m_7lb");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("had a result `universe_60m_7lb`");
    }

    @Test
    void saysWhatDiffersBetweenTheLastTwoRuns() throws IOException {
        Session diff = cache("diff");

        assertDone(diff);
        assertThat(diff.out())
                .contains("arguments", "  - 5\n", "  + 5,10\n", "universes: universe_60m_10lb", "only in ")
                .containsPattern("(?m)^[0-9]+ units have the same key in both$");
        assertDone(Session.of(folder, run("--lookbacks", "5,10", "--horizons", "60,240", "--pip-size", "0.001")));
        assertThat(cache("diff").out()).contains("parameter `pip_size` changed (0.0001 → 0.001)");
        assertThat(cache("diff", "nowhere", "else").err()).contains("no run `nowhere`");
        assertThat(cache("diff", "one").exitCode()).isEqualTo(2);
        assertThat(cache("diff", "--json").out()).contains("\"differences\":[{\"stage\":");
    }

    @Test
    void collectsByTheLimitsAndSaysWhyOrWouldOnly() {
        Session dry = cache("gc", "--max-size", "0", "--dry-run");
        assertDone(dry);
        assertThat(dry.out()).contains("12 results would be deleted", "size limit");
        assertThat(cache("list").out()).contains("12 results,");

        Session last = cache("gc", "--keep-last", "1");
        assertThat(last.out()).contains("0 results deleted");
        Session all = cache("gc", "--max-size", "0", "--json");
        assertThat(all.out()).contains("\"bytes_after\":0", "\"reason\":\"size limit\"");
        assertThat(cache("list").out()).isEqualTo("no results\n");

        Session none = cache("gc");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("no limit: give --max-size");
    }

    @Test
    void limitsOfTheConfigurationAreKeptByTheNextRun() throws IOException {
        Files.writeString(folder.resolve("necrozma.yaml"), "cache:\n  max_size: 1KB\n  expire: {labels: 7d}\n");
        Session smaller = Session.of(folder, run("--lookbacks", "5", "--horizons", "60"));

        assertDone(smaller);
        assertThat(smaller.err()).contains("evicted to keep the limits of the cache");
        assertThat(cache("list").out()).contains("universe_60m_5lb").doesNotContain("universe_60m_10lb");
        Files.writeString(folder.resolve("necrozma.yaml"), "cache:\n  expire: {lables: 7d}\n");
        assertThat(Session.of(folder, run()).err()).contains("unknown key `lables`; did you mean `labels`?");
        Files.writeString(folder.resolve("necrozma.yaml"), "cache:\n  keep_last: 1\n");
        assertDone(Session.of(folder, run()));
        assertThat(cache("gc", "--dry-run").out()).contains("0 results");
        Files.writeString(folder.resolve("necrozma.yaml"), "cache:\n  keep_last: 0\n");
        assertThat(Session.of(folder, run()).err()).contains("`keep_last` must be a whole number, 1 or more");
        Files.writeString(folder.resolve("necrozma.yaml"), "cache:\n  max_age: soon\n");
        assertThat(Session.of(folder, run()).err()).contains("necrozma.yaml:2: `max_age` must be a time such as 30d");
    }

    private Session answering(String answer, String kind) {
        return Session.answering(answer, folder, "cache", "clear", kind, "--output", "results");
    }

    @Test
    void clearsAKindOnceItIsConfirmed() {
        Session asked = cache("clear", "labels");
        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.err()).contains("would be deleted: add --yes");
        for (String no : List.of("n\n", "\n", "", "yesterday\n")) {
            Session refused = answering(no, "labels");
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("? [y/N] ").contains("nothing was deleted");
        }
        assertThat(cache("list").out()).contains("labels");
        assertDone(answering("Y\n", "patterns"));
        Session yes = answering("y\n", "labels");
        assertThat(yes.exitCode()).isEqualTo(0);
        assertThat(yes.out()).contains("results of labels deleted");
        assertThat(cache("list").out()).doesNotContain("labels", "levels").contains("universes");
        assertThat(cache("clear", "lables").err()).contains("unknown kind `lables`; did you mean `labels`?");
    }

    @Test
    void carriesResultsToAnotherStore() throws IOException {
        Session export = cache("export", "archive");
        assertDone(export);
        assertThat(export.out()).contains("12 results, ");
        Session imported = cache("import", "archive", "--cache-dir", "other");
        assertDone(imported);
        assertThat(imported.out()).contains("12 results added from ", "0 known already");
        assertThat(cache("import", "archive", "--cache-dir", "other").out()).contains("0 results added", "12 known");
        Session reused = Session.of(
                folder, run("--lookbacks", "5,10", "--horizons", "60,240", "--cache-dir", "other", "--json"));
        assertThat(reused.out()).doesNotContainPattern("\"computed\":[1-9]");

        byte[] bytes = Files.readAllBytes(folder.resolve("archive"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve("archive"), bytes);
        Session damaged = cache("import", "archive", "--cache-dir", "third");
        assertThat(damaged.exitCode()).isEqualTo(2);
        assertThat(damaged.err()).contains("archive: the archive is damaged").hasLineCount(1);
        assertThat(folder.resolve("third")).doesNotExist();
        assertThat(cache("import", "nowhere").err()).contains("no such archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stats", "list", "show x", "explain x", "diff", "gc --max-size 1", "clear all", "export y"})
    void whereThereIsNoStoreASentenceSaysWhereItLooked(String command) {
        Session session = cache(Stream.concat(Stream.of(command.split(" ", -1)), Stream.of("--cache-dir", "nowhere"))
                .toArray(String[]::new));

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.err())
                .contains("there is no store in ", "nowhere", "--cache-dir")
                .hasLineCount(1);
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aCommandIsNeeded() {
        assertThat(Session.of(folder, "cache").err()).contains("no command: try `necrozma cache stats`");
        assertThat(Session.of(folder, "cache", "lst").err()).contains("did you mean `list`?");
    }

    @Test
    void aPlanOfARunSaysWhatIsReusedAndHowLongTheRestTakes() {
        Session plan = Session.of(folder, run("--lookbacks", "5,10,15", "--horizons", "60,240", "--dry-run"));

        assertDone(plan);
        assertThat(plan.out())
                .containsPattern("(?m)^universes +3 +2 +1 +0 +[0-9.]+ +[0-9.]+$")
                .contains("universes: 1 would be computed: 1 never computed", "by earlier costs");
        assertThat(cache("list").out()).contains("12 results,");
        assertThat(Session.of(folder, run("--lookbacks", "5,10", "--horizons", "60,240", "--dry-run", "--json"))
                        .out())
                .contains("\"dry_run\":true")
                .doesNotContain("\"fate\":\"computed\"");
    }

    @Test
    void onlyWhatIsNamedIsComputed() {
        Session only = Session.of(
                folder,
                "run",
                "x",
                "--symbol",
                "EURUSD",
                "--output",
                "results",
                "--no-progress",
                "--only",
                "universe_30m_12lb,T10_S5_H60");

        assertDone(only);
        assertThat(only.out()).containsPattern("(?m)^universes +1 +0 +1 ").containsPattern("(?m)^labels +1 +0 +1 ");
        assertThat(folder.resolve("results/universes/universe_30m_12lb.parquet"))
                .exists();
        assertThat(folder.resolve("results/universes/universe_60m_5lb.parquet")).exists();
        assertThat(folder.resolve("results/labels/T5_S5_H60.parquet")).exists();
        Session both = Session.of(folder, run("--only", "T10_S5_H60"));
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("--only names what is computed, and so does --intervals");
        assertThat(Session.of(folder, "run", "x", "--only", "regimes").err())
                .contains("--only names universes such as universe_5m_20lb");
    }
}
