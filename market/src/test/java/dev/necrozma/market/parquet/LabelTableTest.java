package dev.necrozma.market.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.market.label.LabelKernel;
import dev.necrozma.market.label.LabelRows;
import dev.necrozma.market.label.LabelSeries;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.Prices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTableTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"T10_S5_H60", "T50_S30_H1440", "T5_S5_H1", "T7.5_S2.5_H0.5"})
    void readsBackTheLabelsOfCandles(String name) throws IOException {
        assertReadsBack(LabelSpec.parse(name), LabelFixture.candleSeries(5_000, 1), 16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"T10_S5_H60", "T50_S30_H1440", "T5_S5_H1", "T7.5_S2.5_H0.5"})
    void readsBackTheLabelsOfTicks(String name) throws IOException {
        assertReadsBack(LabelSpec.parse(name), LabelFixture.tickSeries(5_000, 2), 16);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 1_023})
    void readsBackAnyNumberOfRows(int rows) throws IOException {
        assertReadsBack(LabelFixture.SPEC, LabelFixture.candleSeries(rows, 3), 16);
    }

    @ParameterizedTest
    @ValueSource(ints = {LabelSeries.CHUNK - 1, LabelSeries.CHUNK, LabelSeries.CHUNK + 1, 5 * LabelSeries.CHUNK / 2})
    void readsBackChunksAndRowGroups(int rows) throws IOException {
        LabelSeries series = LabelFixture.tickSeries(rows, 4);
        assertReadsBack(LabelFixture.SPEC, series, 16);
        assertReadsBack(LabelFixture.SPEC, series, 1);
        assertReadsBack(LabelFixture.SPEC, series, 2);
        assertThat(footer(LabelFixture.table(LabelFixture.SPEC, new SharedColumns(series, 1)))
                        .getBlocks())
                .hasSize(series.chunks());
    }

    @Test
    void keepsATableWithoutRows() throws IOException {
        LabelSeries series = LabelFixture.tickSeries(0, 5);
        LabelTable table = LabelTable.open(write(LabelFixture.table(LabelFixture.SPEC, new SharedColumns(series))));
        assertThat(table.size()).isZero();
        assertThat(table.timestamps()).isEmpty();
        assertThat(table.floats("up_mfe")).isEmpty();
        assertThat(table.outcomes("down_outcome")).isEmpty();
        assertThat(table.spec()).isEqualTo(LabelFixture.SPEC);
        assertThat(table.symbol()).isEqualTo("EURUSD");
    }

    private void assertReadsBack(LabelSpec spec, LabelSeries series, int chunksPerRowGroup) throws IOException {
        LabelTable table =
                LabelTable.open(write(LabelFixture.table(spec, new SharedColumns(series, chunksPerRowGroup))));
        assertThat(table.size()).isEqualTo(series.size());
        assertThat(table.spec()).isEqualTo(spec);
        assertSame(LabelFixture.columns(table), LabelFixture.columns(spec, series));
    }

    private static void assertSame(Map<String, Object> actual, Map<String, Object> expected) {
        assertThat(actual.keySet()).containsExactlyElementsOf(expected.keySet());
        for (String column : expected.keySet()) {
            // Not a comparison by AssertJ, which would print all of both.
            assertThat(Arrays.deepEquals(new Object[] {actual.get(column)}, new Object[] {expected.get(column)}))
                    .as(column)
                    .isTrue();
        }
    }

    /* Around the numbers of entries at which an index gets wider. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 16, 17, 256, 257, 5_000, 30_000})
    void readsBackAnyNumberOfDistinctValues(int distinct) throws IOException {
        assertReadsBackChanged(90_001, rows -> {
            for (int i = 0; i < rows.size(); i++) {
                rows.up().mfe()[i] = (i % distinct) / 10f;
                rows.up().exitPips()[i] = i % 3 == 0 ? Float.NaN : -(i % distinct) / 7f;
            }
        });
    }

    @Test
    void readsBackColumnsOfNulls() throws IOException {
        assertReadsBackChanged(70_000, rows -> {
            Arrays.fill(rows.up().timeToTarget(), Float.NaN);
            Arrays.fill(rows.up().hitTarget(), LabelRows.UNKNOWN);
            // In one page only.
            if (rows.from() == 0) {
                Arrays.fill(rows.down().timeToTarget(), Float.NaN);
                Arrays.fill(rows.down().hitTarget(), LabelRows.UNKNOWN);
            }
        });
    }

    @Test
    void readsBackTruthValuesThatAlternateWithNulls() throws IOException {
        assertReadsBackChanged(1_003, rows -> {
            for (int i = 0; i < rows.size(); i++) {
                rows.up().hitTarget()[i] = (byte) (i % 3);
                rows.up().hitStop()[i] = (byte) (i % 5 == 0 ? 2 : 0);
                rows.up().censored()[i] = (byte) (i % 2);
                rows.up().outcome()[i] = (byte) (i / 3 % 3);
            }
        });
    }

    private void assertReadsBackChanged(int size, Consumer<LabelRows> change) throws IOException {
        LabelSeries series = LabelFixture.candleSeries(size, 6);
        byte[] bytes = LabelFixture.table(LabelFixture.SPEC, new SharedColumns(series), change);
        assertSame(
                LabelFixture.columns(LabelTable.open(write(bytes))),
                LabelFixture.columns(LabelFixture.SPEC, series, change));
    }

    @Test
    void valuesThatHardlyRepeatAreWrittenPlainly() throws IOException {
        int chunk = LabelSeries.CHUNK;
        Consumer<LabelRows> change = rows -> {
            for (int i = 0; i < rows.size(); i++) {
                rows.up().mfe()[i] = rows.from() + i;
                rows.up().mae()[i] = rows.from() == 0 ? -(i % 1_000) : -(rows.from() + i);
                rows.up().exitPips()[i] = i % 30_000 + (rows.from() / chunk) * 30_000;
            }
        };
        int size = 5 * chunk / 2;
        assertReadsBackChanged(size, change);
        LabelSeries series = LabelFixture.candleSeries(size, 6);
        ParquetMetadata footer = footer(LabelFixture.table(LabelFixture.SPEC, new SharedColumns(series), change));
        assertThat(pages(footer, "up_mfe")).isEqualTo("plain");
        assertThat(pages(footer, "up_mae")).isEqualTo("numbered and plain");
        assertThat(pages(footer, "up_exit_pips")).isEqualTo("numbered and plain");
        assertThat(pages(footer, "up_r_multiple")).isEqualTo("numbered");
        assertThat(pages(footer, "up_entry_price")).isEqualTo("numbered");
    }

    private static String pages(ParquetMetadata footer, String column) {
        for (ColumnChunkMetaData chunk : footer.getBlocks().get(0).getColumns()) {
            if (chunk.getPath().toDotString().equals(column)) {
                boolean numbered = chunk.getEncodingStats().hasDictionaryEncodedPages();
                boolean plain = chunk.getEncodingStats().hasNonDictionaryEncodedPages();
                return numbered && plain ? "numbered and plain" : numbered ? "numbered" : "plain";
            }
        }
        throw new AssertionError(column);
    }

    @Test
    void pricesThatHardlyRepeatAreWrittenPlainly() throws IOException {
        LabelSeries series =
                LabelSeries.ofTicks(List.of(LabelFixture.ticks(3, 9)), LabelFixture.EURUSD.pipSize(), Prices.MID);
        ParquetMetadata footer = footer(LabelFixture.table(LabelFixture.SPEC, new SharedColumns(series)));
        assertThat(pages(footer, "up_entry_price")).isEqualTo("plain");
        assertReadsBack(LabelFixture.SPEC, series, 16);
    }

    private static ParquetMetadata footer(byte[] bytes) throws IOException {
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (ParquetFileReader reader = ParquetFileReader.open(new BytesInputFile(bytes), options)) {
            return reader.getFooter();
        }
    }

    @Test
    void theSameLabelsGiveTheSameBytesWhateverTheThreads() throws Exception {
        LabelSeries series = LabelFixture.tickSeries(140_000, 7);
        List<LabelSpec> specs = List.of(
                LabelFixture.SPEC,
                LabelSpec.parse("T50_S30_H1440"),
                LabelSpec.parse("T5_S5_H1"),
                LabelSpec.parse("T20_S5_H15"));
        SharedColumns shared = new SharedColumns(series, 1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<byte[]>> tables = specs.stream()
                    .map(spec -> threads.submit(() -> LabelFixture.table(spec, shared)))
                    .toList();
            for (int i = 0; i < specs.size(); i++) {
                assertThat(Arrays.equals(
                                tables.get(i).get(), LabelFixture.table(specs.get(i), new SharedColumns(series, 1))))
                        .isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void chunksMustComeInOrderAndBeComplete() throws IOException {
        LabelSeries series = LabelFixture.candleSeries(70_000, 8);
        LabelKernel kernel = LabelKernel.searching(series, 0);
        LabelRows rows = new LabelRows();
        try (LabelTableWriter table = new LabelTableWriter(
                LabelFixture.SPEC,
                new SharedColumns(series),
                new LabelOrigin("EURUSD", "1m", "candles"),
                new ByteArrayOutputStream())) {
            kernel.label(LabelFixture.SPEC, 1, rows);
            assertThatThrownBy(() -> table.add(rows))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("chunk 0 of 2");
            kernel.label(LabelFixture.SPEC, 0, rows);
            table.add(rows);
            assertThatThrownBy(table::finish)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("1 of 2 chunks");
            kernel.label(LabelFixture.SPEC, 1, rows);
            table.add(rows);
            assertThatThrownBy(() -> table.add(rows)).isInstanceOf(IllegalArgumentException.class);
            table.finish();
        }
    }

    @Test
    void aColumnIsReadOnceAndNothingElseWithIt() throws IOException {
        LabelSeries series = LabelFixture.tickSeries(3_000, 9);
        byte[] bytes = LabelFixture.table(LabelFixture.SPEC, new SharedColumns(series));
        Path file = write(bytes);
        float[] expected = LabelTable.open(file).floats("up_mfe");
        for (ColumnChunkMetaData chunk : footer(bytes).getBlocks().get(0).getColumns()) {
            if (!chunk.getPath().toDotString().equals("up_mfe")) {
                Arrays.fill(
                        bytes,
                        (int) chunk.getStartingPos(),
                        (int) (chunk.getStartingPos() + chunk.getTotalSize()),
                        (byte) 0);
            }
        }
        LabelTable table = LabelTable.open(write(bytes));
        assertThat(table.floats("up_mfe")).containsExactly(expected).isSameAs(table.floats("up_mfe"));
        assertThatThrownBy(() -> table.floats("up_mae"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
        Files.delete(file);
        assertThat(table.floats("up_mfe")).containsExactly(expected);
        assertThatThrownBy(() -> table.floats("up_mae")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void noBitOfAPageCanFlipUnnoticed() throws IOException {
        LabelSeries series = LabelFixture.tickSeries(300, 10);
        byte[] bytes = LabelFixture.table(LabelFixture.SPEC, new SharedColumns(series));
        Map<String, Object> expected = LabelFixture.columns(LabelFixture.SPEC, series);
        ColumnChunkMetaData first =
                footer(bytes).getBlocks().get(0).getColumns().get(0);
        ColumnChunkMetaData last = footer(bytes).getBlocks().get(0).getColumns().get(25);
        int from = (int) first.getStartingPos();
        int to = (int) (last.getStartingPos() + last.getTotalSize());
        SplittableRandom random = new SplittableRandom(11);
        int noticed = 0;
        int flips = 150;
        for (int flip = 0; flip < flips; flip++) {
            byte[] damaged = bytes.clone();
            int at = from + random.nextInt(to - from);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Path file = write(damaged);
            try {
                // A bit of a page's header may be one that nobody needs: of its statistics.
                assertSame(LabelFixture.columns(LabelTable.open(file)), expected);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining(file.toString());
                noticed++;
            }
        }
        assertThat(noticed).isGreaterThan(flips / 2);
    }

    @Test
    void whatIsNoTableIsRefused() throws IOException {
        byte[] bytes = LabelFixture.table(LabelFixture.SPEC, new SharedColumns(LabelFixture.tickSeries(300, 12)));
        for (int length : new int[] {0, 3, 12, bytes.length / 2, bytes.length - 1}) {
            Path file = write(Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> LabelTable.open(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
        }
        ByteArrayOutputStream universe = new ByteArrayOutputStream();
        UniverseParquet.write(UniverseParquetTest.universe(), universe);
        Path file = write(universe.toByteArray());
        assertThatThrownBy(() -> LabelTable.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a label table");
    }

    @Test
    void aReplacedFileIsNoticed() throws IOException {
        SharedColumns shared = new SharedColumns(LabelFixture.tickSeries(300, 13));
        LabelTable table = LabelTable.open(write(LabelFixture.table(LabelFixture.SPEC, shared)));
        Path file = write(LabelFixture.table(LabelSpec.parse("T5_S5_H1"), shared));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThatThrownBy(() -> table.floats("up_mfe"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("replaced");
    }

    @Test
    void namesOfColumnsAreListedWhenOneIsWrong() throws IOException {
        LabelTable table = LabelTable.open(
                write(LabelFixture.table(LabelFixture.SPEC, new SharedColumns(LabelFixture.tickSeries(30, 14)))));
        assertThatThrownBy(() -> table.floats("up_mef"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("up_mef; there are timestamp (time),")
                .hasMessageContaining("up_mfe (float)");
        assertThatThrownBy(() -> table.floats("up_outcome")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.booleans("up_outcome")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.outcomes("up_censored")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.doubles("up_mfe")).isInstanceOf(IllegalArgumentException.class);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("table.parquet"), bytes);
    }
}
