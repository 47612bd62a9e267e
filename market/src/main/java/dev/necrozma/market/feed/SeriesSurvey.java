package dev.necrozma.market.feed;

import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickSeries;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/** Looks at rows that were read as an import reads them: of files that are no text. */
final class SeriesSurvey implements MonthSink {

    private static final long NANOS = 1_000_000_000L;
    private static final int SHOWN = 3;

    private final WeekEdges weeks = new WeekEdges();
    private final List<Inspection.PricedRow> first = new ArrayList<>();
    private final Deque<Inspection.PricedRow> last = new ArrayDeque<>();
    private final Map<Integer, Long> decimals = new TreeMap<>();
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest;
    private long latest = Long.MIN_VALUE;

    @Override
    public void ticks(YearMonth month, TickSeries ticks) {
        for (int i = 0; i < ticks.size(); i++) {
            range(Math.min(ticks.bid(i), ticks.ask(i)), Math.max(ticks.bid(i), ticks.ask(i)));
        }
        rows(ticks.size(), ticks::timeNanos, i -> List.of(ticks.bid(i), ticks.ask(i)), ticks.decimals());
    }

    @Override
    public void bars(YearMonth month, BarSeries bars) {
        for (int i = 0; i < bars.size(); i++) {
            range(bars.low(i), bars.high(i));
        }
        rows(
                bars.size(),
                bars::timeNanos,
                i -> List.of(bars.open(i), bars.high(i), bars.low(i), bars.close(i)),
                bars.decimals());
    }

    /**
     * What the report of the import and the rows tell together.
     *
     * @param assumedUtc whether the times state nothing and were taken to be of UTC, so that another clock may be theirs
     */
    Inspection with(ImportReport report, boolean assumedUtc) {
        List<SourceClock> suggestions = assumedUtc ? weeks.suggestions(SourceClock.UTC) : List.of();
        return new Inspection(
                report.layout(),
                report.alsoFits(),
                report.kind(),
                report.side(),
                report.barMinutes(),
                report.symbol(),
                report.entries(),
                report.clock(),
                report.clockReason(),
                report.rowsRead(),
                Inspection.Coverage.ALL,
                report.rowsRead(),
                report.rejected(),
                report.examples(),
                first,
                List.copyOf(last),
                lowest,
                highest,
                report.spreads(),
                new Inspection.Order(
                        report.disordered(), 0, Optional.empty(), report.equalTimes(), report.truncatedTimes()),
                report.gapCount(),
                report.longestGaps(),
                decimals,
                new Inspection.Weeks(
                        weeks.count(),
                        weeks.opens(SourceClock.UTC),
                        weeks.closes(SourceClock.UTC),
                        suggestions.stream().map(SourceClock::toString).toList()),
                Optional.empty());
    }

    private void range(double low, double high) {
        lowest = Math.min(lowest, low);
        highest = Math.max(highest, high);
    }

    private void rows(int size, IntToLongFunction time, IntFunction<List<Double>> prices, int places) {
        decimals.merge(places < 0 ? MonthCalendar.TOO_MANY_PLACES : places, (long) size, Long::sum);
        for (int i = 0; i < size; i++) {
            long nanos = time.applyAsLong(i);
            if (latest != Long.MIN_VALUE) {
                weeks.add(Math.floorDiv(latest, NANOS), Math.floorDiv(nanos, NANOS));
            }
            latest = nanos;
            if (first.size() < SHOWN) {
                first.add(new Inspection.PricedRow(MonthCalendar.instant(nanos), prices.apply(i)));
            }
        }
        for (int i = Math.max(0, size - SHOWN); i < size; i++) {
            last.addLast(new Inspection.PricedRow(MonthCalendar.instant(time.applyAsLong(i)), prices.apply(i)));
            if (last.size() > SHOWN) {
                last.removeFirst();
            }
        }
    }
}
