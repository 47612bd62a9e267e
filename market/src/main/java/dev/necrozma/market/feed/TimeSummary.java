package dev.necrozma.market.feed;

import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickSeries;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The times of a file at a glance, month after month: range, gaps, equal neighbours, places of the prices. */
final class TimeSummary {

    private static final long GAP_NANOS = Duration.ofHours(1).toNanos();
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
        if (toNanos - fromNanos - closedNanos(fromNanos, toNanos) <= GAP_NANOS) {
            return;
        }
        gapCount++;
        longest.add(new ImportReport.Gap(MonthCalendar.instant(fromNanos), MonthCalendar.instant(toNanos)));
        longest.sort(Comparator.comparing(ImportReport.Gap::length).reversed());
        if (longest.size() > LONGEST) {
            longest.remove(LONGEST);
        }
    }

    /* How much of the wait falls into weekends: Friday to Sunday, 17:00 in New York. */
    private static long closedNanos(long fromNanos, long toNanos) {
        ZonedDateTime friday = MonthCalendar.instant(fromNanos)
                .atZone(NEW_YORK)
                .minusDays(7)
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY))
                .with(CLOSE);
        long closed = 0;
        while (true) {
            long start = friday.toEpochSecond() * 1_000_000_000L;
            if (start >= toNanos) {
                return closed;
            }
            long end = friday.plusDays(2).toEpochSecond() * 1_000_000_000L;
            closed += Math.max(0, Math.min(end, toNanos) - Math.max(start, fromNanos));
            friday = friday.plusDays(7);
        }
    }
}
