package dev.necrozma.cli;

import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.market.text.Printable;
import java.io.PrintStream;

/** Prints messages only. */
class SilentProgress implements Progress {

    private final PrintStream err;

    SilentProgress(PrintStream err) {
        this.err = err;
    }

    @Override
    public void stageStarted(String stage, int units, int reused) {}

    @Override
    public void unitEnded(String stage, String unit, boolean saved) {}

    @Override
    public void checkpointed(String stage, int saved) {}

    @Override
    public void stageEnded(StageRecord stage) {}

    @Override
    public void message(String sentence) {
        err.println(Printable.sentence(sentence));
    }

    @Override
    public void close() {}
}
