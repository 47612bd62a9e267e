package dev.necrozma.market.label;

/** Which path points lie within the horizon of an entry at time t, and when the horizon is closed by the last path time E. */
enum PathRule {
    /** Times in (t, t + H]; rows to come may have the time E, so that t + H must be before it. */
    AFTER_A_TICK(0, 1),
    /** Times in [t, t + H). */
    FROM_A_CLOSE(1, 0),
    /** Candles with right edges to t + H; those to come end after E. */
    CANDLES(0, 0);

    private final int excludedNanos;
    private final int openNanos;

    PathRule(int excludedNanos, int openNanos) {
        this.excludedNanos = excludedNanos;
        this.openNanos = openNanos;
    }

    /** The latest time of a path point; the end of time if the horizon lies beyond. */
    long latest(long time, long horizonNanos) {
        return time > Long.MAX_VALUE - horizonNanos ? Long.MAX_VALUE : time + horizonNanos - excludedNanos;
    }

    /** The latest t + H that is closed when the last path point is at {@code pathEnd}. */
    long latestClosed(long pathEnd) {
        return pathEnd - openNanos;
    }
}
