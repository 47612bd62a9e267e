package dev.necrozma.market.label;

/** The longest wait for a path point, from an entry on. Used by one thread. */
final class LongestWait {

    private final LabelSeries series;
    private final RangeMaximum waits;

    LongestWait(LabelSeries series) {
        this.series = series;
        this.waits = new RangeMaximum(series.waits());
    }

    /** In minutes, from the entry's time over the path points {@code [start, last]}. */
    float minutes(int entry, int start, int last) {
        long longest = series.times()[start] - series.timeNanos(entry);
        if (start < last) {
            longest = Math.max(longest, waits.of(start + 1, last + 1));
        }
        return Minutes.of(longest);
    }
}
