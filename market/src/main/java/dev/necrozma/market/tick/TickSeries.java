package dev.necrozma.market.tick;

import java.util.Arrays;
import java.util.List;

/**
 * Quotes in time order, held as columns. Times are UTC epoch nanoseconds; equal times keep the order of the file. Prices are
 * in quote currency, finite and positive. Immutable by convention: the arrays are not copied, and nobody writes to them
 * after construction; so instances may be shared between threads.
 */
public final class TickSeries {

    /** The value of {@link #decimals()} when some price is no decimal of at most ten places. */
    public static final int NOT_DECIMAL = -1;

    private final long[] timesNanos;
    private final double[] bids;
    private final double[] asks;
    private final int size;
    private final int decimals;

    /**
     * Takes the first {@code size} elements of each array, without copying.
     *
     * @param decimals the places behind the point that every price fits in, 0 to 10, or {@link #NOT_DECIMAL}
     * @throws IllegalArgumentException if an array is shorter than {@code size}, or {@code decimals} is out of range
     */
    public TickSeries(long[] timesNanos, double[] bids, double[] asks, int size, int decimals) {
        if (size < 0 || timesNanos.length < size || bids.length < size || asks.length < size) {
            throw new IllegalArgumentException("size exceeds a column: " + size);
        }
        if (decimals < NOT_DECIMAL || decimals > 10) {
            throw new IllegalArgumentException("decimals must be -1 to 10: " + decimals);
        }
        this.timesNanos = timesNanos;
        this.bids = bids;
        this.asks = asks;
        this.size = size;
        this.decimals = decimals;
    }

    public int size() {
        return size;
    }

    /** UTC epoch nanoseconds of tick {@code i}. */
    public long timeNanos(int i) {
        return timesNanos[i];
    }

    public double bid(int i) {
        return bids[i];
    }

    public double ask(int i) {
        return asks[i];
    }

    /** {@code (bid + ask) / 2} of tick {@code i}, as doubles give it. */
    public double mid(int i) {
        return (bids[i] + asks[i]) / 2;
    }

    /** The places behind the point that every price fits in, or {@link #NOT_DECIMAL}. */
    public int decimals() {
        return decimals;
    }

    /* The columns themselves, for the codec; the first size elements count. */
    long[] times() {
        return timesNanos;
    }

    double[][] prices() {
        return new double[][] {bids, asks};
    }

    /**
     * The ticks at {@code fromNanos} or later and before {@code toNanos}, with the same {@link #decimals()}.
     */
    public TickSeries between(long fromNanos, long toNanos) {
        int from = firstAtOrAfter(timesNanos, size, fromNanos);
        int to = Math.max(from, firstAtOrAfter(timesNanos, size, toNanos));
        return new TickSeries(
                Arrays.copyOfRange(timesNanos, from, to),
                Arrays.copyOfRange(bids, from, to),
                Arrays.copyOfRange(asks, from, to),
                to - from,
                decimals);
    }

    /**
     * The ticks of all {@code parts}, one part after the other.
     *
     * @throws IllegalArgumentException if a part begins before the one before it ends
     */
    public static TickSeries concat(List<TickSeries> parts) {
        int total = Math.toIntExact(parts.stream().mapToLong(TickSeries::size).sum());
        long[] times = new long[total];
        double[] bids = new double[total];
        double[] asks = new double[total];
        int decimals = 0;
        int at = 0;
        for (TickSeries part : parts) {
            if (at > 0 && part.size > 0 && part.timesNanos[0] < times[at - 1]) {
                throw new IllegalArgumentException("parts must be in time order: a part begins at " + part.timesNanos[0]
                        + " ns after one that ends at " + times[at - 1] + " ns");
            }
            System.arraycopy(part.timesNanos, 0, times, at, part.size);
            System.arraycopy(part.bids, 0, bids, at, part.size);
            System.arraycopy(part.asks, 0, asks, at, part.size);
            decimals = commonDecimals(decimals, part.decimals);
            at += part.size;
        }
        return new TickSeries(times, bids, asks, total, decimals);
    }

    /**
     * The ticks of both series in time order, those of {@code first} before those of {@code second} where times are equal. A tick of
     * {@code second} that equals one of {@code first} in time, bid and ask is left out; one series may have equal ticks.
     */
    public static TickSeries merge(TickSeries first, TickSeries second) {
        int most = Math.addExact(first.size, second.size);
        long[] times = new long[most];
        double[] bids = new double[most];
        double[] asks = new double[most];
        int size = 0;
        int a = 0;
        int b = 0;
        int sameTime = 0; // where the ticks of the first series that have the time of its last one begin
        while (a < first.size || b < second.size) {
            boolean ofFirst = b == second.size || (a < first.size && first.timesNanos[a] <= second.timesNanos[b]);
            TickSeries from = ofFirst ? first : second;
            int i = ofFirst ? a++ : b++;
            if (ofFirst) {
                sameTime = i > 0 && first.timesNanos[i - 1] == first.timesNanos[i] ? sameTime : i;
            } else if (second.isAmong(i, first, sameTime, a)) {
                continue;
            }
            times[size] = from.timesNanos[i];
            bids[size] = from.bids[i];
            asks[size] = from.asks[i];
            size++;
        }
        return new TickSeries(times, bids, asks, size, commonDecimals(first.decimals, second.decimals));
    }

    private boolean isAmong(int i, TickSeries other, int from, int to) {
        for (int j = from; j < to; j++) {
            if (other.timesNanos[j] == timesNanos[i] && other.bids[j] == bids[i] && other.asks[j] == asks[i]) {
                return true;
            }
        }
        return false;
    }

    /** The index of the first of {@code size} ordered times that is not before {@code time}; {@code size} if none is. */
    static int firstAtOrAfter(long[] times, int size, long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The places that two series of these places fit in together. */
    public static int commonDecimals(int a, int b) {
        return a == NOT_DECIMAL || b == NOT_DECIMAL ? NOT_DECIMAL : Math.max(a, b);
    }
}
