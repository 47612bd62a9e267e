package dev.necrozma.market.universe;

import java.util.List;

/**
 * The events of a universe in time order, held as columns. Immutable by convention: the arrays are not copied, and nobody
 * writes to them after construction; so instances may be shared between threads.
 */
public final class UniverseTable {

    private final UniverseInfo info;
    private final long[] timesNanos;
    private final boolean[] ups;
    private final Level[] levels;
    private final double[] movementsPips;
    private final int[] windowMinutes;
    private final int[] signatures;
    private final List<String> signatureTexts;
    private final List<FeatureColumn> features;

    /**
     * Takes the arrays, all of the same length, without copying.
     *
     * @param signatures indices into {@code signatureTexts}
     */
    public UniverseTable(
            UniverseInfo info,
            long[] timesNanos,
            boolean[] ups,
            Level[] levels,
            double[] movementsPips,
            int[] windowMinutes,
            int[] signatures,
            List<String> signatureTexts,
            List<FeatureColumn> features) {
        this.info = info;
        this.timesNanos = timesNanos;
        this.ups = ups;
        this.levels = levels;
        this.movementsPips = movementsPips;
        this.windowMinutes = windowMinutes;
        this.signatures = signatures;
        this.signatureTexts = List.copyOf(signatureTexts);
        this.features = List.copyOf(features);
    }

    public UniverseInfo info() {
        return info;
    }

    /** The number of events. */
    public int size() {
        return timesNanos.length;
    }

    /** The left edge of the event's candle, UTC epoch nanoseconds. */
    public long timeNanos(int i) {
        return timesNanos[i];
    }

    /** Whether the event's candle closed above its open; otherwise it closed below. */
    public boolean up(int i) {
        return ups[i];
    }

    /** {@code up} or {@code down}. */
    public String direction(int i) {
        return ups[i] ? "up" : "down";
    }

    public Level level(int i) {
        return levels[i];
    }

    /** The size of the event candle's body, in pips; positive whatever the direction. */
    public double movementPips(int i) {
        return movementsPips[i];
    }

    /** From the left edge of the window's first candle to the right edge of its last. */
    public int windowMinutes(int i) {
        return windowMinutes[i];
    }

    /** {@code name:bin|…} as {@link Signature} describes; may be empty. */
    public String signature(int i) {
        return signatureTexts.get(signatures[i]);
    }

    /** The place of the event's signature in {@link #signatureTexts()}. */
    public int signatureIndex(int i) {
        return signatures[i];
    }

    /** The distinct signatures. */
    public List<String> signatureTexts() {
        return signatureTexts;
    }

    /** The feature columns, in the order of {@link FeatureGroups}. */
    public List<FeatureColumn> features() {
        return features;
    }
}
