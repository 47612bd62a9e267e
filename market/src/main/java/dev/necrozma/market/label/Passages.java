package dev.necrozma.market.label;

import dev.necrozma.market.candle.PriceScale;

/**
 * What a position whose exit is the first passage of a barrier would have to show, for each entry of a chunk. Entries that never
 * reach the barrier have zeros. Not written to after construction.
 */
final class Passages {

    /** The index of the path point, or {@link FirstPassages#NEVER}. */
    final int[] first;

    /** From the entry to that point. */
    final float[] minutes;

    /** Pips from the entry price to the exit price, towards the barrier. */
    final float[] gain;

    /** The most pips in the other direction before that point, at least zero. */
    final float[] opposite;

    /** The longest wait for a path point until that one, in minutes. */
    final float[] gap;

    /** Memory that a passage takes, for each entry. */
    static final int BYTES = 20;

    private Passages(int[] first) {
        this.first = first;
        this.minutes = new float[first.length];
        this.gain = new float[first.length];
        this.opposite = new float[first.length];
        this.gap = new float[first.length];
    }

    static Passages of(LabelSeries series, Barrier barrier, int chunk, int[] first) {
        int size = first.length;
        Passages passages = new Passages(first);
        PathSide side = series.side(barrier.side());
        PriceScale scale = series.scale();
        int sign = barrier.sign();
        long distance = scale.leastHalfPoints(barrier.pips());
        RangeMaximum opposite = new RangeMaximum(side.towards(-sign));
        LongestWait waits = new LongestWait(series);
        for (int i = 0, entry = series.chunkStart(chunk); i < size; i++, entry++) {
            int at = first[i];
            if (at == FirstPassages.NEVER) {
                continue;
            }
            int start = series.start(entry);
            long price = side.entries[entry];
            long[] opens = side.opens;
            if (opens == null) {
                passages.gain[i] = Pips.of(scale, sign * (side.closes[at] - price));
            } else {
                long jump = sign * (opens[at] - price);
                passages.gain[i] = jump >= distance ? Pips.of(scale, jump) : Pips.of(barrier.pips());
            }
            if (start < at) {
                passages.opposite[i] = Pips.of(scale, Math.max(0, opposite.of(start, at) + sign * price));
            }
            passages.minutes[i] = Minutes.of(series.times()[at] - series.timeNanos(entry));
            passages.gap[i] = waits.minutes(entry, start, at);
        }
        return passages;
    }
}
