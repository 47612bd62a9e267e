package dev.necrozma.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Works on several things at the same time. */
final class Simultaneous {

    /** What is done with a thing. */
    interface Action<T> {
        void on(T item) throws IOException;
    }

    private Simultaneous() {}

    /**
     * Runs {@code action} on each of {@code items}, on so many threads named {@code name}. After a failure no other item is begun. An
     * interruption is passed on to those that are under way. When this ends, all have ended.
     *
     * @throws IOException the failure of one, if none ended with an error
     */
    static <T> void forEach(List<T> items, int threads, String name, Action<T> action)
            throws IOException, InterruptedException {
        if (items.isEmpty()) {
            return;
        }
        Queue<T> waiting = new ConcurrentLinkedQueue<>(items);
        Callable<Void> work = () -> {
            try {
                for (T next = waiting.poll(); next != null; next = waiting.poll()) {
                    action.on(next);
                }
                return null;
            } finally {
                waiting.clear();
            }
        };
        int most = Math.min(threads, items.size());
        ExecutorService pool = Executors.newFixedThreadPool(most, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Void>> ends = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                ends.add(pool.submit(work));
            }
            requireSuccess(ends);
        } finally {
            waiting.clear(); // before those that are interrupted look for more
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    private static void requireSuccess(List<Future<Void>> ends) throws IOException, InterruptedException {
        Throwable failure = null;
        for (Future<Void> end : ends) {
            try {
                end.get();
            } catch (ExecutionException failed) {
                Throwable cause = failed.getCause();
                if (failure == null || (cause instanceof Error && !(failure instanceof Error))) {
                    failure = cause;
                }
            }
        }
        if (failure instanceof IOException trouble) {
            throw trouble;
        } else if (failure instanceof Error trouble) {
            throw trouble;
        } else if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = pool.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
