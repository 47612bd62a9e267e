package dev.necrozma.engine.sweep;

import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.Claim;
import dev.necrozma.engine.store.Draft;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes finished results durable beside the computation, on a thread of its own. Whoever hands in a result waits while one
 * checkpoint is being written and the next is due already, so that at most two are ever unsaved. Safe for use by several threads.
 */
final class Checkpointer implements AutoCloseable {

    /** A finished result, its claim, and who wants to know when it is durable. */
    record Finished(Draft draft, Claim claim, Published whenDurable) {}

    /** Told on the thread of the checkpoints, in the order in which results were handed in. */
    interface Published {
        void published(Artifact artifact);
    }

    /** Told after each checkpoint. */
    interface Saved {
        void saved(int results);
    }

    private final ArtifactStore store;
    private final CheckpointSchedule schedule;
    private final Saved listener;
    private final Thread thread;
    private final AtomicLong publishingNanos = new AtomicLong();

    private List<Finished> waiting = new ArrayList<>();
    private boolean writing;
    private boolean closing;
    private boolean ended;
    private @Nullable Throwable failure;

    Checkpointer(ArtifactStore store, CheckpointPolicy policy, Saved listener) {
        this.store = store;
        this.schedule = new CheckpointSchedule(policy);
        this.listener = listener;
        this.thread = new Thread(this::run, "necrozma-checkpoints");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Hands in a result. It belongs to the checkpointer from now on, also if this throws.
     *
     * @throws IOException if a checkpoint failed
     */
    synchronized void add(Finished finished) throws IOException {
        try {
            while (failure == null && !closing && writing && schedule.nanosUntilDue(System.nanoTime()) <= 0) {
                wait();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt(); // what is finished is saved all the same
        }
        if (failure != null || ended) {
            abandon(List.of(finished));
            requireNoFailure();
            throw new IOException("the sweep has ended");
        }
        long now = System.nanoTime();
        long nanosUntilDue = schedule.nanosUntilDue(now);
        schedule.added(now);
        waiting.add(finished);
        if (schedule.nanosUntilDue(now) < nanosUntilDue) {
            notifyAll(); // else the thread waits for a time that has not changed
        }
    }

    /**
     * Saves what is left, and ends.
     *
     * @throws IOException if a checkpoint failed
     */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        requireNoFailure();
    }

    private synchronized void requireNoFailure() throws IOException {
        if (failure instanceof IOException trouble) {
            throw new IOException("a checkpoint failed: " + trouble.getMessage(), trouble);
        } else if (failure != null) {
            throw new IllegalStateException("a checkpoint failed", failure);
        }
    }

    private void run() {
        try {
            for (List<Finished> batch = next(); !batch.isEmpty(); batch = next()) {
                save(batch);
            }
        } catch (IOException | RuntimeException | Error broken) {
            synchronized (this) {
                failure = broken;
                abandon(waiting);
                waiting = new ArrayList<>();
                notifyAll();
            }
        } catch (InterruptedException impossible) {
            throw new AssertionError("nobody interrupts this thread", impossible);
        }
    }

    private synchronized List<Finished> next() throws InterruptedException {
        writing = false;
        notifyAll();
        for (long left = schedule.nanosUntilDue(System.nanoTime());
                !closing && left > 0;
                left = schedule.nanosUntilDue(System.nanoTime())) {
            wait(Math.max(1, left / 1_000_000));
        }
        List<Finished> batch = waiting;
        waiting = new ArrayList<>();
        writing = true;
        ended = batch.isEmpty();
        schedule.started(System.nanoTime());
        return batch;
    }

    /** How long publishing took, all checkpoints together. */
    Duration publishing() {
        return Duration.ofNanos(publishingNanos.get());
    }

    private void save(List<Finished> batch) throws IOException {
        List<Draft> drafts = new ArrayList<>(batch.size());
        for (Finished finished : batch) {
            drafts.add(finished.draft());
        }
        List<Artifact> artifacts;
        long start = System.nanoTime();
        try {
            artifacts = store.publish(drafts);
        } finally {
            publishingNanos.addAndGet(System.nanoTime() - start);
            for (Finished finished : batch) {
                finished.claim().close();
            }
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).whenDurable().published(artifacts.get(i));
        }
        listener.saved(batch.size());
    }

    private static void abandon(List<Finished> batch) {
        for (Finished finished : batch) {
            try {
                finished.draft().close();
            } catch (IOException left) {
                // The temporary file stays until the store is opened without this process.
            } finally {
                finished.claim().close();
            }
        }
    }
}
