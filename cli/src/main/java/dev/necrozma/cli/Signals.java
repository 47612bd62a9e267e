package dev.necrozma.cli;

import dev.necrozma.engine.sweep.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run end in good order when the process is told to stop. The virtual machine answers SIGINT and SIGTERM by
 * running shutdown hooks and exiting with 130 and 143; the hook here cancels the run and waits for its end.
 */
final class Signals {

    /** What saving may take after the grace of running units. */
    private static final Duration SAVING = Duration.ofSeconds(10);

    /** What saying so may take: if nobody reads what is written, for ever. */
    private static final Duration TELLING = Duration.ofMillis(200);

    private final Cancellation cancellation;
    private final Console console;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;

    private Signals(Cancellation cancellation, Console console) {
        this.cancellation = cancellation;
        this.console = console;
    }

    static Signals install(Cancellation cancellation, Console console) {
        Signals signals = new Signals(cancellation, console);
        Runtime.getRuntime().addShutdownHook(new Thread(signals::stop, "stop"));
        return signals;
    }

    private void stop() {
        stopping = true;
        try {
            if (ended.getCount() > 0) {
                Thread telling = new Thread(this::tell, "tell-stopping");
                telling.setDaemon(true);
                telling.start();
                telling.join(TELLING.toMillis());
            }
            cancellation.cancel();
            ended.await(cancellation.grace().plus(SAVING).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            cancellation.cancel();
            Thread.currentThread().interrupt();
        }
    }

    /* At once: what is being computed may take all of the grace. A bar may stand in the line. */
    private void tell() {
        String clear = console.terminalColumns().isPresent() ? BarProgress.CLEAR_LINE : "";
        console.err().println(clear + "necrozma: stopping, which may take a few seconds");
    }

    /** Ends the process; with the status of the signal if one came. */
    void exit(ExitCode code) {
        ended.countDown();
        if (!stopping) {
            System.exit(code.status());
        }
    }

    /** What the process is about to exit with, when it was told to stop. */
    static ExitCode exitCode() {
        /*
         * Nothing public tells a hook which signal came; the thread that delivers it bears its name. An answer that is wrong on
         * some other virtual machine would only show in a report: the exit status itself is not made here.
         */
        boolean terminated = Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("SIGTERM handler"));
        return terminated ? ExitCode.TERMINATED : ExitCode.INTERRUPTED;
    }
}
