package dev.necrozma.market.feed;

import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickSeries;
import java.io.IOException;
import java.time.YearMonth;

/**
 * Receives the months of a file, oldest first, each once and never empty; either all ticks or all bars. The series may be
 * kept: nothing writes to it afterwards.
 */
public interface MonthSink {

    /** Keeps nothing. */
    MonthSink NONE = new MonthSink() {
        @Override
        public void ticks(YearMonth month, TickSeries ticks) {}

        @Override
        public void bars(YearMonth month, BarSeries bars) {}
    };

    /** Takes the ticks whose time lies in {@code month} of UTC. */
    void ticks(YearMonth month, TickSeries ticks) throws IOException;

    /** Takes the bars that open in {@code month} of UTC. */
    void bars(YearMonth month, BarSeries bars) throws IOException;
}
