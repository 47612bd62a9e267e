package dev.necrozma.market.label;

/**
 * Maxima of ranges that mostly resemble the one before: where the last maximum was is remembered, and only what was added is
 * looked at. Used by one thread.
 */
final class RangeMaximum {

    private final BlockMaxima values;
    private int from;
    private int to;
    private int best;

    RangeMaximum(BlockMaxima values) {
        this.values = values;
    }

    /** The largest signed value in {@code [newFrom, newTo)}, which must not be empty. */
    long of(int newFrom, int newTo) {
        if (newFrom < from || best < newFrom || best >= newTo) {
            best = values.indexOfMaximum(newFrom, newTo);
            to = newTo;
        } else if (newTo > to) {
            int added = values.indexOfMaximum(to, newTo);
            if (values.value(added) > values.value(best)) {
                best = added;
            }
            to = newTo;
        }
        from = newFrom;
        return values.value(best);
    }
}
