package dev.necrozma.market.label;

import java.util.ArrayList;
import java.util.List;

/**
 * The maxima of blocks of 16 numbers, of 16 such blocks, and so on: finds the first number that reaches a threshold, and the
 * largest of a range, in a number of steps that grows with the logarithm of the distance. With sign -1 every number counts as its
 * negative, so that maxima are minima. Immutable; safe for use by several threads.
 */
final class BlockMaxima {

    /** What {@link #firstAtLeast} returns if nothing reaches the threshold: larger than any index. */
    static final int NONE = Integer.MAX_VALUE;

    private static final int SHIFT = 4;
    private static final int MASK = (1 << SHIFT) - 1;

    private final long[] values;
    private final int sign;

    /** Signed maxima: {@code blocks[k][b]} is the maximum of {@code 16^(k+1)} values from {@code b * 16^(k+1)} on. */
    private final long[][] blocks;

    /** Does not copy {@code values}. */
    BlockMaxima(long[] values, int sign) {
        this.values = values;
        this.sign = sign;
        List<long[]> levels = new ArrayList<>();
        int size = values.length;
        while (size > 1) {
            int below = size;
            long[] finer = levels.isEmpty() ? values : levels.get(levels.size() - 1);
            int finerSign = levels.isEmpty() ? sign : 1;
            size = (below + MASK) >>> SHIFT;
            long[] maxima = new long[size];
            for (int block = 0; block < size; block++) {
                long most = Long.MIN_VALUE;
                int end = Math.min(below, (block + 1) << SHIFT);
                for (int i = block << SHIFT; i < end; i++) {
                    most = Math.max(most, finerSign * finer[i]);
                }
                maxima[block] = most;
            }
            levels.add(maxima);
        }
        this.blocks = levels.toArray(long[][]::new);
    }

    /** The signed value at {@code i}. */
    long value(int i) {
        return sign * values[i];
    }

    /** The first index from {@code from} on whose signed value is at least {@code threshold}, or {@link #NONE}. */
    int firstAtLeast(int from, long threshold) {
        int end = Math.min(values.length, (from | MASK) + 1);
        for (int i = from; i < end; i++) {
            if (sign * values[i] >= threshold) {
                return i;
            }
        }
        int next = end;
        for (int level = 0; level < blocks.length; level++) {
            if ((next & MASK) != 0) {
                return NONE;
            }
            next >>>= SHIFT;
            long[] maxima = blocks[level];
            int stop = Math.min(maxima.length, (next | MASK) + 1);
            for (; next < stop; next++) {
                if (maxima[next] >= threshold) {
                    return firstIn(level, next, threshold);
                }
            }
        }
        return NONE;
    }

    /* The first value in a block that is known to have one. */
    private int firstIn(int level, int block, long threshold) {
        int i = block << SHIFT;
        for (int finer = level - 1; finer >= 0; finer--) {
            while (blocks[finer][i] < threshold) {
                i++;
            }
            i <<= SHIFT;
        }
        while (sign * values[i] < threshold) {
            i++;
        }
        return i;
    }

    /** An index in {@code [from, to)} of the largest signed value; the range must not be empty. */
    int indexOfMaximum(int from, int to) {
        int low = Math.min(to, (from + MASK) & ~MASK);
        int high = Math.max(low, to & ~MASK);
        int best = from;
        long most = Long.MIN_VALUE;
        for (int i = from; i < low; i++) {
            if (sign * values[i] > most) {
                most = sign * values[i];
                best = i;
            }
        }
        for (int i = high; i < to; i++) {
            if (sign * values[i] > most) {
                most = sign * values[i];
                best = i;
            }
        }
        return low < high ? indexOfMaximumBlock(low >>> SHIFT, high >>> SHIFT, best, most) : best;
    }

    /* Continues with the whole blocks [from, to) of the first level; best is where the maximum so far is. */
    private int indexOfMaximumBlock(int from, int to, int bestSoFar, long mostSoFar) {
        int best = bestSoFar;
        long most = mostSoFar;
        int bestLevel = -1;
        int level = 0;
        while (from < to) {
            long[] maxima = blocks[level];
            int low = Math.min(to, (from + MASK) & ~MASK);
            int high = Math.max(low, to & ~MASK);
            for (int i = from; i < low; i++) {
                if (maxima[i] > most) {
                    most = maxima[i];
                    best = i;
                    bestLevel = level;
                }
            }
            for (int i = high; i < to; i++) {
                if (maxima[i] > most) {
                    most = maxima[i];
                    best = i;
                    bestLevel = level;
                }
            }
            from = low >>> SHIFT;
            to = high >>> SHIFT;
            level++;
        }
        return bestLevel < 0 ? best : firstIn(bestLevel, best, most);
    }
}
