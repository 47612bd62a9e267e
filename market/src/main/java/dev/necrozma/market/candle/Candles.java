package dev.necrozma.market.candle;

import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickSeries;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Candles of an interval from ticks or from finer bars: left-closed, right-open, labelled by the left edge, aligned to the UTC
 * day; intervals without a price are absent.
 */
public final class Candles {

    private Candles() {}

    /**
     * Returns one candle for each interval that has a tick, oldest first. Prices are mids, {@code (bid + ask) / 2} as doubles
     * give it, so that an aggregation in SQL gives the same bits.
     *
     * @param ticks a slice that starts and ends on the edge of a UTC day, such as a month
     * @param intervalMinutes divides 1440
     * @param followed whether ticks exist after this slice; if not, the last candle is incomplete
     * @throws IllegalArgumentException if the ticks are not in time order
     */
    public static CandleSeries fromTicks(
            TickSeries ticks, int intervalMinutes, Instrument instrument, boolean followed) {
        long width = CandleSeries.requireInterval(intervalMinutes) * CandleSeries.NANOS_PER_MINUTE;
        int size = countIntervals(ticks::timeNanos, ticks.size(), width);
        Columns out = new Columns(size);
        int[] counts = new int[size];
        long[] spreadSums = new long[size];
        long[] spreadMaxima = new long[size];
        PriceScale spreadScale = CandleSeries.spreadScale(ticks.decimals(), instrument.pipSize());

        int from = 0;
        for (int candle = 0; candle < size; candle++) {
            long leftEdge = Math.floorDiv(ticks.timeNanos(from), width) * width;
            double open = ticks.mid(from);
            double high = open;
            double low = open;
            double close = open;
            long spreadSum = 0;
            long spreadMax = Long.MIN_VALUE;
            int i = from;
            for (; i < ticks.size() && ticks.timeNanos(i) - leftEdge < width; i++) {
                close = ticks.mid(i);
                high = Math.max(high, close);
                low = Math.min(low, close);
                long spread = spreadScale.halfPoints(ticks.ask(i)) - spreadScale.halfPoints(ticks.bid(i));
                spreadSum += spread;
                spreadMax = Math.max(spreadMax, spread);
            }
            out.set(candle, leftEdge, open, high, low, close);
            counts[candle] = i - from;
            spreadSums[candle] = spreadSum;
            spreadMaxima[candle] = spreadMax;
            from = i;
        }
        return out.series(
                new TickColumns(counts, spreadSums, spreadMaxima),
                intervalMinutes,
                ticks.decimals(),
                instrument,
                followed);
    }

    private static int countIntervals(IntToLongFunction timesNanos, int size, long width) {
        int intervals = 0;
        long rightEdge = Long.MIN_VALUE;
        long previous = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            long time = timesNanos.applyAsLong(i);
            requireOrder(previous, time, i);
            if (time >= rightEdge) {
                rightEdge = Math.floorDiv(time, width) * width + width;
                intervals++;
            }
            previous = time;
        }
        return intervals;
    }

    /**
     * Returns one candle for each interval that has a bar, oldest first, without tick counts and spreads. The last candle is
     * incomplete if its interval goes on after the last bar's and no later bar exists.
     *
     * @param bars a slice that starts and ends on the edge of a UTC day, such as a month
     * @param intervalMinutes divides 1440; a multiple of the bars' width
     * @param followed whether bars exist after this slice
     * @throws IllegalArgumentException if the interval is no such number, or the bars are not in time order
     */
    public static CandleSeries fromBars(BarSeries bars, int intervalMinutes, Instrument instrument, boolean followed) {
        if (CandleSeries.requireInterval(intervalMinutes) % bars.minutes() != 0) {
            throw new IllegalArgumentException(
                    "intervalMinutes must be a multiple of the bars' " + bars.minutes() + ": " + intervalMinutes);
        }
        long width = intervalMinutes * CandleSeries.NANOS_PER_MINUTE;
        int size = countIntervals(bars::timeNanos, bars.size(), width);
        Columns out = new Columns(size);
        int from = 0;
        for (int candle = 0; candle < size; candle++) {
            long leftEdge = Math.floorDiv(bars.timeNanos(from), width) * width;
            double high = bars.high(from);
            double low = bars.low(from);
            int i = from + 1;
            for (; i < bars.size() && bars.timeNanos(i) - leftEdge < width; i++) {
                high = Math.max(high, bars.high(i));
                low = Math.min(low, bars.low(i));
            }
            out.set(candle, leftEdge, bars.open(from), high, low, bars.close(i - 1));
            from = i;
        }
        boolean lastComplete = followed || size == 0 || reachesRightEdge(bars, width);
        return out.series(null, intervalMinutes, bars.decimals(), instrument, lastComplete);
    }

    private static boolean reachesRightEdge(BarSeries bars, long width) {
        long lastBar = bars.timeNanos(bars.size() - 1);
        long barEnd = lastBar + bars.minutes() * CandleSeries.NANOS_PER_MINUTE;
        return barEnd >= Math.floorDiv(lastBar, width) * width + width;
    }

    private static void requireOrder(long previous, long time, int row) {
        if (time < previous) {
            throw new IllegalArgumentException("times must not go backwards: row " + row);
        }
    }

    private static final class Columns {

        private final long[] timesNanos;
        private final double[] opens;
        private final double[] highs;
        private final double[] lows;
        private final double[] closes;

        Columns(int size) {
            timesNanos = new long[size];
            opens = new double[size];
            highs = new double[size];
            lows = new double[size];
            closes = new double[size];
        }

        void set(int candle, long timeNanos, double open, double high, double low, double close) {
            timesNanos[candle] = timeNanos;
            opens[candle] = open;
            highs[candle] = high;
            lows[candle] = low;
            closes[candle] = close;
        }

        CandleSeries series(
                @Nullable TickColumns ticks,
                int intervalMinutes,
                int decimals,
                Instrument instrument,
                boolean lastComplete) {
            return new CandleSeries(
                    timesNanos,
                    opens,
                    highs,
                    lows,
                    closes,
                    ticks,
                    timesNanos.length,
                    intervalMinutes,
                    decimals,
                    instrument.pipSize(),
                    lastComplete);
        }
    }
}
