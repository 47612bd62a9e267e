package dev.necrozma.market.label;

/** Spans of time as labels state them: minutes, as the nearest float. */
final class Minutes {

    private static final double NANOS = 60e9;

    private Minutes() {}

    static float of(long nanos) {
        return (float) (nanos / NANOS);
    }
}
