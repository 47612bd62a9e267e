package dev.necrozma.market.parquet;

import dev.necrozma.market.label.LabelRows;
import dev.necrozma.market.label.LabelSeries;
import dev.necrozma.market.label.Outcome;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.column.statistics.BooleanStatistics;
import org.apache.parquet.column.statistics.FloatStatistics;
import org.apache.parquet.io.api.Binary;

/** Encodes chunks of label columns as pages. Its buffers are used again for each. Used by one thread. */
final class LabelPages {

    /** Level 3 makes tables of EURUSD M1 2018 one percent smaller and takes a quarter more time. */
    private static final int LEVEL = 1;

    private static final Binary[] OUTCOMES = new Binary[Outcome.values().length];

    static {
        for (Outcome outcome : Outcome.values()) {
            OUTCOMES[outcome.code()] = Binary.fromString(outcome.label());
        }
    }

    /** What a column of outcomes has for one. */
    static Binary text(Outcome outcome) {
        return OUTCOMES[outcome.code()];
    }

    private final ZstdCodec codec = new ZstdCodec(LEVEL);
    private final PageBuffer page = new PageBuffer(LabelSeries.CHUNK);
    private final int[] presentFloats = new int[LabelSeries.CHUNK];
    private final int[] numbers = new int[LabelSeries.CHUNK];
    private final byte[] presentBytes = new byte[LabelSeries.CHUNK];

    /** A page of floats, of which NaN are null if the column has nulls; otherwise there must be none. */
    void floats(float[] values, int count, FloatDictionary dictionary, ColumnPages out) {
        page.clear();
        int present = count;
        if (out.nullable()) {
            present = page.putLevels(values, count, presentFloats);
        } else {
            for (int i = 0; i < count; i++) {
                presentFloats[i] = Float.floatToRawIntBits(values[i]);
            }
        }
        FloatStatistics statistics = (FloatStatistics) out.newStatistics();
        statistics.incrementNumNulls(count - present);
        if (present > 0) {
            setMinMax(statistics, presentFloats, present);
        }
        if (present > 0 && dictionary.number(presentFloats, present, numbers)) {
            page.putIndices(numbers, present, dictionary.size());
            out.addPage(page, count, statistics, Encoding.RLE_DICTIONARY, codec);
        } else {
            page.putInts(presentFloats, present);
            out.addPage(page, count, statistics, Encoding.PLAIN, codec);
        }
    }

    private static void setMinMax(FloatStatistics statistics, int[] bits, int count) {
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            int ordered = inOrder(bits[i]);
            min = Math.min(min, ordered);
            max = Math.max(max, ordered);
        }
        statistics.setMinMax(Float.intBitsToFloat(inOrder(min)), Float.intBitsToFloat(inOrder(max)));
    }

    /* Integers in the order of the floats whose bits they are, and back. */
    private static int inOrder(int bits) {
        return bits ^ (bits >> 31 & 0x7fffffff);
    }

    /** Ends a column chunk: if a page was numbered by {@code dictionary}, adds it. Then clears it. */
    void endFloats(FloatDictionary dictionary, ColumnPages out) {
        if (dictionary.size() > 0) {
            page.clear();
            page.putInts(dictionary.entries(), dictionary.size());
            out.setDictionary(page.bytes(), page.size(), dictionary.size(), codec);
        }
        dictionary.clear();
    }

    /** A page of truth values, 0 or 1. */
    void booleans(byte[] values, int count, ColumnPages out) {
        page.clear();
        presentBooleans(values, count, count, out);
    }

    /** A page of truth values, 0, 1, or {@link LabelRows#UNKNOWN}, which is null. */
    void nullableBooleans(byte[] values, int count, ColumnPages out) {
        page.clear();
        if (has(LabelRows.UNKNOWN, values, count)) {
            int present = page.putLevels(values, count, LabelRows.UNKNOWN, presentBytes);
            presentBooleans(presentBytes, present, count, out);
        } else {
            page.putAllPresent(count);
            presentBooleans(values, count, count, out);
        }
    }

    private void presentBooleans(byte[] values, int present, int count, ColumnPages out) {
        BooleanStatistics statistics = (BooleanStatistics) out.newStatistics();
        statistics.incrementNumNulls(count - present);
        if (present > 0) {
            int any = 0;
            int all = 1;
            for (int i = 0; i < present; i++) {
                any |= values[i];
                all &= values[i];
            }
            statistics.setMinMax(all != 0, any != 0);
        }
        page.putBits(values, present);
        out.addPage(page, count, statistics, Encoding.PLAIN, codec);
    }

    /** A page of codes of outcomes. */
    void outcomes(byte[] codes, int count, ColumnPages out) {
        BinaryStatistics statistics = (BinaryStatistics) out.newStatistics();
        for (Outcome outcome : Outcome.values()) {
            if (has(outcome.code(), codes, count)) {
                statistics.updateStats(text(outcome));
            }
        }
        page.clear();
        page.putIndices(codes, count);
        out.addPage(page, count, statistics, Encoding.RLE_DICTIONARY, codec);
    }

    /** Ends a column chunk of outcomes. */
    void endOutcomes(ColumnPages out) {
        page.clear();
        for (Binary text : OUTCOMES) {
            page.putInt(text.length());
            page.putBytes(text.getBytesUnsafe(), text.length());
        }
        out.setDictionary(page.bytes(), page.size(), OUTCOMES.length, codec);
    }

    private static boolean has(byte value, byte[] values, int count) {
        for (int i = 0; i < count; i++) {
            if (values[i] == value) {
                return true;
            }
        }
        return false;
    }

    void close() {
        codec.close();
    }
}
