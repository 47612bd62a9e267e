package dev.necrozma.market.universe;

import java.util.Arrays;

/**
 * Which values of a window lie within a distance of each other: bit {@code j} of row {@code i} is set where
 * {@code |x_i - x_j| <= distance}. Symmetric, with the main diagonal set. Bits from {@code size} on are clear. Rows are runs of
 * {@code words} elements of {@code bits}, so that a recurrence matrix is read by rows, and pairs are counted a word at a time.
 */
final class Neighbours {

    /** So many values are sorted by insertion, before runs are merged. */
    private static final int RUN = 8;

    final int size;

    /** The elements of {@link #bits} that a row takes. */
    final int words;

    final long[] bits;

    private final long[] near;
    private int[] order;
    private int[] merged;

    Neighbours(int size) {
        this.size = size;
        words = words(size);
        bits = new long[size * words];
        near = new long[words];
        order = new int[size];
        merged = new int[size];
    }

    /** The elements that a row of {@code size} bits takes. */
    static int words(int size) {
        return (size + Long.SIZE - 1) / Long.SIZE;
    }

    /** Compares {@code size} values. */
    void fill(double[] values, double distance) {
        /*
         * In ascending order the neighbours of a value are a run, whose ends move on as the value does: instead of every pair, each
         * value is compared twice, on entering and on leaving.
         */
        sort(values);
        Arrays.fill(near, 0);
        int entering = 0;
        int leaving = 0;
        for (int place = 0; place < size; place++) {
            double value = values[order[place]];
            while (entering < size && values[order[entering]] - value <= distance) {
                flip(order[entering++]);
            }
            while (value - values[order[leaving]] > distance) {
                flip(order[leaving++]);
            }
            System.arraycopy(near, 0, bits, order[place] * words, words);
        }
    }

    private void flip(int j) {
        near[j >>> 6] ^= bit(j);
    }

    private void sort(double[] values) {
        for (int start = 0; start < size; start += RUN) {
            sortRun(values, start, Math.min(size, start + RUN));
        }
        for (int width = RUN; width < size; width *= 2) {
            for (int start = 0; start < size; start += 2 * width) {
                merge(values, start, Math.min(size, start + width), Math.min(size, start + 2 * width));
            }
            int[] previous = order;
            order = merged;
            merged = previous;
        }
    }

    private void sortRun(double[] values, int start, int end) {
        for (int i = start; i < end; i++) {
            double value = values[i];
            int place = i;
            while (place > start && values[order[place - 1]] > value) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = i;
        }
    }

    private void merge(double[] values, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int place = start; place < end; place++) {
            boolean takeLeft = right == end || (left < middle && values[order[left]] <= values[order[right]]);
            merged[place] = takeLeft ? order[left++] : order[right++];
        }
    }

    /**
     * Moves the pairs above the main diagonal so that diagonals become columns: bit {@code k} of row {@code i} of {@code diagonals} is
     * set where values {@code i} and {@code i + 1 + k} are neighbours.
     */
    void copyDiagonals(long[] diagonals) {
        for (int i = 0; i < size; i++) {
            int skip = (i + 1) >>> 6;
            int shift = (i + 1) & 63;
            int row = i * words;
            for (int word = 0; word < words; word++) {
                int source = word + skip;
                long low = source < words ? bits[row + source] >>> shift : 0;
                long high = shift != 0 && source + 1 < words ? bits[row + source + 1] << (64 - shift) : 0;
                diagonals[row + word] = low | high;
            }
        }
    }

    /** The same pairs but for the main diagonal. */
    void copyOthers(long[] others) {
        System.arraycopy(bits, 0, others, 0, bits.length);
        for (int i = 0; i < size; i++) {
            others[i * words + (i >>> 6)] &= ~bit(i);
        }
    }

    boolean near(int i, int j) {
        return (bits[i * words + (j >>> 6)] & bit(j)) != 0;
    }

    private static long bit(int j) {
        return 1L << j;
    }
}
