package dev.necrozma.market.candle;

/**
 * The columns that only ticks give. Sums and maxima of {@code ask - bid} are in half-points of the series' spread scale, so
 * that a mean is one exact sum divided once.
 */
final class TickColumns {

    private final int[] counts;
    private final long[] spreadSums;
    private final long[] spreadMaxima;

    TickColumns(int[] counts, long[] spreadSums, long[] spreadMaxima) {
        this.counts = counts;
        this.spreadSums = spreadSums;
        this.spreadMaxima = spreadMaxima;
    }

    int[] counts() {
        return counts;
    }

    long[] spreadSums() {
        return spreadSums;
    }

    long[] spreadMaxima() {
        return spreadMaxima;
    }
}
