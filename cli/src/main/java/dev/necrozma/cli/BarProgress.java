package dev.necrozma.cli;

import dev.necrozma.engine.run.StageRecord;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Draws a bar with rate and remaining time for each stage that has something to compute. */
final class BarProgress implements Progress {

    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int REDRAW_MILLIS = 200;

    private final PrintStream terminal;
    private final int columns;
    private Optional<ProgressBar> bar = Optional.empty();

    BarProgress(PrintStream terminal, int columns) {
        this.terminal = terminal;
        this.columns = columns;
    }

    @Override
    public synchronized void stageStarted(String stage, int units, int reused) {
        if (units > reused) {
            bar = Optional.of(new ProgressBarBuilder()
                    .setTaskName(stage)
                    .startsFrom(reused, Duration.ZERO)
                    .setInitialMax(units)
                    .showSpeed()
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REDRAW_MILLIS)
                    .setMaxRenderedLength(columns)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal, columns))
                    .build());
        }
    }

    @Override
    public synchronized void unitEnded(String stage, String unit) {
        bar.ifPresent(ProgressBar::step);
    }

    @Override
    public synchronized void stageEnded(StageRecord stage) {
        close();
    }

    @Override
    public synchronized void message(String sentence) {
        terminal.println(CLEAR_LINE + sentence);
    }

    @Override
    public synchronized void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
