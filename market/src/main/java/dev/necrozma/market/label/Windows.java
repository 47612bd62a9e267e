package dev.necrozma.market.label;

import dev.necrozma.market.candle.PriceScale;

/**
 * What a position that is held to its horizon has to show, for each entry of a chunk. Entries without a path point have zeros. Not
 * written to after construction.
 */
final class Windows {

    /** The index of the last path point; one before the first if there is none. */
    final int[] last;

    /** Pips from the entry price to the price at that point, upwards. */
    final float[] gain;

    /** The most pips above the entry price, at least zero: of the points before the last, and of the last price. */
    final float[] above;

    /** The same, below. */
    final float[] below;

    /** The longest wait for a path point until the last, in minutes. */
    final float[] gap;

    /** Memory that a window takes, for each entry. */
    static final int BYTES = 20;

    private Windows(int size) {
        this.last = new int[size];
        this.gain = new float[size];
        this.above = new float[size];
        this.below = new float[size];
        this.gap = new float[size];
    }

    static Windows of(LabelSeries series, PriceSide priceSide, long horizonNanos, int chunk) {
        int from = series.chunkStart(chunk);
        int size = series.chunkEnd(chunk) - from;
        Windows windows = new Windows(size);
        PathSide side = series.side(priceSide);
        PriceScale scale = series.scale();
        long[] times = series.times();
        RangeMaximum above = new RangeMaximum(side.towards(1));
        RangeMaximum below = new RangeMaximum(side.towards(-1));
        LongestWait waits = new LongestWait(series);
        int end = series.start(from);
        for (int i = 0, entry = from; i < size; i++, entry++) {
            int start = series.start(entry);
            end = firstAfter(times, Math.max(start, end), series.latest(series.timeNanos(entry), horizonNanos));
            int last = end - 1;
            windows.last[i] = last;
            if (last < start) {
                continue;
            }
            long price = side.entries[entry];
            long gain = side.closes[last] - price;
            long most = Math.max(0, gain);
            long least = Math.max(0, -gain);
            if (start < last) {
                most = Math.max(most, above.of(start, last) - price);
                least = Math.max(least, below.of(start, last) + price);
            }
            windows.gain[i] = Pips.of(scale, gain);
            windows.above[i] = Pips.of(scale, most);
            windows.below[i] = Pips.of(scale, least);
            windows.gap[i] = waits.minutes(entry, start, last);
        }
        return windows;
    }

    /* The first index from at on whose time is later, found in steps that double. */
    private static int firstAfter(long[] times, int at, long time) {
        int low = at;
        int step = 1;
        while (low + step <= times.length && times[low + step - 1] <= time) {
            low += step;
            step <<= 1;
        }
        int high = Math.min(times.length, low + step);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
