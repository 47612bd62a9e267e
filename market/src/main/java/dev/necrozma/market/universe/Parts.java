package dev.necrozma.market.universe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Computes rows in parts, on the threads of an executor. */
final class Parts {

    /** Computes rows {@code [from, to)}; of no other part. */
    interface Part {
        void compute(int from, int to);
    }

    private Parts() {}

    /**
     * Computes {@code rows} rows in parts of {@code partRows}, and returns when all are done. The first part to fail ends this
     * with what it threw.
     *
     * @throws InterruptedException if this thread is interrupted; then, as after a failure, no further part begins
     */
    static void compute(int rows, int partRows, Executor executor, Part part) throws InterruptedException {
        List<FutureTask<Void>> tasks = new ArrayList<>();
        for (int from = 0; from < rows; from += partRows) {
            int begin = from;
            int end = Math.min(rows, from + partRows);
            tasks.add(new FutureTask<>(() -> part.compute(begin, end), null));
        }
        try {
            tasks.forEach(executor::execute);
            for (FutureTask<Void> task : tasks) {
                task.get();
            }
        } catch (ExecutionException failed) {
            throw unchecked(failed.getCause());
        } finally {
            tasks.forEach(task -> task.cancel(true));
        }
    }

    /* A part throws nothing checked. */
    private static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failed ? failed : new IllegalStateException(cause);
    }
}
