package dev.necrozma.cli;

import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.market.text.Printable;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Prints lines: while units end at most one a second, none in the first, and one at the end of each stage that had something to
 * compute.
 */
final class LineProgress implements Progress {

    private static final long SECOND_NANOS = 1_000_000_000;

    private final PrintStream err;
    private final LongSupplier nanoTime;

    private int units;
    private int reused;
    private int ended;
    private int saved;
    private long startedNanos;
    private long printedNanos;

    LineProgress(PrintStream err, LongSupplier nanoTime) {
        this.err = err;
        this.nanoTime = nanoTime;
        printedNanos = nanoTime.getAsLong();
    }

    @Override
    public synchronized void stageStarted(String stage, int units, int reused) {
        this.units = units;
        this.reused = reused;
        ended = 0;
        saved = reused;
        startedNanos = nanoTime.getAsLong();
    }

    @Override
    public synchronized void unitEnded(String stage, String unit, boolean saved) {
        ended++;
        if (!saved) { // else the line waits for the checkpoint, which is being told, and counts its other results too
            printIfDue(stage);
        }
    }

    @Override
    public synchronized void checkpointed(String stage, int saved) {
        this.saved = saved;
        printIfDue(stage);
    }

    private void printIfDue(String stage) {
        long now = nanoTime.getAsLong();
        if (now - printedNanos < SECOND_NANOS) {
            return;
        }
        printedNanos = now;
        double perSecond = ended * (double) SECOND_NANOS / Math.max(1, now - startedNanos);
        int left = units - reused - ended;
        err.println(stage + ": " + (reused + ended) + " of " + units + ", " + Numbers.oneDecimal(perSecond)
                + " a second, " + Math.round(left / perSecond) + " s left, " + saved + " saved");
    }

    @Override
    public synchronized void stageEnded(StageRecord stage) {
        int worked = stage.computed() + stage.failed();
        if (worked > 0) {
            printedNanos = nanoTime.getAsLong();
            double seconds = (printedNanos - startedNanos) / (double) SECOND_NANOS;
            err.println(stage.name() + ": " + stage.computed() + " computed"
                    + (stage.failed() > 0 ? ", " + stage.failed() + " failed" : "")
                    + (stage.reused() > 0 ? ", " + stage.reused() + " reused" : "")
                    + " in " + Numbers.oneDecimal(seconds) + " s");
        }
    }

    @Override
    public synchronized void message(String sentence) {
        err.println(Printable.sentence(sentence));
    }

    @Override
    public void close() {}
}
