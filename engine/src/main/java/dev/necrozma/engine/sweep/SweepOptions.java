package dev.necrozma.engine.sweep;

import java.util.Optional;

/**
 * How a sweep is run.
 *
 * @param recompute if present, stored results are not reused but replaced, for this reason
 * @param checkpoints when finished results are made durable
 */
public record SweepOptions(Optional<Reason> recompute, CheckpointPolicy checkpoints) {

    /** Reuses what there is, and checkpoints by default. */
    public static final SweepOptions DEFAULT = new SweepOptions(Optional.empty(), CheckpointPolicy.DEFAULT);
}
