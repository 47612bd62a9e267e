package dev.necrozma.cli;

import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.market.text.Printable;
import java.io.PrintStream;
import java.util.Optional;

/** Draws a bar with rate and remaining time for each stage that has something to compute. */
final class BarProgress implements Progress {

    /** What takes down a bar, for a line to be printed in its place. */
    static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream terminal;
    private final int columns;
    private Optional<Bar> bar = Optional.empty();

    BarProgress(PrintStream terminal, int columns) {
        this.terminal = terminal;
        this.columns = columns;
    }

    @Override
    public synchronized void stageStarted(String stage, int units, int reused) {
        if (units > reused) {
            bar = Optional.of(new Bar(terminal, columns, stage, units, reused));
        }
    }

    @Override
    public synchronized void unitEnded(String stage, String unit, boolean saved) {
        if (bar.isPresent()) {
            bar.get().step();
        }
    }

    @Override
    public synchronized void checkpointed(String stage, int saved) {
        if (bar.isPresent()) {
            bar.get().saved(saved);
        }
    }

    @Override
    public synchronized void stageEnded(StageRecord stage) {
        close();
    }

    @Override
    public synchronized void message(String sentence) {
        terminal.println(CLEAR_LINE + Printable.sentence(sentence));
    }

    @Override
    public synchronized void close() {
        /* A method reference would link Bar, and with it the library, though there is none to close. */
        if (bar.isPresent()) {
            bar.get().close();
        }
        bar = Optional.empty();
    }
}
