package dev.necrozma.cli;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The bar of one stage. The only class that names the library that draws, so that a run with nothing to draw loads none of it. */
final class Bar implements AutoCloseable {

    private static final int REDRAW_MILLIS = 200;

    private final ProgressBar drawn;

    Bar(PrintStream terminal, int columns, String stage, int units, int reused) {
        drawn = new ProgressBarBuilder()
                .setTaskName(stage)
                .startsFrom(reused, Duration.ZERO)
                .setInitialMax(units)
                .showSpeed()
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setMaxRenderedLength(columns)
                .setConsumer(new ConsoleProgressBarConsumer(terminal, columns))
                .build();
    }

    void step() {
        drawn.step();
    }

    void saved(int units) {
        drawn.setExtraMessage(" " + units + " saved");
    }

    @Override
    public void close() {
        drawn.close();
    }
}
