package dev.necrozma.market.universe;

import java.util.ArrayList;
import java.util.List;

/**
 * The features of the contexts of candles, in time order, held as columns. Immutable by convention: the arrays are not
 * copied, and nobody writes to them after construction; so instances may be shared between threads.
 */
public final class ContextTable {

    private static final int ABSENT = -1;

    private final int intervalMinutes;
    private final int candles;
    private final long[] timesNanos;
    private final List<FeatureColumn> features;

    /**
     * Takes the arrays, all of the same length, without copying.
     *
     * @param candles how many candles a context has
     * @param timesNanos left edges of the candles that have a row, UTC epoch nanoseconds, ascending
     */
    public ContextTable(int intervalMinutes, int candles, long[] timesNanos, List<FeatureColumn> features) {
        this.intervalMinutes = intervalMinutes;
        this.candles = candles;
        this.timesNanos = timesNanos;
        this.features = List.copyOf(features);
    }

    public int intervalMinutes() {
        return intervalMinutes;
    }

    /** How many candles a context has. */
    public int candles() {
        return candles;
    }

    /** The number of rows. */
    public int size() {
        return timesNanos.length;
    }

    /** The left edge of the candle that the context lies before, UTC epoch nanoseconds. */
    public long timeNanos(int i) {
        return timesNanos[i];
    }

    public List<FeatureColumn> features() {
        return features;
    }

    /** The columns for events at these times, ascending; null where an event has no row here. */
    List<FeatureColumn> columnsAt(long[] eventsNanos) {
        int[] rows = rowsAt(eventsNanos);
        List<FeatureColumn> columns = new ArrayList<>();
        for (FeatureColumn feature : features) {
            float[] values = new float[rows.length];
            long[] nulls = new long[FeatureColumn.words(rows.length)];
            for (int i = 0; i < rows.length; i++) {
                if (rows[i] == ABSENT || feature.isNull(rows[i])) {
                    nulls[i >>> 6] |= 1L << (i & 63);
                } else {
                    values[i] = feature.value(rows[i]);
                }
            }
            columns.add(new FeatureColumn(
                    feature.name(), feature.unit(), feature.reference(), values, FeatureColumn.orNone(nulls)));
        }
        return columns;
    }

    private int[] rowsAt(long[] eventsNanos) {
        int[] rows = new int[eventsNanos.length];
        int row = 0;
        for (int i = 0; i < rows.length; i++) {
            while (row < timesNanos.length && timesNanos[row] < eventsNanos[i]) {
                row++;
            }
            rows[i] = row < timesNanos.length && timesNanos[row] == eventsNanos[i] ? row : ABSENT;
        }
        return rows;
    }
}
