package dev.necrozma.engine.sweep;

import java.time.Duration;

/** A wish to stop, seen by every sweep that was given it. Safe for use by several threads. */
public final class Cancellation {

    private final Duration grace;
    private volatile boolean cancelled;

    /**
     * @param grace how long units that are being computed may go on after the wish, before they are interrupted and abandoned
     */
    public Cancellation(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace must not be negative: " + grace);
        }
        this.grace = grace;
    }

    /** One that nobody asks for. */
    public static Cancellation none() {
        return new Cancellation(Duration.ZERO);
    }

    /** Asks every sweep to start no more units, to save what was finished, and to end. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    public Duration grace() {
        return grace;
    }
}
