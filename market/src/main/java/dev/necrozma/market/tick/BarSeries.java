package dev.necrozma.market.tick;

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
}
