package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.LabelSummary;
import dev.necrozma.market.label.Prices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelResultsTest {

    private static final LabelGrid SMALL = Grids.SMALL;
    private static final LabelSpec KNOWN = LabelSpec.parse("T10_S5_H60");
    private static final LabelSpec NEW = LabelSpec.parse("T10_S5_H7");
    private static final String GONE =
            "what the labels of the last run are made of is damaged or no longer in the store: run again";

    @TempDir
    private Path folder;

    private Path input;
    private Path output;

    @BeforeEach
    void writeQuotes() throws IOException {
        input = QuoteFile.write(folder.resolve("x"), QuoteFile.exness(QuoteFile.walk(3_000)));
        output = folder.resolve("out");
    }

    @Test
    void summariesAreThoseOfTheRunInTheOrderOfItsGrid() throws Exception {
        RunReport report = new TestRun(output, input).labelsAlone(SMALL).run();

        try (LabelResults results = open(output)) {
            assertThat(results.summaries()).isEqualTo(report.labels());
            assertThat(results.summaries())
                    .extracting(summary -> summary.spec().name())
                    .containsExactly("T5_S5_H5", "T5_S5_H60", "T10_S5_H5", "T10_S5_H60");
            assertThat(List.of(results.symbol(), results.entries(), results.path()))
                    .containsExactly("EURUSD", "1m", "ticks");
            assertThat(results.prices()).isEqualTo(Prices.MID);
            assertThat(results.hasTable(KNOWN)).isTrue();
            assertThat(results.hasTable(NEW)).isFalse();
        }
    }

    @Test
    void neitherInputNorPublishedFilesAreNeeded() throws Exception {
        RunReport report = new TestRun(output, input).labelsAlone(SMALL).run();
        Files.delete(input);
        for (String file : TestRun.contents(output).keySet()) {
            Files.delete(output.resolve(file));
        }

        try (LabelResults results = open(output)) {
            assertThat(results.summaries()).isEqualTo(report.labels());
            assertThat(table(results, NEW)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"computed, 1", "reused, 1", "failed, 0", "cancelled, 0"})
    void onlyWhatThereWasIsLost(String outcome, int lost) throws Exception {
        new TestRun(output, input).labelsAlone(SMALL).run();
        Path record = onlyRecord();
        String text = Files.readString(record);
        String changed = text.replaceFirst(
                "(\"name\":\"T10_S5_H60\",\"key\":\")[0-9a-f]{64}(\",\"outcome\":\")computed",
                "$1" + "0".repeat(64) + "$2" + outcome);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(record, changed);

        try (LabelResults results = open(output)) {
            assertThat(results.lost()).isEqualTo(lost);
            assertThat(results.summaries()).hasSize(3);
        }
    }

    @Test
    void whatTheRecordOfALargeRunDoesNotNameIsThereToo() throws Exception {
        RunReport report = new TestRun(output, input).labelsAlone(SMALL).run();
        Path record = onlyRecord();
        String text = Files.readString(record);
        Matcher unit = Pattern.compile(",\\{\"name\":\"T10_S5_H60\",\"key\":\"([0-9a-f]{64})\"[^}]*}")
                .matcher(text);
        assertThat(unit.find()).isTrue();
        Files.writeString(record, text.substring(0, unit.start()) + text.substring(unit.end()));
        try (LabelResults results = open(output)) {
            assertThat(results.summaries()).isEqualTo(report.labels().subList(0, 3));
            assertThat(results.lost()).isOne();
        }

        writeUsed(record, unit.group(1));
        try (LabelResults results = open(output)) {
            assertThat(results.summaries()).isEqualTo(report.labels());
            assertThat(results.lost()).isZero();
        }
    }

    @Test
    void whatTheRecordOfALargeRunDoesNotNameIsLostWhereTheStoreHasItNoMore() throws Exception {
        new TestRun(output, input).labelsAlone(SMALL).run();
        Path record = onlyRecord();
        String text = Files.readString(record);
        Matcher stage = Pattern.compile(
                        "\\{\"name\":\"" + LabelStage.NAME + "\",\"reused\":0,\"computed\":4,\"failed\":0")
                .matcher(text);
        assertThat(stage.find()).isTrue();
        String larger = text.substring(0, stage.start())
                + stage.group()
                        .replace(":0,\"c", ":1000,\"c")
                        .replace(":4,", ":5,")
                        .replace("failed\":0", "failed\":7")
                + text.substring(stage.end());
        Files.writeString(
                record, larger.replaceFirst("(\"name\":\"T5_S5_H60\",\"key\":\")[0-9a-f]{64}", "$1" + "0".repeat(64)));
        try (LabelResults results = open(output)) {
            assertThat(results.summaries()).hasSize(3);
            assertThat(results.lost()).isEqualTo(1 + 1001);
        }
    }

    private static void writeUsed(Path record, String key) throws IOException {
        byte[] used = HexFormat.of()
                .parseHex(HexFormat.of().formatHex("NZKEYS 1".getBytes(StandardCharsets.US_ASCII))
                        + key.substring(0, 16));
        Files.write(record.resolveSibling(record.getFileName().toString().replace(".json", ".used")), used);
    }

    private Path onlyRecord() throws IOException {
        try (Stream<Path> runs = Files.list(output.resolve("cache/runs"))) {
            return runs.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static Stream<LabelGrid> kinds() {
        return LabelPipelineTest.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aTableOfKnownLevelsHasTheBytesThatARunWouldWrite(LabelGrid grid) throws Exception {
        new TestRun(output, input)
                .labelsAlone(Grids.tables(grid, Materialize.NONE))
                .run();
        Path other = folder.resolve("other");
        RunReport run = new TestRun(other, input)
                .labelsAlone(Grids.horizons(Grids.targets(grid, 10), 7, 60))
                .run();

        try (LabelResults results = open(output)) {
            for (LabelSummary expected : run.labels()) {
                LabelSpec spec = expected.spec();
                assertThat(table(results, spec))
                        .isEqualTo(Files.readAllBytes(other.resolve("labels/" + spec.name() + ".parquet")));
                assertThat(results.summary(spec)).isEqualTo(expected);
                assertThat(results.hasTable(spec)).isFalse();
            }
        }
    }

    @Test
    void aLevelThatIsNotKnownIsNamed() throws Exception {
        new TestRun(output, input).labelsAlone(SMALL).run();

        try (LabelResults results = open(output)) {
            refused(
                    results,
                    "T7_S5_H60",
                    "T7_S5_H60 needs the level of 7 pips, which is not in the store: run again with it among --targets");
            refused(
                    results,
                    "T5_S7.5_H60",
                    "T5_S7.5_H60 needs the level of 7.5 pips, which is not in the store: run again with it among --stops");
        }
    }

    private static void refused(LabelResults results, String name, String sentence) {
        LabelSpec spec = LabelSpec.parse(name);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> results.writeTable(spec, out))
                .isInstanceOf(BadInputException.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> results.summary(spec)).hasMessage(sentence);
        assertThatThrownBy(() -> results.kernel(spec)).hasMessage(sentence);
        assertThat(out.size()).isZero();
    }

    @Test
    void aStopOfOneRunThatWasATargetOfAnotherIsKnown() throws Exception {
        new TestRun(output, input).labelsAlone(SMALL).run();

        try (LabelResults results = open(output)) {
            assertThat(results.summary(LabelSpec.parse("T5_S10_H60")).entries())
                    .isEqualTo(results.summary(KNOWN).entries());
        }
    }

    @Test
    void whereThereIsNoStoreOrNoRunWithLabelsASentenceSaysSo() throws Exception {
        Path cache = output.resolve("cache");
        assertThatThrownBy(() -> open(output).close())
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "there is no store in " + cache + ": run first, or say where with --results or --cache-dir");

        new TestRun(output, input).run();

        assertThatThrownBy(() -> open(output).close())
                .isInstanceOf(BadInputException.class)
                .hasMessage("no run has left labels for " + output + " in " + cache
                        + ": run first, or say with --results which folder");
    }

    @Test
    void aRunOfUniversesAloneDoesNotHideLabels() throws Exception {
        RunReport report = new TestRun(output, input).labels(SMALL).run();
        new TestRun(output, input).run();

        try (LabelResults results = open(output)) {
            assertThat(results.summaries()).isEqualTo(report.labels());
        }
    }

    @Test
    void aStoreThatWasEmptiedIsASentence() throws Exception {
        new TestRun(output, input).labelsAlone(SMALL).run();
        try (Stream<Path> segments = Files.list(output.resolve("cache/catalog"))) {
            for (Path segment : segments.toList()) {
                Files.delete(segment);
            }
        }

        assertThatThrownBy(() -> open(output).close())
                .isInstanceOf(BadInputException.class)
                .hasMessage(GONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"candles candles_1m_2024-01", "ticks 2024-02"})
    void withoutAMonthSummariesAreThereAndTablesAreNot(String unit) throws Exception {
        RunReport report = new TestRun(output, input).labelsAlone(SMALL).run();
        evict(unit.split(" ", 2)[0], unit.split(" ", 2)[1]);

        try (LabelResults results = open(output)) {
            assertThat(results.summaries()).isEqualTo(report.labels());
            assertThatThrownBy(() -> results.writeTable(SMALL.specs().get(0), OutputStream.nullOutputStream()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage(GONE);
        }
    }

    @Test
    void aLevelThatWasEvictedIsNamedAndWhatWasSummedUpIsStillThere() throws Exception {
        RunReport report = new TestRun(output, input).labelsAlone(SMALL).run();
        evict("levels", "mid_up_10");

        try (LabelResults results = open(output)) {
            assertThat(results.summary(KNOWN)).isEqualTo(report.labels().get(3));
            assertThatThrownBy(() -> table(results, KNOWN))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("T10_S5_H60 needs the level of 10 pips, which ");
        }
    }

    @Test
    void aConfigurationThatWasEvictedIsLeftOutAndDerivedOnDemand() throws Exception {
        RunReport report = new TestRun(output, input).labelsAlone(SMALL).run();
        byte[] published = Files.readAllBytes(output.resolve("labels/T10_S5_H60.parquet"));
        evict("labels", "T10_S5_H60");

        try (LabelResults results = open(output)) {
            assertThat(results.summaries()).isEqualTo(report.labels().subList(0, 3));
            assertThat(results.summary(KNOWN)).isEqualTo(report.labels().get(3));
            assertThat(table(results, KNOWN)).isEqualTo(published);
        }
    }

    @Test
    void theLastRunIntoTheFolderIsMeant() throws Exception {
        Path longer = QuoteFile.write(folder.resolve("y"), QuoteFile.exness(QuoteFile.walk(4_000)));
        RunReport first = new TestRun(output, input).labelsAlone(SMALL).run();
        RunReport second = new TestRun(output, longer).labelsAlone(SMALL).run();

        try (LabelResults results = open(output)) {
            assertThat(results.summaries()).isEqualTo(second.labels());
        }
        new TestRun(output, input).labelsAlone(SMALL).run();
        try (LabelResults results = open(output)) {
            assertThat(results.summaries()).isEqualTo(first.labels());
            assertThat(table(results, KNOWN))
                    .isEqualTo(Files.readAllBytes(output.resolve("labels/T10_S5_H60.parquet")));
        }
    }

    @Test
    void foldersThatShareAStoreHaveTheirOwn() throws Exception {
        Path longer = QuoteFile.write(folder.resolve("y"), QuoteFile.exness(QuoteFile.walk(4_000)));
        Path store = folder.resolve("store");
        Path other = folder.resolve("other");
        LabelGrid bidAsk = Grids.prices(SMALL, Prices.BID_ASK);
        RunReport one =
                new TestRun(output, input).cache(store).labelsAlone(SMALL).run();
        RunReport two =
                new TestRun(other, longer).cache(store).labelsAlone(bidAsk).run();

        try (LabelResults results = LabelResults.open(output, store);
                LabelResults others = LabelResults.open(other, store)) {
            assertThat(results.summaries()).isEqualTo(one.labels());
            assertThat(others.summaries()).isEqualTo(two.labels());
            assertThat(others.prices()).isEqualTo(Prices.BID_ASK);
        }
        assertThatThrownBy(
                        () -> LabelResults.open(folder.resolve("third"), store).close())
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("no run has left labels for ");
    }

    private static LabelResults open(Path output) throws Exception {
        return LabelResults.open(output, output.resolve("cache"));
    }

    private static byte[] table(LabelResults results, LabelSpec spec) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        results.writeTable(spec, out);
        return out.toByteArray();
    }

    private void evict(String stage, String unit) throws IOException {
        try (DirectoryStore store = DirectoryStore.open(new LocalDisk(), output.resolve("cache"), Clock.systemUTC())) {
            CacheKey key = store.newest(stage, unit).orElseThrow();
            store.evict(List.of(store.find(key).orElseThrow()), "size limit");
        }
    }
}
