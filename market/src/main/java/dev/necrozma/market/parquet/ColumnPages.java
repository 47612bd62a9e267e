package dev.necrozma.market.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** The compressed pages of a column in one row group. Filled by one thread; then they may be written by several. */
final class ColumnPages {

    private static final int LEAST_BYTES = 1 << 12;

    /** @param from where its compressed bytes start */
    private record Page(int rows, int from, int length, int plainLength, Statistics<?> statistics, Encoding encoding) {}

    private record Dictionary(int entries, int from, int length, int plainLength) {}

    private final PrimitiveType type;
    private final List<Page> pages = new ArrayList<>();
    private @Nullable Dictionary dictionary;
    private byte[] bytes = new byte[LEAST_BYTES];
    private int size;
    private int rows;

    ColumnPages(PrimitiveType type) {
        this.type = type;
    }

    boolean nullable() {
        return type.isRepetition(Type.Repetition.OPTIONAL);
    }

    /** Empty statistics for a page. */
    Statistics<?> newStatistics() {
        return Statistics.createStats(type);
    }

    void clear() {
        pages.clear();
        dictionary = null;
        size = 0;
        rows = 0;
    }

    void addPage(PageBuffer page, int pageRows, Statistics<?> statistics, Encoding encoding, ZstdCodec codec) {
        int from = size;
        compress(page.bytes(), page.size(), codec);
        pages.add(new Page(pageRows, from, size - from, page.size(), statistics, encoding));
        rows += pageRows;
    }

    void setDictionary(byte[] plain, int length, int entries, ZstdCodec codec) {
        int from = size;
        compress(plain, length, codec);
        dictionary = new Dictionary(entries, from, size - from, length);
    }

    private void compress(byte[] plain, int length, ZstdCodec codec) {
        int needed = Math.addExact(size, ZstdCodec.mostCompressed(length));
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >>> 1)));
        }
        size += codec.compress(plain, length, bytes, size);
    }

    /** Gives back the memory that further pages would need. */
    void trim() {
        bytes = Arrays.copyOf(bytes, size);
    }

    /** Writes them as the column chunk of {@code column}, which may be another of the same type. */
    void writeTo(ParquetFileWriter file, ColumnDescriptor column) throws IOException {
        file.startColumn(column, rows, CompressionCodecName.ZSTD);
        if (dictionary != null) {
            file.writeDictionaryPage(new DictionaryPage(
                    BytesInput.from(bytes, dictionary.from, dictionary.length),
                    dictionary.plainLength,
                    dictionary.entries,
                    Encoding.PLAIN));
        }
        for (Page page : pages) {
            file.writeDataPage(
                    page.rows,
                    page.plainLength,
                    BytesInput.from(bytes, page.from, page.length),
                    page.statistics,
                    page.rows,
                    Encoding.RLE,
                    Encoding.RLE,
                    page.encoding);
        }
        file.endColumn();
    }
}
