package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.market.label.Prices;
import dev.necrozma.pipeline.QuoteFile.Quote;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What labels cost from one run to the next, and why. */
class LabelPipelineTest {

    private static final Map<String, Integer> NOTHING =
            Map.of("import", 0, "report", 0, "ticks", 0, "candles", 0, "levels", 0, "labels", 0);
    private static final LabelGrid SMALL = Grids.SMALL;
    private static final LabelGrid EVERY_TICK = Grids.entries(SMALL, LabelGrid.EVERY_TICK);

    @TempDir
    private Path folder;

    private List<Quote> quotes;
    private Path input;
    private Path output;

    @BeforeEach
    void writeQuotes() throws IOException {
        quotes = QuoteFile.walk(3_000);
        input = QuoteFile.write(folder.resolve("x"), QuoteFile.exness(quotes));
        output = folder.resolve("out");
    }

    @Test
    void computesEachUnitOnce() throws Exception {
        RunReport cold = run(SMALL);

        assertThat(TestRun.computed(cold))
                .isEqualTo(Map.of("import", 1, "report", 1, "ticks", 2, "candles", 2, "levels", 4, "labels", 4));
        assertThat(TestRun.computedUnits(cold, "levels"))
                .containsExactlyInAnyOrder("mid_up_5", "mid_down_5", "mid_up_10", "mid_down_10");
        assertThat(TestRun.computedUnits(cold, "labels"))
                .containsExactly("T5_S5_H5", "T5_S5_H60", "T10_S5_H5", "T10_S5_H60");
        assertThat(TestRun.detail(cold, "mid_up_5")).isEqualTo("never computed before");
        assertThat(TestRun.detail(cold, "T5_S5_H5")).isEqualTo("never computed before");
    }

    @Test
    void aSecondRunComputesNothingAndOpensNoStoredFile() throws Exception {
        run(SMALL);
        Map<String, String> before = TestRun.contents(output);
        for (Path object : TestRun.objects(output.resolve("cache"))) {
            Files.delete(object);
        }

        TestRun again = new TestRun(output, input).labelsAlone(SMALL);

        assertThat(TestRun.computed(again.run())).isEqualTo(NOTHING);
        assertThat(again.messages).isEmpty();
        assertThat(TestRun.contents(output)).isEqualTo(before);
    }

    @Test
    void anotherHorizonNeedsNoLevel() throws Exception {
        run(SMALL);

        RunReport report = run(Grids.horizons(SMALL, 5, 30, 60));

        assertThat(TestRun.computedUnits(report, "levels")).isEmpty();
        assertThat(TestRun.computedUnits(report, "labels")).containsExactly("T5_S5_H30", "T10_S5_H30");
    }

    @Test
    void anotherTargetNeedsItsLevelOnEachSideAlone() throws Exception {
        run(SMALL);

        RunReport report = run(Grids.targets(SMALL, 5, 10, 20));

        assertThat(TestRun.computedUnits(report, "levels")).containsExactlyInAnyOrder("mid_up_20", "mid_down_20");
        assertThat(TestRun.computedUnits(report, "labels")).containsExactly("T20_S5_H5", "T20_S5_H60");
    }

    @Test
    void anotherTargetOfBidAndAskNeedsItsTwoLevels() throws Exception {
        LabelGrid grid = Grids.prices(SMALL, Prices.BID_ASK);
        RunReport cold = run(grid);

        RunReport report = run(Grids.targets(grid, 5, 10, 20));

        assertThat(TestRun.computedUnits(cold, "levels"))
                .containsExactlyInAnyOrder(
                        "bid_up_5", "bid_up_10", "bid_down_5", "ask_down_5", "ask_down_10", "ask_up_5");
        assertThat(TestRun.computedUnits(report, "levels")).containsExactlyInAnyOrder("bid_up_20", "ask_down_20");
        assertThat(TestRun.computedUnits(report, "labels")).containsExactly("T20_S5_H5", "T20_S5_H60");
    }

    @Test
    void aStopThatWasATargetAtMidNeedsNoLevel() throws Exception {
        run(SMALL);

        RunReport report = run(Grids.stops(SMALL, 5, 10));

        assertThat(TestRun.computedUnits(report, "levels")).isEmpty();
        assertThat(TestRun.computed(report, "labels")).isEqualTo(4);
    }

    @Test
    void theSameRowsInOtherWordsAreReused() throws Exception {
        run(SMALL);
        Path requoted = QuoteFile.write(folder.resolve("EURUSD.csv"), QuoteFile.requoted(quotes));

        RunReport report = new TestRun(output, requoted).labelsAlone(SMALL).run();

        assertThat(TestRun.computed(report))
                .isEqualTo(Map.of("import", 1, "report", 1, "ticks", 0, "candles", 0, "levels", 0, "labels", 0));
    }

    static Stream<Arguments> changedGrids() {
        return Stream.of(
                Arguments.of(
                        Grids.path(SMALL, LabelGrid.Path.CANDLES),
                        "parameter `path` changed (ticks → candles)",
                        "parameter `path` changed (ticks → candles)"),
                Arguments.of(
                        Grids.entries(SMALL, 5),
                        "parameter `entries` changed (1m → 5m)",
                        "parameter `entries` changed (1m → 5m)"),
                Arguments.of(
                        Grids.entries(SMALL, LabelGrid.EVERY_TICK),
                        "parameter `entries` changed (1m → tick)",
                        "parameter `entries` changed (1m → tick)"),
                Arguments.of(
                        Grids.prices(SMALL, Prices.BID_ASK),
                        "never computed before",
                        "parameter `price` changed (mid → bid_ask)"));
    }

    @ParameterizedTest
    @MethodSource("changedGrids")
    void anotherMeaningIsNeverAHitAndTheReasonSaysWhich(LabelGrid changed, String levels, String labels)
            throws Exception {
        run(SMALL);

        RunReport report = run(changed);

        assertEveryUnitComputed(report, levels, labels);
        assertSameAsElsewhere(new TestRun(folder.resolve("fresh"), input).labelsAlone(changed));
    }

    @Test
    void anotherPipSizeIsNeverAHitAndTheReasonSaysSo() throws Exception {
        run(SMALL);

        RunReport report =
                new TestRun(output, input).pipSize(0.0002).labelsAlone(SMALL).run();

        assertEveryUnitComputed(
                report,
                "parameter `pip_size` changed (0.0001 → 0.0002)",
                "parameter `pip_size` changed (0.0001 → 0.0002)");
        assertSameAsElsewhere(
                new TestRun(folder.resolve("fresh"), input).pipSize(0.0002).labelsAlone(SMALL));
    }

    @Test
    void oneTickWithAnotherPriceIsNeverAHitAndTheReasonNamesItsMonth() throws Exception {
        run(SMALL);
        Quote quote = quotes.get(1_000);
        quotes.set(1_000, new Quote(quote.time(), quote.bid(), quote.ask().add(new BigDecimal("0.00001"))));
        QuoteFile.write(input, QuoteFile.exness(quotes));

        RunReport report = run(SMALL);

        for (String unit : List.of("mid_up_5", "mid_down_10", "T5_S5_H5", "T10_S5_H60")) {
            assertThat(TestRun.detail(report, unit)).as(unit).contains("input `ticks/2024-01` changed (");
        }
        assertThat(TestRun.computed(report, "levels")).isEqualTo(4);
        assertThat(TestRun.computed(report, "labels")).isEqualTo(4);
        assertSameAsElsewhere(new TestRun(folder.resolve("fresh"), input).labelsAlone(SMALL));
    }

    @Test
    void aTableThatWasNotWantedBeforeIsComputedFromTheSameLevels() throws Exception {
        run(Grids.tables(SMALL, Materialize.NONE));

        RunReport report = run(Grids.tables(SMALL, Materialize.named(Set.of("T5_S5_H60"))));

        assertThat(TestRun.computed(report, "levels")).isZero();
        assertThat(TestRun.computedUnits(report, "labels")).containsExactly("T5_S5_H60");
        assertThat(TestRun.detail(report, "T5_S5_H60")).isEqualTo("parameter `materialize` changed (no → yes)");
    }

    @Test
    void aTableThatIsNoLongerWantedIsNotPublishedAndNothingIsComputed() throws Exception {
        run(Grids.tables(SMALL, Materialize.ALL));

        RunReport report = run(Grids.tables(SMALL, Materialize.NONE));

        assertThat(TestRun.computed(report, "labels")).isZero();
        assertThat(TestRun.contents(output)).doesNotContainKey("labels/T5_S5_H60.parquet");
        assertThat(TestRun.contents(output)).containsKey("labels/labels_summary.parquet");
    }

    @Test
    void withoutReuseLabelsAreComputedAgainAndPublished() throws Exception {
        new TestRun(output, input).labels(SMALL).run();
        Map<String, String> before = TestRun.contents(output);
        Files.delete(output.resolve("labels/T5_S5_H60.parquet"));

        for (int i = 0; i < 2; i++) {
            RunReport report =
                    new TestRun(output, input).labels(SMALL).labelsAgain().run();

            assertThat(TestRun.computed(report))
                    .isEqualTo(Map.of(
                            "import",
                            0,
                            "report",
                            0,
                            "ticks",
                            0,
                            "candles",
                            0,
                            "context",
                            0,
                            "universes",
                            0,
                            "levels",
                            4,
                            "labels",
                            4));
            assertThat(TestRun.detail(report, "mid_up_5")).isEqualTo("recompute requested");
            assertThat(TestRun.detail(report, "T5_S5_H60")).isEqualTo("recompute requested");
            assertThat(TestRun.contents(output)).isEqualTo(before);
        }
    }

    @Test
    void aFreshRunReplacesEverythingWithTheSameBytes() throws Exception {
        run(SMALL);
        Map<String, String> before = TestRun.contents(output);

        RunReport report = new TestRun(output, input).labelsAlone(SMALL).fresh().run();

        assertThat(TestRun.computed(report))
                .isEqualTo(Map.of("import", 1, "report", 1, "ticks", 2, "candles", 2, "levels", 4, "labels", 4));
        assertThat(TestRun.detail(report, "T5_S5_H60")).isEqualTo("fresh run");
        assertThat(report.stages())
                .allSatisfy(stage -> assertThat(stage.units()).noneMatch(unit -> unit.differs()));
        assertThat(TestRun.contents(output)).isEqualTo(before);
        assertThat(TestRun.computed(run(SMALL))).isEqualTo(NOTHING);
    }

    @Test
    void withoutAStoreTheBytesAreTheSame() throws Exception {
        run(SMALL);

        assertSameAsElsewhere(
                new TestRun(folder.resolve("fresh"), input).labelsAlone(SMALL).uncached());
    }

    @Test
    void everyStoredFileThatIsLostIsComputedAgainWithTheSameBytes() throws Exception {
        writeMoreQuotes();
        run(EVERY_TICK);
        Map<String, String> before = TestRun.contents(output);
        for (Path object : TestRun.objects(output.resolve("cache"))) {
            Files.delete(object);
        }
        for (String file : before.keySet()) {
            Files.delete(output.resolve(file));
        }

        TestRun again = new TestRun(output, input).labelsAlone(EVERY_TICK);
        RunReport report = again.run();

        assertThat(TestRun.contents(output)).isEqualTo(before);
        assertThat(TestRun.computed(report)).containsEntry("levels", 4).containsEntry("labels", 4);
        assertThat(TestRun.detail(report, "T5_S5_H60")).startsWith("lost on ");
        assertThat(again.messages)
                .containsExactly("7 files were damaged or gone in " + output + " and put back from the store");
        assertThat(TestRun.computed(run(EVERY_TICK)).values()).containsOnly(0);
    }

    @Test
    void aDamagedLevelIsComputedAgainWhenAConfigurationNeedsIt() throws Exception {
        writeMoreQuotes();
        run(EVERY_TICK);
        damage("levels", "mid_up_10", LevelStage.PAYLOAD);

        RunReport report = run(Grids.horizons(EVERY_TICK, 5, 30, 60));

        assertThat(TestRun.computedUnits(report, "levels")).containsExactly("mid_up_10");
        assertThat(TestRun.detail(report, "mid_up_10")).contains("checksum");
        assertThat(TestRun.computedUnits(report, "labels")).containsExactly("T5_S5_H30", "T10_S5_H30");
        assertSameAsElsewhere(
                new TestRun(folder.resolve("fresh"), input).labelsAlone(Grids.horizons(EVERY_TICK, 5, 30, 60)));
    }

    @Test
    void aDamagedTableIsComputedAgainWhenItIsToBePublished() throws Exception {
        run(SMALL);
        Map<String, String> before = TestRun.contents(output);
        damage("labels", "T5_S5_H60", LabelStage.TABLE);
        Files.delete(output.resolve("labels/T5_S5_H60.parquet"));

        RunReport report = run(SMALL);

        assertThat(TestRun.computedUnits(report, "labels")).containsExactly("T5_S5_H60");
        assertThat(TestRun.computed(report, "levels")).isZero();
        assertThat(TestRun.contents(output)).isEqualTo(before);
    }

    static Stream<LabelGrid> kinds() {
        return Stream.of(
                SMALL,
                Grids.prices(SMALL, Prices.BID_ASK),
                Grids.entries(SMALL, LabelGrid.EVERY_TICK),
                Grids.prices(Grids.entries(SMALL, LabelGrid.EVERY_TICK), Prices.BID_ASK),
                Grids.path(SMALL, LabelGrid.Path.CANDLES));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anyNumberOfWorkersGivesTheSameBytes(LabelGrid grid) throws Exception {
        new TestRun(output, input).labelsAlone(grid).workers(1).run();

        assertSameAsElsewhere(
                new TestRun(folder.resolve("other"), input).labelsAlone(grid).workers(2));
    }

    /* So many that a level is a file of its own and no part of the catalog. */
    private void writeMoreQuotes() throws IOException {
        QuoteFile.write(input, QuoteFile.exness(QuoteFile.walk(12_000)));
    }

    private RunReport run(LabelGrid grid) throws Exception {
        return new TestRun(output, input).labelsAlone(grid).run();
    }

    private static void assertEveryUnitComputed(RunReport report, String levels, String labels) {
        report.stages().forEach(stage -> {
            if (stage.name().equals("levels") || stage.name().equals("labels")) {
                String reason = stage.name().equals("levels") ? levels : labels;
                assertThat(stage.units()).allSatisfy(unit -> {
                    assertThat(unit.outcome()).isEqualTo("computed");
                    assertThat(unit.detail()).startsWith(reason);
                });
            }
        });
        assertThat(TestRun.computed(report)).containsKeys("levels", "labels");
    }

    /* Of a store of its own, so that nothing of the earlier runs can be in it. */
    private void assertSameAsElsewhere(TestRun other) throws Exception {
        other.run();
        try (Stream<Path> folders = Files.list(folder)) {
            Path fresh = folders.filter(Files::isDirectory)
                    .filter(path -> !path.equals(output))
                    .findFirst()
                    .orElseThrow();
            assertThat(TestRun.contents(fresh)).isEqualTo(TestRun.contents(output));
        }
    }

    private void damage(String stage, String unit, String payload) throws IOException {
        Path store = output.resolve("cache");
        Path object;
        try (DirectoryStore opened = DirectoryStore.open(new LocalDisk(), store, Clock.systemUTC())) {
            object = opened.file(
                            opened.find(opened.newest(stage, unit).orElseThrow())
                                    .orElseThrow(),
                            payload)
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(object);
        bytes[bytes.length / 2] ^= 4;
        Files.write(object, bytes);
    }
}
