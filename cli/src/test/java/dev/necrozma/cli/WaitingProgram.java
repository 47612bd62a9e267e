package dev.necrozma.cli;

import dev.necrozma.pipeline.RunReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The program with a pipeline that ends only when it is told to stop; a process of its own. With {@link #FULL} it also writes to standard
 * error all the time, so that a pipe that nobody reads is full.
 */
final class WaitingProgram {

    /** A system property that is {@code true}. */
    static final String FULL = "necrozma.test.full";

    private WaitingProgram() {}

    public static void main(String[] args) {
        Necrozma.start(
                (request, listener, cancellation) -> {
                    listener.message("running");
                    if (Boolean.getBoolean(FULL)) {
                        Thread filling = new Thread(WaitingProgram::fill);
                        filling.setDaemon(true);
                        filling.start();
                    }
                    CountDownLatch never = new CountDownLatch(1);
                    while (!cancellation.isCancelled()) {
                        never.await(5, TimeUnit.MILLISECONDS);
                    }
                    listener.message("saved");
                    return new RunReport(
                            "r1", Optional.empty(), List.of(), List.of(), Map.of(), List.of(), List.of(), true);
                },
                args);
    }

    private static void fill() {
        while (true) {
            System.err.println("full");
        }
    }
}
