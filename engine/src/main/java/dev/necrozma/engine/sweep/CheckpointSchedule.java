package dev.necrozma.engine.sweep;

/** When the next checkpoint is due by a {@link CheckpointPolicy}. Times are those of {@link System#nanoTime}. */
final class CheckpointSchedule {

    private final CheckpointPolicy policy;
    private boolean startedBefore;
    private long lastStartNanos;
    private int waiting;
    private long firstWaitingNanos;

    CheckpointSchedule(CheckpointPolicy policy) {
        this.policy = policy;
    }

    /** A result was finished. */
    void added(long now) {
        if (waiting == 0) {
            firstWaitingNanos = now;
        }
        waiting++;
    }

    /** A checkpoint of everything that waits began. */
    void started(long now) {
        waiting = 0;
        startedBefore = true;
        lastStartNanos = now;
    }

    /** How long until the next checkpoint is due: not positive if it is, and for ever if nothing waits. */
    long nanosUntilDue(long now) {
        if (waiting == 0) {
            return Long.MAX_VALUE;
        }
        long latest = firstWaitingNanos + policy.atLatest().toNanos() - now;
        if (waiting < policy.interval()) {
            return latest;
        }
        long spaced = startedBefore ? lastStartNanos + policy.spacing().toNanos() - now : 0;
        return Math.min(spaced, latest);
    }
}
