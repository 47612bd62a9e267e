package dev.necrozma.market.parquet;

import dev.necrozma.market.label.LabelSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;

/**
 * What every label table of a series has in common: times and entry prices, which are encoded and compressed when the first table
 * needs them and only copied into the others. Keeps the compressed bytes, some three an entry. Safe for use by several threads.
 */
public final class SharedColumns {

    private static final int CHUNKS_PER_ROW_GROUP = 16;
    private static final int NANOS_PER_MICRO = 1_000;

    /*
     * Done once for hundreds of files: level 15 makes prices a fifth smaller than the levels below it, of which 6 is as good as
     * any. It takes a second for a million entries, too long where single tables of many millions are written.
     */
    private static final int LEVEL = 15;
    private static final int LEVEL_OF_LARGE_SERIES = 6;
    private static final int LARGE_SERIES = 1 << 21;

    private static final int DELTA_BLOCK = 128;
    private static final int DELTA_MINIBLOCKS = 4;

    /** The time of an entry. */
    private interface Time {
        long nanos(int entry);
    }

    /** The price of an entry. */
    private interface Price {
        double of(int entry);
    }

    private final LabelSeries series;
    private final int chunksPerRowGroup;
    private final Map<Integer, List<ColumnPages>> rowGroups = new ConcurrentHashMap<>();

    public SharedColumns(LabelSeries series) {
        this(series, CHUNKS_PER_ROW_GROUP);
    }

    SharedColumns(LabelSeries series, int chunksPerRowGroup) {
        this.series = series;
        this.chunksPerRowGroup = chunksPerRowGroup;
    }

    public LabelSeries series() {
        return series;
    }

    int chunksPerRowGroup() {
        return chunksPerRowGroup;
    }

    /** The first columns of a row group, in the order of the schema. */
    List<ColumnPages> rowGroup(int rowGroup) throws IOException {
        try {
            return rowGroups.computeIfAbsent(rowGroup, this::encode);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private List<ColumnPages> encode(int rowGroup) {
        int first = rowGroup * chunksPerRowGroup;
        int end = Math.min(series.chunks(), first + chunksPerRowGroup);
        Chunks chunks = new Chunks(first, end);
        try {
            ColumnPages times = chunks.times(0, series::timeNanos);
            ColumnPages candleTimes = chunks.times(1, series::candleTimeNanos);
            ColumnPages up = chunks.prices(2, series::upEntryPrice);
            ColumnPages down = chunks.sameEntryPrices() ? up : chunks.prices(3, series::downEntryPrice);
            return List.of(times, candleTimes, up, down);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            chunks.codec.close();
        }
    }

    /** Encodes the columns of chunks {@code [first, end)}. */
    private final class Chunks {

        private final int first;
        private final int end;
        private final ZstdCodec codec = new ZstdCodec(series.size() > LARGE_SERIES ? LEVEL_OF_LARGE_SERIES : LEVEL);
        private final PageBuffer page = new PageBuffer(LabelSeries.CHUNK);

        Chunks(int first, int end) {
            this.first = first;
            this.end = end;
        }

        private int from() {
            return series.chunkStart(first);
        }

        private int to() {
            return series.chunkEnd(end - 1);
        }

        boolean sameEntryPrices() {
            for (int entry = from(); entry < to(); entry++) {
                if (bits(series.upEntryPrice(entry)) != bits(series.downEntryPrice(entry))) {
                    return false;
                }
            }
            return true;
        }

        /* Differences take a fiftieth of the space of plain times: these are as regular as minutes. */
        ColumnPages times(int column, Time time) throws IOException {
            ColumnPages out = new ColumnPages(LabelSchema.type(column));
            for (int chunk = first; chunk < end; chunk++) {
                LongStatistics statistics = (LongStatistics) out.newStatistics();
                int rows = series.chunkEnd(chunk) - series.chunkStart(chunk);
                int slab = rows * Long.BYTES;
                try (DeltaBinaryPackingValuesWriterForLong differences = new DeltaBinaryPackingValuesWriterForLong(
                        DELTA_BLOCK, DELTA_MINIBLOCKS, slab, slab, HeapByteBufferAllocator.getInstance())) {
                    for (int entry = series.chunkStart(chunk); entry < series.chunkEnd(chunk); entry++) {
                        long micros = Math.floorDiv(time.nanos(entry), NANOS_PER_MICRO);
                        differences.writeLong(micros);
                        statistics.updateStats(micros);
                    }
                    byte[] bytes = ZstdCodec.array(differences.getBytes());
                    page.clear();
                    page.putBytes(bytes, bytes.length);
                }
                out.addPage(page, rows, statistics, Encoding.DELTA_BINARY_PACKED, codec);
            }
            out.trim();
            return out;
        }

        ColumnPages prices(int column, Price price) {
            ColumnPages out = new ColumnPages(LabelSchema.type(column));
            long[] dictionary = distinct(price);
            boolean pays = dictionary.length <= Math.min(1 << PageBuffer.MOST_BITS, (to() - from()) / 2 + 1);
            int[] numbers = new int[LabelSeries.CHUNK];
            long[] values = new long[LabelSeries.CHUNK];
            for (int chunk = first; chunk < end; chunk++) {
                DoubleStatistics statistics = (DoubleStatistics) out.newStatistics();
                int start = series.chunkStart(chunk);
                int rows = series.chunkEnd(chunk) - start;
                for (int i = 0; i < rows; i++) {
                    values[i] = bits(price.of(start + i));
                    statistics.updateStats(price.of(start + i));
                }
                page.clear();
                if (pays) {
                    for (int i = 0; i < rows; i++) {
                        numbers[i] = Arrays.binarySearch(dictionary, values[i]);
                    }
                    page.putIndices(numbers, rows, dictionary.length);
                } else {
                    page.putLongs(values, rows);
                }
                out.addPage(page, rows, statistics, pays ? Encoding.RLE_DICTIONARY : Encoding.PLAIN, codec);
            }
            if (pays) {
                page.clear();
                page.putLongs(dictionary, dictionary.length);
                out.setDictionary(page.bytes(), page.size(), dictionary.length, codec);
            }
            out.trim();
            return out;
        }

        /* In the order of their bits, which is that of positive prices: neighbours then differ in the lower byte of a number. */
        private long[] distinct(Price price) {
            long[] all = new long[to() - from()];
            for (int i = 0; i < all.length; i++) {
                all[i] = bits(price.of(from() + i));
            }
            Arrays.sort(all);
            int size = 0;
            for (int i = 0; i < all.length; i++) {
                if (size == 0 || all[i] != all[size - 1]) {
                    all[size++] = all[i];
                }
            }
            return Arrays.copyOf(all, size);
        }
    }

    private static long bits(double price) {
        return Double.doubleToRawLongBits(price);
    }
}
