package dev.necrozma.market.label;

import java.util.Arrays;

/** Finds where the path of each entry first reaches a barrier, whatever the horizon. */
public final class FirstPassages {

    /** In place of an index where the path never reaches the barrier: larger than any index. */
    public static final int NEVER = BlockMaxima.NONE;

    private static final int SLOT_BITS = 10;
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    private FirstPassages() {}

    /** The index of the path point, or {@link #NEVER}, for each entry of a chunk. */
    public static int[] find(LabelSeries series, Barrier barrier, int chunk) {
        int from = series.chunkStart(chunk);
        int[] first = new int[series.chunkEnd(chunk) - from];
        PathSide side = series.side(barrier.side());
        int sign = barrier.sign();
        BlockMaxima path = side.towards(sign);
        long distance = series.scale().leastHalfPoints(barrier.pips());
        long[] knownThresholds = new long[1 << SLOT_BITS];
        int[] knownFirsts = new int[1 << SLOT_BITS];
        Arrays.fill(knownFirsts, -1);
        for (int i = 0; i < first.length; i++) {
            long threshold = sign * side.entries[from + i] + distance;
            int start = series.start(from + i);
            /* The answer for an earlier entry at the same price holds until the path has passed it. */
            int slot = (int) ((threshold * SCATTER) >>> (Long.SIZE - SLOT_BITS));
            if (knownThresholds[slot] != threshold || knownFirsts[slot] < start) {
                knownThresholds[slot] = threshold;
                knownFirsts[slot] = path.firstAtLeast(start, threshold);
            }
            first[i] = knownFirsts[slot];
        }
        return first;
    }
}
