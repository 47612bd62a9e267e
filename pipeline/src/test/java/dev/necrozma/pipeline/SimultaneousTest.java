package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class SimultaneousTest {

    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    private final Set<Integer> done = ConcurrentHashMap.newKeySet();

    @Test
    void everyItemIsDoneOnce() throws Exception {
        AtomicInteger times = new AtomicInteger();
        Simultaneous.forEach(HUNDRED, 4, "test", item -> {
            done.add(item);
            times.incrementAndGet();
        });
        assertThat(done).containsExactlyInAnyOrderElementsOf(HUNDRED);
        assertThat(times).hasValue(100);
    }

    @Test
    void nothingIsNothingToDo() throws Exception {
        Simultaneous.forEach(List.<Integer>of(), 4, "test", done::add);
        assertThat(done).isEmpty();
    }

    /** Four that each wait until all four have begun. */
    @Test
    void asManyAreUnderWayAsThereAreThreads() throws Exception {
        CountDownLatch begun = new CountDownLatch(4);
        Simultaneous.forEach(HUNDRED.subList(0, 4), 4, "test", item -> {
            begun.countDown();
            await(begun);
            done.add(item);
        });
        assertThat(done).hasSize(4);
    }

    @Test
    void afterAFailureNoOtherBeginsAndThoseUnderWayAreAwaited() {
        IOException refused = new IOException("no space left");
        CountDownLatch begun = new CountDownLatch(2);
        CompletableFuture<Thread> failing = new CompletableFuture<>();
        assertThatThrownBy(() -> Simultaneous.forEach(HUNDRED, 2, "test", item -> {
                    begun.countDown();
                    await(begun);
                    if (item == 0) {
                        failing.complete(Thread.currentThread());
                        throw refused;
                    }
                    Thread other = failing.join();
                    while (other.getState() != Thread.State.WAITING) {
                        pause(); // until it waits for more to do
                    }
                    done.add(item);
                }))
                .isSameAs(refused);
        assertThat(done).containsExactly(1);
    }

    @Test
    void errorsArePassedOnAsTheyAre() {
        Error noMemory = new OutOfMemoryError("made up");
        assertThatThrownBy(() -> Simultaneous.forEach(HUNDRED, 2, "test", item -> {
                    throw noMemory;
                }))
                .isSameAs(noMemory);
        IllegalStateException wrong = new IllegalStateException("made up");
        assertThatThrownBy(() -> Simultaneous.forEach(HUNDRED, 2, "test", item -> {
                    throw wrong;
                }))
                .isSameAs(wrong);
    }

    @RepeatedTest(10)
    void anInterruptedCallerStopsAndAwaitsWhatIsUnderWayAndBeginsNoOther() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger ever = new AtomicInteger();
        AtomicInteger left = new AtomicInteger(-1);
        Thread caller = new Thread(() -> {
            try {
                Simultaneous.forEach(HUNDRED, 2, "test", item -> {
                    underWay.incrementAndGet();
                    ever.incrementAndGet();
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException told) {
                        pause();
                    }
                    underWay.decrementAndGet();
                });
            } catch (IOException | InterruptedException ended) {
                left.set(underWay.get());
            }
        });
        caller.start();
        begun.await();
        caller.interrupt();
        caller.join();
        assertThat(left).hasValue(0);
        assertThat(ever).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
