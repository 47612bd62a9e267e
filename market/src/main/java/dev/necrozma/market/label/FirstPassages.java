package dev.necrozma.market.label;

/** Finds where the path of each entry first reaches a barrier, whatever the horizon. */
public final class FirstPassages {

    /** In place of an index where the path never reaches the barrier: larger than any index. */
    public static final int NEVER = BlockMaxima.NONE;

    private FirstPassages() {}

    /** The index of the path point, or {@link #NEVER}, for each entry of a chunk. */
    public static int[] find(LabelSeries series, Barrier barrier, int chunk) {
        int from = series.chunkStart(chunk);
        int[] first = new int[series.chunkEnd(chunk) - from];
        PathSide side = series.side(barrier.side());
        int sign = barrier.sign();
        BlockMaxima path = side.towards(sign);
        long distance = series.scale().leastHalfPoints(barrier.pips());
        long lastThreshold = Long.MAX_VALUE;
        int last = 0;
        for (int i = 0; i < first.length; i++) {
            long threshold = sign * side.entries[from + i] + distance;
            int start = series.start(from + i);
            if (threshold < lastThreshold) {
                last = path.firstAtLeast(start, threshold);
            } else if (last != NEVER) {
                /* What did not reach the last threshold does not reach this one. */
                last = path.firstAtLeast(Math.max(start, last), threshold);
            }
            lastThreshold = threshold;
            first[i] = last;
        }
        return first;
    }
}
