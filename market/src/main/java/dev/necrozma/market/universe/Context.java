package dev.necrozma.market.universe;

import dev.necrozma.market.candle.CandleSeries;
import java.util.concurrent.Executor;

/**
 * Computes the features of the context of every candle that may be an event: of the candles before it, as many whatever the
 * lookback of a universe. A candle that moved less than the minimum, or that has fewer candles before it, has no row.
 */
public final class Context {

    /** How many rows a part has that one thread computes. */
    private static final int PART_ROWS = 2_048;

    private final PipSeries series;
    private final ContextSpec spec;
    private final boolean hasTicks;
    private final int[] events;
    private final FeatureValues values;

    private Context(CandleSeries candles, ContextSpec spec) {
        this.series = new PipSeries(candles);
        this.spec = spec;
        this.hasTicks = candles.hasTicks();
        this.events = series.moved(spec.minMovementPips(), spec.candles());
        this.values = new FeatureValues(row().features(), events.length);
    }

    /**
     * Computes the contexts of a series, in parts on the threads of {@code executor}. Time is linear in the number of rows, and
     * the result the same on however many threads.
     *
     * @throws IllegalArgumentException if the candles' interval is not that of {@code spec}
     * @throws InterruptedException if this thread is interrupted; parts that are being computed may still run to their end
     */
    public static ContextTable compute(CandleSeries candles, ContextSpec spec, Executor executor)
            throws InterruptedException {
        return compute(candles, spec, executor, PART_ROWS);
    }

    /** @param partRows a multiple of {@link FeatureValues#APART} */
    static ContextTable compute(CandleSeries candles, ContextSpec spec, Executor executor, int partRows)
            throws InterruptedException {
        if (candles.intervalMinutes() != spec.intervalMinutes()) {
            throw new IllegalArgumentException(
                    "candles must be of " + spec.intervalMinutes() + " minutes: " + candles.intervalMinutes());
        }
        Context context = new Context(candles, spec);
        Parts.compute(context.events.length, partRows, executor, context::computeRows);
        return context.table();
    }

    private FeatureRow row() {
        return new FeatureRow(spec.featureGroups(), spec.candles(), hasTicks);
    }

    private void computeRows(int from, int to) {
        FeatureRow row = row();
        Window window = new Window(series, spec.candles());
        for (int i = from; i < to; i++) {
            window.moveTo(events[i]);
            row.compute(window);
            values.store(i, row);
        }
    }

    private ContextTable table() {
        long[] timesNanos = new long[events.length];
        for (int i = 0; i < events.length; i++) {
            timesNanos[i] = series.timesNanos[events[i]];
        }
        return new ContextTable(spec.intervalMinutes(), spec.candles(), timesNanos, values.columns());
    }
}
