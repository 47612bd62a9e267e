package dev.necrozma.engine.sweep;

import dev.necrozma.engine.fingerprint.InputChangedException;
import dev.necrozma.engine.fingerprint.InputFile;
import dev.necrozma.engine.fingerprint.InputFingerprints;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.Claim;
import dev.necrozma.engine.store.Draft;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One run of one sweep: the queue of missing units, the threads that work on it, and what became of each unit. */
final class SweepRun {

    private static final Duration CLAIM_POLL = Duration.ofMillis(20);
    private static final Outcome NOT_YET = new Outcome.Cancelled();

    /* Whoever waits for the units looks so soon, and then so often, whether the run was cancelled, and has progress written. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(100);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final ArtifactStore store;
    private final int workers;
    private final @Nullable InputFingerprints inputs;
    private final Sweep sweep;
    private final SweepOptions options;
    private final SweepListener listener;
    private final Cancellation cancellation;

    /* In the order of the sweep, from the time at which the store was asked. */
    private final Map<String, Outcome> outcomes;
    private final Deque<SweepUnit> missing = new ArrayDeque<>();
    private final AtomicLong storeNanos = new AtomicLong();
    private int unclaimedInARow;
    private boolean abandoned;
    private boolean over;
    private @Nullable Throwable broken;

    SweepRun(
            ArtifactStore store,
            int workers,
            @Nullable InputFingerprints inputs,
            Sweep sweep,
            SweepOptions options,
            SweepListener listener,
            Cancellation cancellation) {
        this.store = store;
        this.workers = workers;
        this.inputs = inputs;
        this.sweep = sweep;
        this.options = options;
        this.listener = listener;
        this.cancellation = cancellation;
        this.outcomes = new LinkedHashMap<>(2 * sweep.units().size());
    }

    SweepResult run() throws IOException, InterruptedException {
        long start = System.nanoTime();
        findStored();
        storeNanos.addAndGet(System.nanoTime() - start);
        if (!missing.isEmpty()) {
            computeMissing();
        }
        synchronized (this) {
            over = true;
            tellEnded(SweepRun::isNotYet);
            if (broken instanceof IOException trouble) {
                throw trouble;
            } else if (broken != null) {
                throw new IllegalStateException(sweep.stage() + ": " + broken, broken);
            }
        }
        return new SweepResult(
                sweep, outcomes, Duration.ofNanos(System.nanoTime() - start), Duration.ofNanos(storeNanos.get()));
    }

    private synchronized void findStored() throws IOException {
        store.refresh();
        int found = 0;
        for (SweepUnit unit : sweep.units()) {
            if (!unit.inputs().isEmpty() && inputs == null) {
                throw new IllegalArgumentException(
                        unit.name() + " reads files, and this executor was not made to watch any");
            }
            Optional<Artifact> stored = options.recompute().isPresent() ? Optional.empty() : store.find(unit.key());
            if (stored.isPresent()) {
                outcomes.put(unit.name(), new Outcome.Reused(stored.get()));
                found++;
            } else {
                outcomes.put(unit.name(), NOT_YET);
                missing.add(unit);
            }
        }
        int reused = found;
        tell(heard -> heard.started(sweep, sweep.units().size(), reused));
        tellEnded(outcome -> !isNotYet(outcome));
    }

    private static boolean isNotYet(Outcome outcome) {
        return outcome instanceof Outcome.Cancelled;
    }

    /* Of the units whose outcome is such, in their order. */
    private void tellEnded(Predicate<Outcome> such) {
        Iterator<Outcome> inOrder = outcomes.values().iterator();
        for (SweepUnit unit : sweep.units()) {
            Outcome outcome = inOrder.next();
            if (such.test(outcome)) {
                tell(heard -> heard.ended(sweep, unit, outcome));
            }
        }
    }

    private void computeMissing() throws IOException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        Checkpointer checkpointer = new Checkpointer(store, options.checkpoints(), this::checkpointed);
        try (checkpointer) {
            for (int i = 0; i < Math.min(workers, missing.size()); i++) {
                Thread thread = new Thread(() -> work(checkpointer), "necrozma-" + sweep.stage() + "-" + i);
                thread.setDaemon(true);
                threads.add(thread);
            }
            threads.forEach(Thread::start);
            await(threads);
        } finally {
            storeNanos.addAndGet(checkpointer.publishing().toNanos());
        }
    }

    private void await(List<Thread> threads) throws InterruptedException {
        try {
            long pauseMillis = FIRST_LOOK.toMillis();
            long deadline = Long.MAX_VALUE;
            for (Thread thread : threads) {
                while (thread.isAlive()) {
                    if (cancellation.isCancelled() && deadline == Long.MAX_VALUE) {
                        deadline = System.nanoTime() + cancellation.grace().toNanos();
                    }
                    if (deadline != Long.MAX_VALUE) {
                        long left = deadline - System.nanoTime();
                        if (left < 0) {
                            abandon(threads);
                            return;
                        }
                        pauseMillis = Math.min(pauseMillis, 1 + left / 1_000_000);
                    }
                    thread.join(pauseMillis);
                    pauseMillis = LOOK_EVERY.toMillis();
                    tellWaiting();
                }
            }
        } catch (InterruptedException stopped) {
            cancellation.cancel();
            abandon(threads);
            throw stopped;
        }
    }

    /* A computation that ignores the interrupt goes on by itself; what it hands in is thrown away. */
    private void abandon(List<Thread> threads) {
        synchronized (this) {
            abandoned = true;
        }
        threads.forEach(Thread::interrupt);
    }

    private void work(Checkpointer checkpointer) {
        try {
            for (Optional<SweepUnit> unit = next(); unit.isPresent(); unit = next()) {
                attempt(unit.get(), checkpointer);
            }
        } catch (InterruptedException abandonedNow) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error trouble) {
            synchronized (this) {
                if (broken == null && !abandoned) {
                    broken = trouble;
                }
            }
        }
    }

    /* Pauses when every unit that is left has just been found claimed by others. */
    private Optional<SweepUnit> next() throws InterruptedException {
        boolean pause;
        synchronized (this) {
            pause = unclaimedInARow > 0 && unclaimedInARow >= missing.size();
            if (pause) {
                unclaimedInARow = 0;
            }
        }
        if (pause) {
            store.awaitClaims(CLAIM_POLL);
        }
        synchronized (this) {
            return broken != null || cancellation.isCancelled()
                    ? Optional.empty()
                    : Optional.ofNullable(missing.poll());
        }
    }

    private void attempt(SweepUnit unit, Checkpointer checkpointer) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Optional<Claim> claim = store.claim(unit.key());
        if (claim.isEmpty()) {
            synchronized (this) {
                unclaimedInARow++;
                missing.add(unit);
            }
            return;
        }
        synchronized (this) {
            unclaimedInARow = 0;
        }
        boolean handedIn = false;
        try {
            store.refreshIfChanged();
            Optional<Artifact> stored = store.find(unit.key());
            if (stored.isPresent() && options.recompute().isEmpty()) {
                ended(unit, new Outcome.Reused(stored.get()));
                return;
            }
            Explanation why = options.recompute()
                    .filter(reason -> stored.isPresent())
                    .map(Explanation::requested)
                    .orElseGet(() -> Explanation.ofMiss(store, unit.key(), unit.name()));
            storeNanos.addAndGet(System.nanoTime() - start);
            Optional<Draft> draft = compute(unit);
            if (draft.isPresent()) {
                handedIn = true;
                checkpointer.add(new Checkpointer.Finished(draft.get(), claim.get(), artifact -> {
                    boolean differs =
                            stored.filter(old -> !old.sameContent(artifact)).isPresent();
                    ended(unit, new Outcome.Computed(artifact, why, differs));
                }));
            }
        } finally {
            if (!handedIn) {
                claim.get().close();
            }
        }
    }

    private Optional<Draft> compute(SweepUnit unit) throws IOException, InterruptedException {
        Draft draft = store.draft(unit.key(), unit.name());
        try {
            requireUnchanged(unit);
            long start = System.nanoTime();
            unit.computation().compute(draft);
            Duration cost = Duration.ofNanos(System.nanoTime() - start);
            requireWanted(unit);
            if (draft.trouble().isPresent()) {
                throw draft.trouble().get();
            }
            draft.cost(cost);
            requireUnchanged(unit);
            draft.requireComplete();
            return Optional.of(draft);
        } catch (Throwable thrown) {
            draft.close();
            requireWanted(unit);
            if (draft.trouble().isPresent()) {
                throw draft.trouble().get();
            }
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof StoreFailedException storeFailed) {
                    throw storeFailed;
                }
            }
            ended(unit, failure(thrown));
            return Optional.empty();
        }
    }

    /*
     * What was abandoned may have returned early, so it does not count. Any other interrupt is the computation's own, and would
     * close the files of the store.
     */
    private void requireWanted(SweepUnit unit) throws InterruptedException {
        Thread.interrupted();
        synchronized (this) {
            if (abandoned) {
                throw new InterruptedException(unit.name() + " was abandoned");
            }
        }
    }

    private static Outcome failure(Throwable thrown) {
        FailureReason reason = thrown instanceof InputChangedException
                ? FailureReason.INPUT_CHANGED
                : FailureReason.COMPUTATION_FAILED;
        String message = thrown.getMessage();
        return new Outcome.Failed(
                reason, message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message, thrown);
    }

    private void requireUnchanged(SweepUnit unit) throws IOException {
        if (inputs != null) {
            for (InputFile input : unit.inputs()) {
                inputs.requireUnchanged(input);
            }
        }
    }

    private synchronized void ended(SweepUnit unit, Outcome outcome) {
        if (!over && (!abandoned || outcome.artifact().isPresent())) {
            outcomes.put(unit.name(), outcome);
            tell(heard -> heard.ended(sweep, unit, outcome));
        }
    }

    private synchronized void checkpointed(int results) {
        tell(heard -> heard.checkpointed(sweep, results));
    }

    /* A listener that throws ends the sweep, but costs no result that was finished. */
    private synchronized void tell(Consumer<SweepListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException deaf) {
            isDeaf(deaf);
        }
    }

    private void tellWaiting() {
        try {
            listener.waiting(sweep);
        } catch (RuntimeException deaf) {
            isDeaf(deaf);
        }
    }

    private synchronized void isDeaf(RuntimeException deaf) {
        if (broken == null) {
            broken = deaf;
        }
    }
}
