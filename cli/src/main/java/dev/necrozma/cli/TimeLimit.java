package dev.necrozma.cli;

import dev.necrozma.engine.sweep.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Cancels a run after a time, unless it has ended before. */
final class TimeLimit implements AutoCloseable {

    private final CountDownLatch ended = new CountDownLatch(1);

    private TimeLimit() {}

    /** @param limit absent for a limit that never comes */
    static TimeLimit start(Optional<Duration> limit, Cancellation cancellation) {
        TimeLimit running = new TimeLimit();
        if (limit.isPresent()) {
            Thread thread = new Thread(() -> running.await(limit.get(), cancellation), "necrozma-time-limit");
            thread.setDaemon(true);
            thread.start();
        }
        return running;
    }

    private void await(Duration limit, Cancellation cancellation) {
        try {
            if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                cancellation.cancel();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the run has not ended yet. */
    boolean isRunning() {
        return ended.getCount() > 0;
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
