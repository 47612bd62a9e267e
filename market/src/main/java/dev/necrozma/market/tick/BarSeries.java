package dev.necrozma.market.tick;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Imported bars in time order, held as columns. Times are the left edges in UTC epoch nanoseconds, aligned to
 * {@link #minutes()}. Prices are those of one side, in quote currency. Immutable by convention, as {@link TickSeries}.
 */
public final class BarSeries {

    private final long[] timesNanos;
    private final double[] opens;
    private final double[] highs;
    private final double[] lows;
    private final double[] closes;
    private final int size;
    private final int decimals;
    private final int minutes;

    /**
     * Takes the first {@code size} elements of each array, without copying.
     *
     * @param decimals the places behind the point that every price fits in, 0 to 10, or {@link TickSeries#NOT_DECIMAL}
     * @param minutes the width of a bar; divides 1440
     */
    public BarSeries(
            long[] timesNanos,
            double[] opens,
            double[] highs,
            double[] lows,
            double[] closes,
            int size,
            int decimals,
            int minutes) {
        if (size < 0
                || timesNanos.length < size
                || opens.length < size
                || highs.length < size
                || lows.length < size
                || closes.length < size) {
            throw new IllegalArgumentException("size exceeds a column: " + size);
        }
        if (decimals < TickSeries.NOT_DECIMAL || decimals > 10) {
            throw new IllegalArgumentException("decimals must be -1 to 10: " + decimals);
        }
        if (minutes < 1 || 1440 % minutes != 0) {
            throw new IllegalArgumentException("minutes must divide 1440: " + minutes);
        }
        this.timesNanos = timesNanos;
        this.opens = opens;
        this.highs = highs;
        this.lows = lows;
        this.closes = closes;
        this.size = size;
        this.decimals = decimals;
        this.minutes = minutes;
    }

    public int size() {
        return size;
    }

    /** Left edge of bar {@code i}, UTC epoch nanoseconds. */
    public long timeNanos(int i) {
        return timesNanos[i];
    }

    public double open(int i) {
        return opens[i];
    }

    public double high(int i) {
        return highs[i];
    }

    public double low(int i) {
        return lows[i];
    }

    public double close(int i) {
        return closes[i];
    }

    /** The places behind the point that every price fits in, or {@link TickSeries#NOT_DECIMAL}. */
    public int decimals() {
        return decimals;
    }

    /** The width of a bar in minutes. */
    public int minutes() {
        return minutes;
    }

    /* The columns themselves, for the codec; the first size elements count. */
    long[] times() {
        return timesNanos;
    }

    double[][] prices() {
        return new double[][] {opens, highs, lows, closes};
    }

    /** The bars that open at {@code fromNanos} or later and before {@code toNanos}, with the same {@link #decimals()}. */
    public BarSeries between(long fromNanos, long toNanos) {
        int from = TickSeries.firstAtOrAfter(timesNanos, size, fromNanos);
        int to = Math.max(from, TickSeries.firstAtOrAfter(timesNanos, size, toNanos));
        return new BarSeries(
                Arrays.copyOfRange(timesNanos, from, to),
                Arrays.copyOfRange(opens, from, to),
                Arrays.copyOfRange(highs, from, to),
                Arrays.copyOfRange(lows, from, to),
                Arrays.copyOfRange(closes, from, to),
                to - from,
                decimals,
                minutes);
    }

    /**
     * The bars of both series in time order. A bar that is in both is there once.
     *
     * @throws IllegalArgumentException if two bars of one time differ, naming the time
     */
    public static BarSeries merge(BarSeries first, BarSeries second) {
        int most = Math.addExact(first.size, second.size);
        long[] times = new long[most];
        double[][] prices = new double[4][most];
        double[][] ofFirstPrices = first.prices();
        double[][] ofSecondPrices = second.prices();
        int size = 0;
        int a = 0;
        int b = 0;
        while (a < first.size || b < second.size) {
            boolean ofFirst = b == second.size || (a < first.size && first.timesNanos[a] <= second.timesNanos[b]);
            BarSeries from = ofFirst ? first : second;
            double[][] here = ofFirst ? ofFirstPrices : ofSecondPrices;
            int i = ofFirst ? a++ : b++;
            if (size > 0 && times[size - 1] == from.timesNanos[i]) {
                for (int k = 0; k < prices.length; k++) {
                    if (prices[k][size - 1] != here[k][i]) {
                        throw new IllegalArgumentException(
                                "bars of " + Instant.ofEpochSecond(0, from.timesNanos[i]) + " differ");
                    }
                }
                continue;
            }
            times[size] = from.timesNanos[i];
            for (int k = 0; k < prices.length; k++) {
                prices[k][size] = here[k][i];
            }
            size++;
        }
        return new BarSeries(
                times,
                prices[0],
                prices[1],
                prices[2],
                prices[3],
                size,
                TickSeries.commonDecimals(first.decimals, second.decimals),
                first.minutes);
    }

    /**
     * The bars of all {@code parts}, one part after the other.
     *
     * @throws IllegalArgumentException if there is no part, a part begins before the one before it ends, or widths differ
     */
    public static BarSeries concat(List<BarSeries> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("parts must not be empty");
        }
        int total = Math.toIntExact(parts.stream().mapToLong(BarSeries::size).sum());
        BarSeries all = new BarSeries(
                new long[total],
                new double[total],
                new double[total],
                new double[total],
                new double[total],
                total,
                parts.stream().mapToInt(BarSeries::decimals).reduce(0, TickSeries::commonDecimals),
                parts.get(0).minutes);
        int at = 0;
        for (BarSeries part : parts) {
            if (at > 0 && part.size > 0 && part.timesNanos[0] <= all.timesNanos[at - 1]) {
                throw new IllegalArgumentException("parts must be in time order: a part begins at " + part.timesNanos[0]
                        + " ns after one that ends at " + all.timesNanos[at - 1] + " ns");
            }
            if (part.minutes != all.minutes) {
                throw new IllegalArgumentException(
                        "parts must have bars of one width: " + all.minutes + " and " + part.minutes + " minutes");
            }
            System.arraycopy(part.timesNanos, 0, all.timesNanos, at, part.size);
            System.arraycopy(part.opens, 0, all.opens, at, part.size);
            System.arraycopy(part.highs, 0, all.highs, at, part.size);
            System.arraycopy(part.lows, 0, all.lows, at, part.size);
            System.arraycopy(part.closes, 0, all.closes, at, part.size);
            at += part.size;
        }
        return all;
    }
}
