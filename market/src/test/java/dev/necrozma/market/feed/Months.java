package dev.necrozma.market.feed;

import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickSeries;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the months that a reader hands over. */
final class Months implements MonthSink {

    final Map<YearMonth, TickSeries> ticks = new TreeMap<>();
    final Map<YearMonth, BarSeries> bars = new TreeMap<>();
    final List<YearMonth> order = new ArrayList<>();

    @Override
    public void ticks(YearMonth month, TickSeries series) {
        order.add(month);
        ticks.put(month, series);
    }

    @Override
    public void bars(YearMonth month, BarSeries series) {
        order.add(month);
        bars.put(month, series);
    }

    /** All ticks as text, a line a tick: nanoseconds, bid, ask. */
    List<String> tickLines() {
        List<String> lines = new ArrayList<>();
        for (TickSeries series : ticks.values()) {
            for (int i = 0; i < series.size(); i++) {
                lines.add(series.timeNanos(i) + " " + series.bid(i) + " " + series.ask(i));
            }
        }
        return lines;
    }

    List<Long> barTimes() {
        List<Long> times = new ArrayList<>();
        for (BarSeries series : bars.values()) {
            for (int i = 0; i < series.size(); i++) {
                times.add(series.timeNanos(i));
            }
        }
        return times;
    }
}
