package dev.necrozma.engine.sweep;

import dev.necrozma.engine.fingerprint.InputFingerprints;
import dev.necrozma.engine.store.ArtifactStore;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Runs sweeps on this machine: asks the store for every unit, computes those that it lacks, each by one thread, and publishes them
 * at checkpoints. Units that another process computes at this moment are left to it. Safe for use by several threads.
 */
public final class SweepExecutor {

    private final ArtifactStore store;
    private final int workers;
    private final @Nullable InputFingerprints inputs;

    private SweepExecutor(ArtifactStore store, int workers, @Nullable InputFingerprints inputs) {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be positive: " + workers);
        }
        this.store = store;
        this.workers = workers;
        this.inputs = inputs;
    }

    /** Computes units one after the other, in their order. */
    public static SweepExecutor sequential(ArtifactStore store) {
        return new SweepExecutor(store, 1, null);
    }

    /** Computes up to {@code workers} units at a time, begun in their order. */
    public static SweepExecutor threads(ArtifactStore store, int workers) {
        return new SweepExecutor(store, workers, null);
    }

    /** The same, watching the files that units read. Without it, units that name files are refused. */
    public SweepExecutor watching(InputFingerprints fingerprints) {
        return new SweepExecutor(store, workers, fingerprints);
    }

    /**
     * Runs {@code sweep} to its end, or until {@code cancellation} ends it.
     *
     * <p>A unit that throws is {@link Outcome.Failed}, and the others go on. What was published stays so, whatever happens.
     *
     * @throws IOException if the store cannot be used: then what was not yet published is lost
     * @throws InterruptedException if this thread is interrupted, which ends the sweep as a cancellation does
     */
    public SweepResult run(Sweep sweep, SweepOptions options, SweepListener listener, Cancellation cancellation)
            throws IOException, InterruptedException {
        return new SweepRun(store, workers, inputs, sweep, options, listener, cancellation).run();
    }

    /** Runs {@code sweep} by default options. */
    public SweepResult run(Sweep sweep) throws IOException, InterruptedException {
        return run(sweep, SweepOptions.DEFAULT, SweepListener.NONE, Cancellation.none());
    }
}
