package dev.necrozma.market.tick;

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
}
