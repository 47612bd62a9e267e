package dev.necrozma.market.universe;

import java.util.Arrays;

/**
 * How varied the values of a series are, after a few symbols stand for them. Which symbol is decided exactly where values are whole
 * numbers.
 *
 * <p>Not for several threads.
 */
final class SymbolEntropies {

    private static final int CLASSES = 3;
    private static final int PATTERNS = CLASSES * CLASSES;

    /** The value that a normal variable of variance 1 exceeds with probability 1/3. */
    private static final double NORMAL_UPPER_TERTILE = 0.43072729929545744;

    private final int n;
    private final int bins;
    private final int[] counts;
    private final long[] ones;
    private final long[] matches;
    private final double logLength;

    SymbolEntropies(int n) {
        this.n = n;
        this.bins = sturges(n);
        this.counts = new int[Math.max(bins, PATTERNS)];
        this.ones = new long[n / Long.SIZE + 2];
        this.matches = new long[ones.length];
        this.logLength = StrictMath.log(n) / StrictMath.log(2);
    }

    /** The bins of a histogram of so many values: {@code ceil(log2 n) + 1} (Sturges 1926). */
    static int sturges(int n) {
        return 33 - Integer.numberOfLeadingZeros(n - 1);
    }

    /**
     * Shannon's entropy, in nats, of the histogram of the values with bins of equal width from the least to the largest, which must
     * differ; a value on an edge counts above it, the largest in the last bin.
     */
    double shannon(double[] values) {
        Arrays.fill(counts, 0);
        double least = values[0];
        double most = values[0];
        for (int i = 1; i < n; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        double span = most - least;
        for (int i = 0; i < n; i++) {
            int bin = (int) ((values[i] - least) * bins / span);
            counts[Math.min(bin, bins - 1)]++;
        }
        return CountEntropy.of(counts, bins, n);
    }

    /**
     * Dispersion entropy (Rostaghi and Azami 2016), in nats, of 2 successive values in 3 classes: below, about and above the mean, at
     * which a normal variable has a third each.
     */
    double dispersion(double[] values, ExactVariance variance) {
        Arrays.fill(counts, 0);
        double edge = NORMAL_UPPER_TERTILE * Math.sqrt(variance.scaledVariance);
        int previous = dispersionClass(n * values[0] - variance.sum, edge);
        for (int i = 1; i < n; i++) {
            int next = dispersionClass(n * values[i] - variance.sum, edge);
            counts[CLASSES * previous + next]++;
            previous = next;
        }
        return CountEntropy.of(counts, PATTERNS, n - 1);
    }

    private static int dispersionClass(double deviation, double edge) {
        return (deviation >= -edge ? 1 : 0) + (deviation >= edge ? 1 : 0);
    }

    /**
     * Lempel and Ziv's complexity (1976) of the sequence that has 1 where one of {@code n} values from {@code from} on is at least {@code median}, times
     * {@code log2(n) / n}: near 1 for random bits.
     */
    double lempelZiv(double[] values, int from, double median) {
        return components(values, from, median) * logLength / n;
    }

    /** The number of components of the exhaustive history; a last one that repeats what was before counts too. */
    int components(double[] values, int from, double median) {
        Arrays.fill(ones, 0);
        for (int i = 0; i < n; i++) {
            ones[i >>> 6] |= (values[from + i] >= median ? 1L : 0L) << i;
        }
        int components = 0;
        int start = 0;
        while (start < n) {
            start += component(start);
            components++;
        }
        return components;
    }

    /**
     * The length of the component at {@code start}: one more than that of the longest sequence there that also begins somewhere before.
     * All those beginnings are compared at once, a bit each.
     */
    private int component(int start) {
        int words = (start + Long.SIZE - 1) >>> 6;
        for (int word = 0; word < words; word++) {
            matches[word] = -1;
        }
        if ((start & 63) != 0) {
            matches[words - 1] = (1L << start) - 1;
        }
        int length = 0;
        boolean matched = start > 0;
        while (matched && start + length < n) {
            matched = keepMatches(words, length, symbol(start + length));
            length++;
        }
        return Math.max(1, length);
    }

    /** Drops the beginnings that are not followed, {@code ahead} later, by {@code symbol}; returns whether any is left. */
    private boolean keepMatches(int words, int ahead, long symbol) {
        int skip = ahead >>> 6;
        int shift = ahead & 63;
        long differ = symbol - 1; // all bits where the symbol is 0
        long left = 0;
        for (int word = 0; word < words; word++) {
            long low = ones[word + skip] >>> shift;
            long high = shift == 0 ? 0 : ones[word + skip + 1] << (64 - shift);
            matches[word] &= (low | high) ^ differ;
            left |= matches[word];
        }
        return left != 0;
    }

    private long symbol(int place) {
        return ones[place >>> 6] >>> place & 1;
    }
}
