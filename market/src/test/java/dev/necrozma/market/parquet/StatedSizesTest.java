package dev.necrozma.market.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that say how much follows, each in a file that is sound but for it: where less follows, no room is made for what they say. */
class StatedSizesTest {

    private static final int ROWS = 100;
    private static final int MANY = 1 << 24;
    private static final long MOST_BYTES = 1 << 22;
    private static final long MOST_ALLOCATED = 16L << 20;
    private static final int FOOTER_END = 8;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path directory;

    private String column = "required double bid";
    private int rows = ROWS;
    private int values = ROWS;

    /** Writes the pages of a column. */
    private interface Pages {
        void write(ParquetFileWriter file, Statistics<?> statistics) throws IOException;
    }

    /** Bytes in the order in which they are put. */
    private static final class Bytes {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Bytes bytes(int... values) {
            for (int value : values) {
                out.write(value);
            }
            return this;
        }

        Bytes varInt(int value) {
            int left = value;
            while (left > 127) {
                out.write((left & 127) | 128);
                left >>>= 7;
            }
            return bytes(left);
        }

        Bytes repeated(int value, int times) {
            out.writeBytes(array(value, times));
            return this;
        }

        Bytes packedRun(int groups, int width, int groupsThere) {
            return varInt(groups << 1 | 1).repeated(0, groupsThere * width);
        }

        /* Of numbers that are all the same: one block has no bits for them. */
        Bytes deltas(int block, int parts, int count, int value) {
            return varInt(block)
                    .varInt(parts)
                    .varInt(count)
                    .varInt(2 * value)
                    .bytes(0)
                    .repeated(0, Math.min(parts, 4));
        }

        Bytes int32(int value) {
            out.writeBytes(little(4).putInt(value).array());
            return this;
        }

        byte[] array() {
            return out.toByteArray();
        }

        private static byte[] array(int value, int times) {
            byte[] bytes = new byte[times];
            Arrays.fill(bytes, (byte) value);
            return bytes;
        }
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void readsAMillionEqualRowsOfAFewBytes() throws IOException {
        rows = 1_000_000;
        values = rows;
        column = "optional double bid";
        byte[] levels = new Bytes().varInt(rows << 1).bytes(1).array();
        byte[] page = new Bytes()
                .int32(levels.length)
                .bytes(levels[0] & 0xff, levels[1] & 0xff, levels[2] & 0xff, levels[3] & 0xff)
                .bytes(0)
                .varInt(rows << 1)
                .array();
        assertThat(read(file((out, statistics) -> {
                    dictionary(out, new byte[8], 1);
                    page(out, statistics, rows, page, Encoding.RLE_DICTIONARY);
                })))
                .isEqualTo(rows);
    }

    @Test
    void readsRunsThatAreFilledUp() throws IOException {
        byte[] page = new Bytes().bytes(1).packedRun(16, 1, 16).array();
        assertThat(read(file((out, statistics) -> {
                    dictionary(out, new byte[16], 2);
                    page(out, statistics, ROWS, page, Encoding.RLE_DICTIONARY);
                })))
                .isEqualTo(ROWS);
    }

    @Test
    void readsDeltas() throws IOException {
        column = "required int64 bid";
        assertThat(read(file(deltaPage(Encoding.DELTA_BINARY_PACKED, new Bytes().deltas(128, 4, ROWS, 7)))))
                .isEqualTo(ROWS);
        column = "required binary symbol (UTF8)";
        assertThat(read(file(texts(0, 0)))).isEqualTo(ROWS);
    }

    @Test
    void refusesARunOfMoreIdsThanThePageHasValues() {
        for (int width : new int[] {0, 1, 20}) {
            Bytes page = new Bytes().bytes(width).packedRun(MANY / 8, width, 20);
            assertRefused((out, statistics) -> {
                dictionary(out, new byte[16], 2);
                page(out, statistics, ROWS, page.array(), Encoding.RLE_DICTIONARY);
            });
        }
    }

    @Test
    void refusesARunOfMoreLevelsThanThePageHasValues() {
        column = "optional double bid";
        byte[] levels = new Bytes().packedRun(MANY / 8, 1, 20).array();
        Bytes page = new Bytes().int32(levels.length);
        page.out.writeBytes(levels);
        assertRefused((out, statistics) -> page(out, statistics, ROWS, page.array(), Encoding.PLAIN));
        assertRefused((out, statistics) -> out.writeDataPageV2(
                ROWS,
                0,
                ROWS,
                BytesInput.empty(),
                BytesInput.from(levels),
                Encoding.PLAIN,
                BytesInput.from(new byte[ROWS * 8]),
                false,
                ROWS * 8,
                statistics));
    }

    @Test
    void refusesMoreDeltasThanThePageHasValues() {
        column = "required int64 bid";
        for (Bytes deltas : List.of(
                new Bytes().deltas(128, 4, MANY, 7),
                new Bytes().deltas(MANY, 1, ROWS, 7),
                new Bytes().deltas(MANY * 8, MANY, ROWS, 7),
                new Bytes().deltas(0, MANY, ROWS, 7))) {
            assertRefused(deltaPage(Encoding.DELTA_BINARY_PACKED, deltas));
        }
    }

    @Test
    void refusesTextsThatBeginWithMoreThanThereIs() {
        column = "required binary symbol (UTF8)";
        assertRefused(texts(0, MANY));
        assertRefused(texts(MANY, 0));
        assertRefused(texts(MOST_BYTES / ROWS + 1, 0));
        assertRefused(deltaPage(Encoding.DELTA_LENGTH_BYTE_ARRAY, new Bytes().deltas(128, 4, MANY, 0)));
    }

    @Test
    void refusesADictionaryOfMoreEntriesThanItsPageHas() {
        for (String each : List.of(
                "required double bid",
                "required int32 bid",
                "required binary bid (DECIMAL(9, 2))",
                "required fixed_len_byte_array(2) bid (DECIMAL(4, 2))")) {
            column = each;
            assertRefused((out, statistics) -> {
                dictionary(out, new byte[16], MANY);
                page(out, statistics, ROWS, new byte[] {0, (byte) 200, 1}, Encoding.RLE_DICTIONARY);
            });
        }
    }

    @Test
    void refusesATextOfADictionaryThatIsLongerThanItsPage() {
        column = "required binary bid (DECIMAL(9, 2))";
        assertRefused((out, statistics) -> {
            dictionary(out, new Bytes().int32(MANY * 4).array(), 1);
            page(out, statistics, ROWS, new byte[] {0, (byte) 200, 1}, Encoding.RLE_DICTIONARY);
        });
    }

    @Test
    void refusesDecimalsAndSymbolsOfThousandsOfBytes() throws IOException {
        byte[] entry = new Bytes().int32(2000).repeated(1, 2000).array();
        for (String each : List.of("required binary bid (DECIMAL(9, 2))", "required binary symbol (UTF8)")) {
            column = each;
            Path file = file((out, statistics) -> {
                dictionary(out, entry, 1);
                page(out, statistics, ROWS, new byte[] {0, (byte) 200, 1}, Encoding.RLE_DICTIONARY);
            });
            assertThatThrownBy(() -> read(file))
                    .hasMessage(
                            file + " cannot be read as Parquet: a symbol or a decimal of it has more than 1024 bytes");
        }
        column = "required fixed_len_byte_array(" + MANY * 4 + ") bid (DECIMAL(9, 2))";
        Path file = file(deltaPage(Encoding.BYTE_STREAM_SPLIT, new Bytes()));
        assertThatThrownBy(() -> read(file))
                .hasMessageContaining(": column 'bid' holds no numbers, but required fixed");
    }

    @Test
    void refusesMoreValuesThanRows() {
        column = "required int64 bid";
        Bytes deltas = new Bytes().deltas(128, 4, MANY, 7);
        values = MANY;
        assertRefused((out, statistics) -> page(out, statistics, MANY, deltas.array(), Encoding.DELTA_BINARY_PACKED));
        values = ROWS;
        assertRefused((out, statistics) -> {
            page(out, statistics, ROWS - MANY, new byte[8], Encoding.PLAIN);
            page(out, statistics, MANY, deltas.array(), Encoding.DELTA_BINARY_PACKED);
        });
    }

    @Test
    void refusesPagesThatUnpackToMoreThanAllowedTogether() throws IOException {
        int length = (int) (MOST_BYTES / 2);
        Path file = directory.resolve("x");
        rows = 3 * length / 8;
        values = rows;
        byte[] packed = new byte[ZstdCodec.mostCompressed(length)];
        ZstdCodec codec = new ZstdCodec();
        int size = codec.compress(new byte[length], length, packed, 0);
        codec.close();
        write(file, CompressionCodecName.ZSTD, (out, statistics) -> {
            for (int i = 0; i < 3; i++) {
                out.writeDataPage(
                        length / 8,
                        length,
                        BytesInput.from(packed, 0, size),
                        statistics,
                        length / 8,
                        Encoding.RLE,
                        Encoding.RLE,
                        Encoding.PLAIN);
            }
        });
        assertThatThrownBy(() -> read(file))
                .hasMessage(
                        file + " cannot be read as Parquet: its pages state that they unpack to more than they may");
    }

    @Test
    void refusesAPageThatIsLongerThanTheFile() throws IOException {
        for (int length : new int[] {MANY * 4, -1}) {
            assertRefused(withHeader(header -> header.setCompressed_page_size(length)));
        }
    }

    @Test
    void refusesATextInAHeaderThatIsLongerThanTheFile() throws IOException {
        Path file = withHeader(header -> header.getData_page_header()
                .setStatistics(new org.apache.parquet.format.Statistics().setMin(new byte[] {1, 2, 3})));
        byte[] bytes = Files.readAllBytes(file);
        int at = indexOf(bytes, new byte[] {3, 1, 2, 3});
        byte[] length = new Bytes().varInt(MANY * 4).array();
        Files.write(file, spliced(bytes, at, 1, length));
        assertRefused(file);
    }

    @Test
    void refusesTextsAndListsOfAFooterThatAreLongerThanIt() throws IOException {
        for (Bytes field : List.of(
                new Bytes().bytes(0x08, 12).varInt(MANY * 4), // created_by
                new Bytes().bytes(0x09, 8, 0xfc).varInt(MANY))) { // row_groups
            Path file = file((out, statistics) -> page(out, statistics, ROWS, new byte[ROWS * 8], Encoding.PLAIN));
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length - FOOTER_END;
            int length = ByteBuffer.wrap(bytes, end, 4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getInt();
            byte[] changed = spliced(bytes, end - 1, 1, field.array());
            little(4).putInt(length - 1 + field.array().length).flip().get(changed, changed.length - FOOTER_END, 4);
            Files.write(file, changed);
            assertRefused(file);
        }
    }

    @Test
    void refusesRowGroupsThatShareTheirColumns() throws IOException {
        Path file = file((out, statistics) -> page(out, statistics, ROWS, new byte[ROWS * 8], Encoding.PLAIN));
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length - FOOTER_END;
        int length =
                ByteBuffer.wrap(bytes, end, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
        var footer = Util.readFileMetaData(new ByteArrayInputStream(bytes, end - length, length));
        var group = footer.getRow_groups().get(0);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        for (int i = 0; i < 10; i++) {
            footer.addToRow_groups(group);
        }
        Util.writeFileMetaData(footer, changed);
        Bytes all = new Bytes();
        all.out.write(bytes, 0, end - length);
        all.out.writeBytes(changed.toByteArray());
        Files.write(file, all.int32(changed.size()).bytes('P', 'A', 'R', '1').array());
        assertRefused(file);
    }

    /** Changes a header. */
    private interface Change {
        void of(PageHeader header);
    }

    /* Of the last page, so that nothing else lies elsewhere after. */
    private Path withHeader(Change change) throws IOException {
        long[] at = new long[1];
        Path file = file((out, statistics) -> {
            at[0] = out.getPos();
            page(out, statistics, ROWS, new byte[ROWS * 8], Encoding.PLAIN);
        });
        byte[] bytes = Files.readAllBytes(file);
        int from = Math.toIntExact(at[0]);
        ByteArrayInputStream in = new ByteArrayInputStream(bytes, from, bytes.length - from);
        PageHeader header = Util.readPageHeader(in);
        int length = bytes.length - from - in.available();
        change.of(header);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        Util.writePageHeader(header, changed);
        Files.write(file, spliced(bytes, from, length, changed.toByteArray()));
        return file;
    }

    private static byte[] spliced(byte[] bytes, int at, int length, byte[] by) {
        Bytes changed = new Bytes();
        changed.out.write(bytes, 0, at);
        changed.out.writeBytes(by);
        changed.out.write(bytes, at + length, bytes.length - at - length);
        return changed.array();
    }

    private static int indexOf(byte[] bytes, byte[] piece) {
        for (int i = 0; i <= bytes.length - piece.length; i++) {
            if (Arrays.equals(bytes, i, i + piece.length, piece, 0, piece.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    private Pages deltaPage(Encoding encoding, Bytes page) {
        return (out, statistics) -> page(out, statistics, ROWS, page.array(), encoding);
    }

    /* All of the same length. */
    private Pages texts(long prefix, int suffix) {
        Bytes page = new Bytes().deltas(128, 4, ROWS, (int) prefix).deltas(128, 4, ROWS, suffix);
        return deltaPage(Encoding.DELTA_BYTE_ARRAY, page);
    }

    private static void dictionary(ParquetFileWriter out, byte[] entries, int count) throws IOException {
        out.writeDictionaryPage(new DictionaryPage(BytesInput.from(entries), count, Encoding.PLAIN));
    }

    private static void page(
            ParquetFileWriter out, Statistics<?> statistics, int count, byte[] content, Encoding encoding)
            throws IOException {
        out.writeDataPage(
                count,
                content.length,
                BytesInput.from(content),
                statistics,
                count,
                Encoding.RLE,
                Encoding.RLE,
                encoding);
    }

    private Path file(Pages pages) throws IOException {
        Path file = directory.resolve("x");
        write(file, CompressionCodecName.UNCOMPRESSED, pages);
        return file;
    }

    /* A column of times, and one that a test writes. */
    private void write(Path path, CompressionCodecName codec, Pages pages) throws IOException {
        MessageType schema =
                MessageTypeParser.parseMessageType("message m { required int64 timestamp; " + column + "; }");
        try (OutputStream out = Files.newOutputStream(path)) {
            ParquetFileWriter file = ParquetFiles.create(out, schema);
            file.start();
            file.startBlock(rows);
            ColumnDescriptor times = schema.getColumns().get(0);
            file.startColumn(times, rows, CompressionCodecName.UNCOMPRESSED);
            dictionary(file, new byte[8], 1);
            byte[] equal = new Bytes().bytes(0).varInt(rows << 1).array();
            page(file, Statistics.createStats(times.getPrimitiveType()), rows, equal, Encoding.RLE_DICTIONARY);
            file.endColumn();
            ColumnDescriptor other = schema.getColumns().get(1);
            file.startColumn(other, values, codec);
            pages.write(file, Statistics.createStats(other.getPrimitiveType()));
            file.endColumn();
            file.endBlock();
            file.end(Map.of());
        }
    }

    private int read(Path file) throws IOException {
        try (PriceRows opened = PriceRows.open(file, MOST_BYTES)) {
            boolean symbol = opened.names().contains("symbol");
            opened.choose(0, symbol ? List.of() : List.of(1), symbol ? 1 : -1);
            int count = 0;
            while (opened.next()) {
                count++;
            }
            return count;
        }
    }

    private void assertRefused(Pages pages) {
        try {
            assertRefused(file(pages));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertRefused(Path file) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> read(file)).hasMessage(file + " cannot be read as Parquet: it is damaged");
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated")
                .isLessThan(MOST_ALLOCATED);
    }
}
