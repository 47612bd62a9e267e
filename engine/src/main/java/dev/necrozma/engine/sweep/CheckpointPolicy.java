package dev.necrozma.engine.sweep;

import java.time.Duration;

/**
 * When finished results are made durable: once {@code interval} of them wait, though not sooner than {@code spacing} after the
 * checkpoint before began, and in any case {@code atLatest} after the first of them was finished.
 */
public record CheckpointPolicy(int interval, Duration spacing, Duration atLatest) {

    /** Every ten results, a tenth of a second apart or more, and a second after the first at the latest. */
    public static final CheckpointPolicy DEFAULT = every(10);

    public CheckpointPolicy {
        if (interval < 1) {
            throw new IllegalArgumentException("interval must be at least 1: " + interval);
        }
        if (spacing.isNegative() || atLatest.isNegative()) {
            throw new IllegalArgumentException("durations must not be negative: " + spacing + ", " + atLatest);
        }
    }

    /** The default times with another number of results. */
    public static CheckpointPolicy every(int results) {
        return new CheckpointPolicy(results, Duration.ofMillis(100), Duration.ofSeconds(1));
    }
}
