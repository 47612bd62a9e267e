package dev.necrozma.market.feed;

import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickSeries;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The times of a file at a glance, month after month: range, gaps, equal neighbours, places of the prices. */
final class TimeSummary {

    private static final Duration GAP = Duration.ofHours(1);
    private static final long GAP_NANOS = GAP.toNanos();
    private static final int LONGEST = 5;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalTime CLOSE = LocalTime.of(17, 0);

    private long count;
    private long first;
    private long last;
    private long equalNeighbours;
    private long gapCount;
    private int decimals;
    private final List<ImportReport.Gap> longest = new ArrayList<>();

    void add(TickSeries ticks) {
        long previous = start(ticks.timeNanos(0), ticks.decimals());
        for (int i = 0; i < ticks.size(); i++) {
            long time = ticks.timeNanos(i);
            long wait = time - previous;
            if (wait == 0) {
                equalNeighbours++;
            } else if (wait > GAP_NANOS) {
                gap(previous, time);
            }
            previous = time;
        }
        /* The first tick of all was compared with itself. */
        equalNeighbours -= count == 0 ? 1 : 0;
        end(ticks.size(), previous);
    }

    void add(BarSeries bars) {
        long previous = start(bars.timeNanos(0), bars.decimals());
        for (int i = 0; i < bars.size(); i++) {
            long time = bars.timeNanos(i);
            if (time - previous > GAP_NANOS) {
                gap(previous, time);
            }
            previous = time;
        }
        end(bars.size(), previous);
    }

    long count() {
        return count;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    long equalNeighbours() {
        return equalNeighbours;
    }

    long gapCount() {
        return gapCount;
    }

    /** The longest gaps, longest first. */
    List<ImportReport.Gap> longestGaps() {
        return List.copyOf(longest);
    }

    int decimals() {
        return decimals;
    }

    private long start(long time, int places) {
        if (count == 0) {
            first = time;
            decimals = places;
            return time;
        }
        decimals = decimals < 0 || places < 0 ? TickSeries.NOT_DECIMAL : Math.max(decimals, places);
        return last;
    }

    private void end(int added, long latest) {
        count += added;
        last = latest;
    }

    private void gap(long fromNanos, long toNanos) {
        Optional<ImportReport.Gap> gap =
                ImportReport.Gap.between(MonthCalendar.instant(fromNanos), MonthCalendar.instant(toNanos));
        if (gap.isEmpty()) {
            return;
        }
        gapCount++;
        longest.add(gap.get());
        longest.sort(Comparator.comparing(ImportReport.Gap::length).reversed());
        if (longest.size() > LONGEST) {
            longest.remove(LONGEST);
        }
    }

    /** Whether the wait from one row to the next is of more than an hour, weekends taken off. */
    static boolean isGap(Instant from, Instant to) {
        return Duration.between(from, to).minus(closed(from, to)).compareTo(GAP) > 0;
    }

    /* How much of the wait falls into weekends: Friday to Sunday, 17:00 in New York. */
    private static Duration closed(Instant from, Instant to) {
        ZonedDateTime friday = from.atZone(NEW_YORK)
                .minusDays(7)
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY))
                .with(CLOSE);
        Duration closed = Duration.ZERO;
        while (friday.toInstant().isBefore(to)) {
            Instant start = later(friday.toInstant(), from);
            Instant end = earlier(friday.plusDays(2).toInstant(), to);
            if (start.isBefore(end)) {
                closed = closed.plus(Duration.between(start, end));
            }
            friday = friday.plusDays(7);
        }
        return closed;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
