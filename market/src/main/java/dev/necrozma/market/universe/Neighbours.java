package dev.necrozma.market.universe;

import java.util.Arrays;

/**
 * Which values of a window lie within a distance of each other: bit {@code j} of row {@code i} is set where
 * {@code |x_i - x_j| <= distance}. Symmetric, with the main diagonal set. Bits from {@code size} on are clear. Rows are runs of
 * {@code words} elements of {@code bits}, so that a recurrence matrix is read by rows, and pairs are counted a word at a time.
 */
final class Neighbours {

    final int size;

    /** The elements of {@link #bits} that a row takes. */
    final int words;

    final long[] bits;

    Neighbours(int size) {
        this.size = size;
        words = (size + Long.SIZE - 1) / Long.SIZE;
        bits = new long[size * words];
    }

    /** Compares {@code size} values from {@code from} on. */
    void fill(double[] values, int from, double distance) {
        Arrays.fill(bits, 0);
        for (int i = 0; i < size; i++) {
            double value = values[from + i];
            bits[place(i, i)] |= bit(i);
            for (int j = i + 1; j < size; j++) {
                long near = Math.abs(value - values[from + j]) <= distance ? 1 : 0;
                bits[place(i, j)] |= near << j;
                bits[place(j, i)] |= near << i;
            }
        }
    }

    boolean near(int i, int j) {
        return (bits[place(i, j)] & bit(j)) != 0;
    }

    private int place(int i, int j) {
        return i * words + (j >>> 6);
    }

    private static long bit(int j) {
        return 1L << j;
    }
}
