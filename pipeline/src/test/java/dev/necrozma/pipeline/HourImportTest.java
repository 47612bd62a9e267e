package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.run.StageRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** A tree of Dukascopy's hour files, as a run sees it. */
class HourImportTest {

    @TempDir
    Path directory;

    private Path tree;
    private Path output;

    @BeforeEach
    void makeTree() throws IOException {
        tree = directory.resolve("EURUSD");
        output = directory.resolve("results");
        hour("2019/01/04/10h_ticks.bi5", 1);
        hour("2019/01/05/10h_ticks.bi5", 2);
        hour("2019/02/04/09h_ticks.bi5", 3);
        Files.createFile(tree.resolve("2019/02/04/10h_ticks.bi5"));
        Files.createFile(tree.resolve("2019/02/04/BID_candles_min_1.bi5"));
    }

    @Test
    void aMonthIsAUnitAndOnlyAChangedMonthIsReadAgain() throws Exception {
        TestRun first = new TestRun(output, tree);
        assertThat(imported(first.run()).computed()).isEqualTo(2);
        assertThat(first.messages).contains("not read: 1 file of candles beside Dukascopy's ticks");
        assertThat(imported(new TestRun(output, tree).run()).reused()).isEqualTo(2);

        hour("2019/02/05/09h_ticks.bi5", 4);

        StageRecord third = imported(new TestRun(output, tree).run());
        assertThat(third.reused()).isEqualTo(1);
        assertThat(third.units())
                .filteredOn(unit -> unit.outcome().equals("computed"))
                .singleElement()
                .satisfies(unit -> {
                    assertThat(unit.name()).isEqualTo("EURUSD/2019-03");
                    assertThat(unit.detail()).contains("2019-03-05");
                });
    }

    @Test
    void theSameTicksInTextAreTheSameData() throws Exception {
        RunReport ofTree = new TestRun(output, tree).run();
        Path text = directory.resolve("EURUSD.csv");
        StringBuilder rows = new StringBuilder("time,bid,ask\n");
        text(rows, "2019-02-04T10:00:00Z", 1);
        text(rows, "2019-02-05T10:00:00Z", 2);
        text(rows, "2019-03-04T09:00:00Z", 3);
        Files.writeString(text, rows);

        RunReport ofText = new TestRun(output, text).run();

        assertThat(ofText.dataset().orElseThrow()).isEqualTo(ofTree.dataset().orElseThrow());
        for (StageRecord stage : ofText.stages()) {
            assertThat(stage.computed())
                    .as(stage.name())
                    .isEqualTo(stage.name().equals("import") || stage.name().equals("report") ? 1 : 0);
        }
    }

    @Test
    void aSingleFileIsReadAlone() throws Exception {
        RunReport report = new TestRun(output, tree.resolve("2019/01/05/10h_ticks.bi5")).run();
        assertThat(report.dataset().orElseThrow().first()).isEqualTo(Instant.parse("2019-02-05T10:00:00Z"));
    }

    @Test
    void refusesTreesOfTwoSymbolsAndOneThatSaysNone() throws IOException {
        Path other = directory.resolve("GBPUSD/2019/02/06/10h_ticks.bi5");
        Files.createDirectories(other.getParent());
        Files.copy(tree.resolve("2019/01/04/10h_ticks.bi5"), other);
        assertThatThrownBy(() -> new TestRun(output, tree, directory.resolve("GBPUSD")).run())
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "the files are of several symbols: EURUSD, and GBPUSD in GBPUSD/2019-03; give those of one");

        Path nameless = directory.resolve("x/2019/02/06/10h_ticks.bi5");
        Files.createDirectories(nameless.getParent());
        Files.copy(other, nameless);
        assertThatThrownBy(() -> new TestRun(output, nameless).run())
                .isInstanceOf(BadInputException.class)
                .hasMessage("the path of " + nameless
                        + " does not say which symbol it is; say it with --symbol, such as --symbol EURUSD");
    }

    @Test
    void aTreeIsOneHoweverItsPathIsWrittenAndInWhateverOrder() throws Exception {
        Path one = tree.resolve("2019/01/04/10h_ticks.bi5");
        Path other = directory.resolve("./EURUSD/../EURUSD/2019/01/05/10h_ticks.bi5");
        assertThat(imported(new TestRun(output, one, other).run()).computed()).isEqualTo(1);
        assertThat(imported(new TestRun(output, other, one).run()).reused()).isEqualTo(1);
    }

    @Test
    void treesOfOneNameAreCalledByTheirPaths() throws Exception {
        Path second = directory.resolve("later/EURUSD");
        Path moved = second.resolve("2019/01/05/10h_ticks.bi5");
        Files.createDirectories(moved.getParent());
        Files.move(tree.resolve("2019/01/05/10h_ticks.bi5"), moved);

        StageRecord stage = imported(new TestRun(output, tree.resolve("2019/01"), second).run());

        assertThat(stage.units())
                .extracting(unit -> unit.name())
                .containsExactlyInAnyOrder(tree + "/2019-02", second + "/2019-02");
    }

    @Test
    void saysThatNoHourHasATick() {
        assertThatThrownBy(() -> new TestRun(output, tree.resolve("2019/02/04/10h_ticks.bi5")).run())
                .isInstanceOf(BadInputException.class)
                .hasMessage("no hour in EURUSD/2019-03 has a tick");
    }

    private static StageRecord imported(RunReport report) {
        return report.stages().get(0);
    }

    private void hour(String path, long seed) throws IOException {
        Path file = tree.resolve(path);
        Files.createDirectories(file.getParent());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LZMAOutputStream out = new LZMAOutputStream(bytes, new LZMA2Options(), -1)) {
            forEachTick(
                    seed,
                    (millis, bid, ask) -> out.write(ByteBuffer.allocate(20)
                            .putInt(millis)
                            .putInt(ask)
                            .putInt(bid)
                            .putFloat(1)
                            .putFloat(2)
                            .array()));
        }
        Files.write(file, bytes.toByteArray());
    }

    private static void text(StringBuilder rows, String hour, long seed) throws IOException {
        forEachTick(
                seed,
                (millis, bid, ask) -> rows.append(Instant.parse(hour).plusMillis(millis))
                        .append(String.format(
                                ",%d.%05d,%d.%05d%n", bid / 100_000, bid % 100_000, ask / 100_000, ask % 100_000)));
    }

    private interface Tick {
        void take(int millis, int bid, int ask) throws IOException;
    }

    private static void forEachTick(long seed, Tick tick) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int bid = 114_000;
        for (int millis = 0; millis < 3_600_000; millis += 1 + random.nextInt(3_000)) {
            bid += random.nextInt(9) - 4;
            tick.take(millis, bid, bid + random.nextInt(15));
        }
    }
}
