package dev.necrozma.engine.sweep;

import static dev.necrozma.engine.sweep.Units.EVERY_ONE;
import static dev.necrozma.engine.sweep.Units.key;
import static dev.necrozma.engine.sweep.Units.sweep;
import static dev.necrozma.engine.sweep.Units.text;
import static dev.necrozma.engine.sweep.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.FileHasher;
import dev.necrozma.engine.fingerprint.InputFile;
import dev.necrozma.engine.fingerprint.InputFingerprints;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.Claim;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.GatedStore;
import dev.necrozma.engine.store.MemoryStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class SweepTest {

    @TempDir
    private Path directory;

    private final ArtifactStore store = new MemoryStore(Clock.systemUTC());

    private static SweepResult run(ArtifactStore store, int workers, Sweep sweep, SweepOptions options)
            throws Exception {
        return SweepExecutor.threads(store, workers).run(sweep, options, SweepListener.NONE, Cancellation.none());
    }

    @Test
    void sequentialAndParallelLeaveTheSame() throws Exception {
        SweepResult one = SweepExecutor.sequential(store).run(sweep(50));
        try (ArtifactStore other = DirectoryStore.open(directory)) {
            SweepResult many = SweepExecutor.threads(other, 4).run(sweep(50));
            assertThat(one.isComplete()).isTrue();
            assertThat(many.isComplete()).isTrue();
            assertThat(many.outcomes().keySet())
                    .containsExactlyElementsOf(one.outcomes().keySet());
            for (int i = 0; i < 50; i++) {
                Artifact artifact = many.artifact("unit " + i);
                assertThat(artifact.sameContent(one.artifact("unit " + i))).isTrue();
                assertThat(other.read(artifact, "text")).isEqualTo(text(i));
            }
        }
    }

    @Test
    void theSecondRunComputesNothing() throws Exception {
        run(store, 2, sweep(20), SweepOptions.DEFAULT);
        Units.Heard heard = new Units.Heard();
        Sweep untouchable = new Sweep(
                "stage",
                sweep(20).units().stream()
                        .map(unit -> new SweepUnit(unit.name(), unit.key(), out -> {
                            throw new AssertionError("computed again");
                        }))
                        .toList());
        SweepResult second =
                SweepExecutor.threads(store, 2).run(untouchable, SweepOptions.DEFAULT, heard, Cancellation.none());
        assertThat(second.outcomes().values()).allMatch(outcome -> outcome instanceof Outcome.Reused);
        assertThat(heard.lines()).hasSize(21).startsWith("started 20 20").doesNotHaveDuplicates();
    }

    @Test
    void aListenerHearsOfEachUnitOnceItsResultIsSaved() throws Exception {
        Units.Heard heard = new Units.Heard();
        SweepExecutor.sequential(store).run(sweep(1), EVERY_ONE, heard, Cancellation.none());
        assertThat(heard.lines()).containsExactly("started 1 0", "unit 0 Computed", "checkpointed 1");
    }

    /** What fills the interval while the spacing lasts is due when it is over, whether or not another result comes. */
    @Test
    void aFullIntervalIsSavedThoughNothingFollows() throws Exception {
        CountDownLatch saved = new CountDownLatch(2);
        SweepListener listener = new SweepListener() {
            @Override
            public void checkpointed(Sweep sweep, int results) {
                saved.countDown();
            }
        };
        AtomicReference<Boolean> inTime = new AtomicReference<>(false);
        Sweep sweep = sweep(
                unit(0),
                unit(1),
                unit(2, out -> {
                    while (saved.getCount() == 2) {
                        Thread.onSpinWait();
                    }
                    out.put("text", text(2));
                }),
                unit(3),
                unit(4, out -> {
                    inTime.set(saved.await(10, TimeUnit.SECONDS));
                    out.put("text", text(4));
                }));
        CheckpointPolicy policy = new CheckpointPolicy(2, Duration.ofMillis(400), Duration.ofHours(1));
        SweepExecutor.sequential(store)
                .run(sweep, new SweepOptions(Optional.empty(), policy), listener, Cancellation.none());
        assertThat(inTime.get()).isTrue();
    }

    @Test
    void anEmptySweepIsComplete() throws Exception {
        assertThat(SweepExecutor.threads(store, 3).run(sweep()).isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aUnitThatFailsStopsNoOther(int workers) throws Exception {
        SweepResult result = run(
                store,
                workers,
                sweep(
                        unit(0),
                        unit(1, out -> {
                            out.put("text", text(1));
                            throw new IllegalStateException("one too many");
                        }),
                        unit(2, out -> {
                            throw new StackOverflowError();
                        }),
                        unit(3, out -> out.create("unclosed")),
                        unit(4)),
                SweepOptions.DEFAULT);
        assertThat(result.isComplete()).isFalse();
        assertThat(result.outcomes().get("unit 1")).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(FailureReason.COMPUTATION_FAILED);
            assertThat(failed.message()).isEqualTo("one too many");
            assertThat(failed.cause()).isInstanceOf(IllegalStateException.class);
        });
        assertThat(result.outcomes().get("unit 2"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.message()).isEqualTo("StackOverflowError"));
        assertThat(result.outcomes().get("unit 3")).isInstanceOf(Outcome.Failed.class);
        assertThat(store.read(result.artifact("unit 4"), "text")).isEqualTo(text(4));
        assertThat(store.find(key(1))).isEmpty();
        assertThat(store.claim(key(1))).as("its claim is free").isPresent();
        assertThatThrownBy(() -> result.artifact("unit 1")).hasMessage("unit 1 of stage has no result");
        assertThatThrownBy(() -> result.artifact("unit 9")).hasMessage("stage has no unit unit 9");
    }

    /** Nobody asked the sweep to stop: the interrupt is the computation's own affair. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aComputationThatInterruptsItselfFailsOrNotButStopsNoOther(boolean throwing) throws Exception {
        try (DirectoryStore disk = DirectoryStore.open(directory)) {
            SweepResult result = run(
                    disk,
                    1,
                    sweep(
                            unit(0, out -> {
                                out.put("text", new byte[10_000]);
                                Thread.currentThread().interrupt();
                                if (throwing) {
                                    throw new InterruptedException("of a future that it waited for");
                                }
                            }),
                            unit(1)),
                    EVERY_ONE);
            assertThat(result.outcomes().get("unit 0"))
                    .isInstanceOf(throwing ? Outcome.Failed.class : Outcome.Computed.class);
            assertThat(result.outcomes().get("unit 1")).isInstanceOf(Outcome.Computed.class);
        }
    }

    @Test
    void unitsWithOneKeyAreComputedOnce() throws Exception {
        AtomicInteger computed = new AtomicInteger();
        Computation counting = out -> {
            computed.incrementAndGet();
            out.put("text", text(1));
        };
        SweepResult result = run(
                store, 2, sweep(new SweepUnit("a", key(1), counting), new SweepUnit("b", key(1), counting)), EVERY_ONE);
        assertThat(result.isComplete()).isTrue();
        assertThat(computed).hasValue(1);
        assertThatThrownBy(() -> sweep(unit(1), unit(1))).hasMessage("two units of stage are called unit 1");
    }

    @Test
    void aUnitThatAnotherIsComputingIsLeftToIt() throws Exception {
        Claim elsewhere = store.claim(key(0)).orElseThrow();
        AtomicReference<Thread> publisher = new AtomicReference<>();
        SweepResult result = run(
                store,
                1,
                sweep(
                        unit(0, out -> {
                            throw new AssertionError("computed twice");
                        }),
                        unit(1, out -> {
                            out.put("text", text(1));
                            publisher.set(new Thread(() -> {
                                try {
                                    Draft draft = store.draft(key(0), "unit 0");
                                    draft.put("text", text(0));
                                    store.publish(List.of(draft));
                                } catch (IOException impossible) {
                                    throw new AssertionError(impossible);
                                } finally {
                                    elsewhere.close();
                                }
                            }));
                            publisher.get().start();
                        })),
                SweepOptions.DEFAULT);
        publisher.get().join();
        assertThat(result.outcomes().get("unit 0")).isInstanceOf(Outcome.Reused.class);
        assertThat(result.outcomes().get("unit 1")).isInstanceOf(Outcome.Computed.class);
    }

    @Test
    void freshReplacesAndReportsWhatDiffers() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Sweep unstable = sweep(unit(0), unit(1, out -> out.put("text", text(calls.incrementAndGet()))));
        run(store, 1, unstable, SweepOptions.DEFAULT);
        SweepResult fresh =
                run(store, 1, unstable, new SweepOptions(Optional.of(Reason.FRESH_RUN), CheckpointPolicy.DEFAULT));
        assertThat(fresh.outcomes().get("unit 0")).isInstanceOfSatisfying(Outcome.Computed.class, computed -> {
            assertThat(computed.differs()).isFalse();
            assertThat(computed.why()).isEqualTo(new Explanation(Reason.FRESH_RUN, "fresh run"));
        });
        assertThat(fresh.outcomes().get("unit 1"))
                .isInstanceOfSatisfying(
                        Outcome.Computed.class,
                        computed -> assertThat(computed.differs()).isTrue());
        assertThat(store.read(store.find(key(1)).orElseThrow(), "text")).isEqualTo(text(2));
    }

    @Test
    void cancellationKeepsWhatWasFinished() throws Exception {
        Cancellation cancellation = new Cancellation(Duration.ofDays(1));
        SweepResult result = SweepExecutor.sequential(store)
                .run(
                        sweep(
                                unit(0),
                                unit(1, out -> {
                                    cancellation.cancel();
                                    out.put("text", text(1));
                                }),
                                unit(2)),
                        SweepOptions.DEFAULT,
                        SweepListener.NONE,
                        cancellation);
        assertThat(result.outcomes().get("unit 0")).isInstanceOf(Outcome.Computed.class);
        assertThat(result.outcomes().get("unit 1")).isInstanceOf(Outcome.Computed.class);
        assertThat(result.outcomes().get("unit 2")).isInstanceOf(Outcome.Cancelled.class);
        assertThat(store.find(key(0))).isPresent();
        assertThat(store.find(key(1))).isPresent();
        SweepResult resumed = SweepExecutor.sequential(store).run(sweep(3));
        assertThat(resumed.outcomes().values())
                .extracting(outcome -> outcome.getClass().getSimpleName())
                .containsExactly("Reused", "Reused", "Computed");
    }

    /** An abandoned computation may return half a result because it was interrupted. */
    @Test
    void whatAnAbandonedComputationHandsInDoesNotCount() throws Exception {
        Cancellation cancellation = new Cancellation(Duration.ZERO);
        CountDownLatch never = new CountDownLatch(1);
        SweepResult result = SweepExecutor.sequential(store)
                .run(
                        sweep(unit(0), unit(1, out -> {
                            cancellation.cancel();
                            out.put("text", "half".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                            try {
                                never.await();
                            } catch (InterruptedException swallowed) {
                                return;
                            }
                        })),
                        SweepOptions.DEFAULT,
                        SweepListener.NONE,
                        cancellation);
        assertThat(result.outcomes().get("unit 0")).isInstanceOf(Outcome.Computed.class);
        assertThat(result.outcomes().get("unit 1")).isInstanceOf(Outcome.Cancelled.class);
        Claim afterwards = claimWhenFree(key(1));
        assertThat(store.find(key(1))).isEmpty();
        afterwards.close();
    }

    @Test
    void aComputationThatIgnoresTheInterruptIsLeftBehindAndItsResultThrownAway() throws Exception {
        Cancellation cancellation = new Cancellation(Duration.ZERO);
        CountDownLatch later = new CountDownLatch(1);
        Units.Heard heard = new Units.Heard();
        SweepResult result = SweepExecutor.sequential(store)
                .run(
                        sweep(unit(0, out -> {
                            cancellation.cancel();
                            boolean waiting = true;
                            while (waiting) {
                                try {
                                    later.await();
                                    waiting = false;
                                } catch (InterruptedException ignored) {
                                    waiting = true;
                                }
                            }
                            out.put("text", text(0));
                        })),
                        SweepOptions.DEFAULT,
                        heard,
                        cancellation);
        assertThat(result.outcomes().get("unit 0")).isInstanceOf(Outcome.Cancelled.class);
        List<String> heardThen = heard.lines();
        later.countDown();
        claimWhenFree(key(0)).close();
        assertThat(store.find(key(0))).isEmpty();
        assertThat(heard.lines()).isEqualTo(heardThen);
    }

    private Claim claimWhenFree(dev.necrozma.engine.key.CacheKey key) throws Exception {
        Optional<Claim> claim = store.claim(key);
        while (claim.isEmpty()) {
            store.awaitClaims(Duration.ofMillis(10));
            claim = store.claim(key);
        }
        return claim.get();
    }

    @Test
    void interruptingTheCallerKeepsWhatWasFinished() throws Exception {
        Thread caller = Thread.currentThread();
        CountDownLatch never = new CountDownLatch(1);
        assertThatThrownBy(() -> SweepExecutor.sequential(store).run(sweep(unit(0), unit(1, out -> {
                    caller.interrupt();
                    never.await();
                }))))
                .isInstanceOf(InterruptedException.class);
        assertThat(store.find(key(0))).isPresent();
        assertThat(store.find(key(1))).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** One worker waits with a finished result while a checkpoint is being written, and the grace is over. */
    @Test
    void abandoningAWorkerThatWaitsForACheckpointLosesNothing() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        Cancellation cancellation = new Cancellation(Duration.ZERO);
        GatedStore slow = new GatedStore() {
            @Override
            protected void beforePublishing() {
                writing.countDown();
                awaitUninterrupted(release);
            }
        };
        Thread[] worker = new Thread[1];
        Thread canceller = new Thread(() -> {
            awaitUninterrupted(writing);
            while (finished.get() < 3 || worker[0].getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            cancellation.cancel();
            while (worker[0].isAlive()) {
                Thread.onSpinWait(); // the interrupt reached it, and it went
            }
            release.countDown();
        });
        Computation counted = out -> {
            worker[0] = Thread.currentThread();
            out.put("text", text(7));
            if (finished.incrementAndGet() == 2) {
                awaitUninterrupted(writing);
            }
        };
        canceller.start();
        SweepResult result = SweepExecutor.sequential(slow)
                .run(
                        sweep(unit(0, counted), unit(1, counted), unit(2, counted), unit(3, counted)),
                        EVERY_ONE,
                        SweepListener.NONE,
                        cancellation);
        canceller.join();
        assertThat(finished).hasValue(3);
        assertThat(result.outcomes().values())
                .extracting(outcome -> outcome.getClass().getSimpleName())
                .containsExactly("Computed", "Computed", "Computed", "Cancelled");
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void workersWaitWhileTwoCheckpointsAreUnsaved() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        List<Integer> finishedAtPublication = new ArrayList<>();
        GatedStore slow = new GatedStore() {
            @Override
            protected void beforePublishing() {
                writing.countDown();
                awaitUninterrupted(release);
                finishedAtPublication.add(finished.get());
            }
        };
        Thread[] worker = new Thread[1];
        Thread opener = new Thread(() -> {
            awaitUninterrupted(writing);
            while (worker[0] == null || worker[0].getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            release.countDown();
        });
        opener.start();
        Computation counted = out -> {
            out.put("text", text(7));
            finished.incrementAndGet();
            if (finished.get() == 2) {
                awaitUninterrupted(writing);
                worker[0] = Thread.currentThread();
            }
        };
        List<SweepUnit> units = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            units.add(unit(i, counted));
        }
        SweepResult result = SweepExecutor.sequential(slow)
                .run(new Sweep("stage", units), EVERY_ONE, SweepListener.NONE, Cancellation.none());
        opener.join();
        assertThat(result.isComplete()).isTrue();
        assertThat(finishedAtPublication.get(0))
                .as("one being written, one due, and one in the hands of the worker that waits")
                .isEqualTo(3);
    }

    @Test
    void aStoreThatRefusesResultsEndsTheRun() {
        GatedStore full = new GatedStore() {
            @Override
            protected void beforePublishing() throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> run(full, 2, sweep(40), EVERY_ONE))
                .isInstanceOf(IOException.class)
                .hasMessage("a checkpoint failed: No space left on device");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStoreThatRefusesBytesEndsTheRunAndIsNotTheComputationsFault(boolean swallowed) throws Exception {
        RefusingDisk disk = new RefusingDisk();
        try (DirectoryStore refusing = DirectoryStore.open(disk, directory, Clock.systemUTC())) {
            assertThatThrownBy(() -> run(
                            refusing,
                            1,
                            sweep(unit(0, out -> {
                                disk.full = true;
                                try (OutputStream data = out.create("data")) {
                                    data.write(new byte[10_000]);
                                } catch (IOException trouble) {
                                    disk.full = false;
                                    if (!swallowed) {
                                        throw trouble;
                                    }
                                }
                            })),
                            SweepOptions.DEFAULT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left on device");
            assertThat(refusing.find(key(0))).isEmpty();
        }
    }

    @Test
    void aListenerThatThrowsEndsTheRunButCostsNoResult() {
        SweepListener deaf = new SweepListener() {
            @Override
            public void ended(Sweep sweep, SweepUnit unit, Outcome outcome) {
                throw new IllegalStateException("deaf");
            }
        };
        AtomicInteger finished = new AtomicInteger();
        Computation counted = out -> {
            out.put("text", text(1));
            finished.incrementAndGet();
        };
        List<SweepUnit> units = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            units.add(unit(i, counted));
        }
        assertThatThrownBy(() -> SweepExecutor.threads(store, 2)
                        .run(new Sweep("stage", units), EVERY_ONE, deaf, Cancellation.none()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("deaf");
        assertThat(units.stream().filter(unit -> store.find(unit.key()).isPresent()))
                .hasSize(finished.get());
    }

    @Test
    void anInputThatChangesDuringTheComputationFailsTheUnitAndNothingIsPublished() throws Exception {
        Path file = Files.writeString(directory.resolve("input"), "before");
        Path memory = Files.createDirectory(directory.resolve("inputs"));
        LocalDisk disk = new LocalDisk();
        InputFingerprints inputs = new InputFingerprints(disk, memory, new FileHasher(disk, 1));
        InputFile input = inputs.identify(file, false);
        Sweep sweep = sweep(
                new SweepUnit("reads", key(0), List.of(input), out -> {
                    out.put("text", Files.readAllBytes(file));
                    Files.writeString(file, "after!");
                }),
                unit(1));
        SweepResult result = SweepExecutor.sequential(store).watching(inputs).run(sweep);
        assertThat(result.outcomes().get("reads")).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(FailureReason.INPUT_CHANGED);
            assertThat(failed.message()).startsWith(file + " changed while it was in use, and nothing was kept");
        });
        assertThat(store.find(key(0))).isEmpty();
        assertThat(store.find(key(1))).isPresent();
        assertThatThrownBy(() -> SweepExecutor.sequential(store).run(sweep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reads reads files, and this executor was not made to watch any");
    }

    @Test
    void workersArePositive() {
        assertThatThrownBy(() -> SweepExecutor.threads(store, 0)).hasMessage("workers must be positive: 0");
        assertThatThrownBy(() -> new Cancellation(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
