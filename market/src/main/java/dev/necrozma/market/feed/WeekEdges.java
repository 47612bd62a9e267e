package dev.necrozma.market.feed;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Where weeks close and open on a file's clock, and which clocks put that where the market's do. */
final class WeekEdges {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final long LEAST_SECONDS = 36 * 3600;
    private static final long MOST_SECONDS = 100 * 3600;
    private static final LocalTime EDGE = LocalTime.of(17, 0);
    private static final LocalTime EARLIEST_CLOSE = LocalTime.of(16, 40);
    private static final LocalTime LATEST_OPEN = LocalTime.of(17, 20);
    private static final double MIN_SHARE = 0.75;
    private static final int MOST_SUGGESTIONS = 3;

    /** The last row before a weekend and the first after it, on the file's clock, in seconds since 1970-01-01T00:00. */
    private record Edge(long closeSeconds, long openSeconds) {}

    private final List<Edge> edges = new ArrayList<>();
    private long secondsOff;

    /** Takes two rows, one after the other, if there may be a weekend between; again does no harm. */
    void add(long beforeSeconds, long afterSeconds) {
        long closed = afterSeconds - beforeSeconds;
        Edge edge = new Edge(beforeSeconds, afterSeconds);
        if (closed >= LEAST_SECONDS && closed <= MOST_SECONDS && !edges.contains(edge)) {
            edges.add(edge);
        }
    }

    /** Tells what is to be taken off each time for where weeks open and close; the clock is chosen by times as they are. */
    void takeOff(long seconds) {
        secondsOff = seconds;
    }

    int count() {
        return edges.size();
    }

    /** How many weeks open on Sunday 17:00 to 17:20 in New York if the file is of {@code clock}. */
    int opens(SourceClock clock) {
        return (int) edges.stream()
                .filter(edge -> isAt(clock, edge.openSeconds(), DayOfWeek.SUNDAY, EDGE, LATEST_OPEN))
                .count();
    }

    /** How many close on Friday 16:40 to 17:00 in New York. */
    int closes(SourceClock clock) {
        return (int) edges.stream()
                .filter(edge -> isAt(clock, edge.closeSeconds(), DayOfWeek.FRIDAY, EARLIEST_CLOSE, EDGE))
                .count();
    }

    /** The clock that imports take by the same openings. */
    WeekOpens.Choice choose(ClockRule rule) {
        WeekOpens opens = new WeekOpens();
        for (Edge edge : edges) {
            opens.add(edge.closeSeconds());
            opens.add(edge.openSeconds());
        }
        return opens.choose(rule);
    }

    /**
     * Clocks that explain as many openings and closings as any, and most of them, where {@code used} explains less than half; none if
     * {@code used} does well or nothing does.
     */
    List<SourceClock> suggestions(SourceClock used) {
        int all = 2 * edges.size();
        if (edges.isEmpty() || 2 * explained(used) >= all) {
            return List.of();
        }
        List<SourceClock> best = new ArrayList<>();
        int most = 0;
        for (SourceClock candidate : WeekOpens.candidates()) {
            int explained = explained(candidate);
            if (explained > most) {
                best.clear();
                most = explained;
            }
            if (explained == most && best.size() < MOST_SUGGESTIONS) {
                best.add(candidate);
            }
        }
        return most >= MIN_SHARE * all ? best : List.of();
    }

    private int explained(SourceClock clock) {
        return opens(clock) + closes(clock);
    }

    private boolean isAt(SourceClock clock, long localSeconds, DayOfWeek day, LocalTime from, LocalTime to) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
        LocalDateTime newYork = LocalDateTime.ofInstant(clock.toInstant(local).minusSeconds(secondsOff), NEW_YORK);
        LocalTime time = newYork.toLocalTime();
        return newYork.getDayOfWeek() == day && !time.isBefore(from) && time.isBefore(to);
    }
}
