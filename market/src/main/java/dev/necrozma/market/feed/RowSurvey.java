package dev.necrozma.market.feed;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks at pieces of a file, in order; within a piece each row follows the one before. Times are of the file's clock. */
final class RowSurvey {

    private static final long NANOS = 1_000_000_000L;
    private static final long HOUR_NANOS = 3600 * NANOS;
    private static final int SHOWN = 3;
    private static final int LONGEST = 5;
    private static final int MOST_WAITS = 100_000;
    private static final int UNIT_PLACES = 10;
    private static final double UNITS = 1e10;

    /** A row kept for showing. */
    private record Kept(long seconds, int nanos, List<Double> prices) {}

    /** A wait of more than an hour. */
    private record Wait(long fromNanos, long toNanos) {}

    private final SeriesKind kind;
    private final long maxDisorderNanos;
    private final Rejections rejections = new Rejections();
    private final WeekEdges weeks = new WeekEdges();
    private final List<Kept> first = new ArrayList<>();
    private final Deque<Kept> last = new ArrayDeque<>();
    private final List<Wait> waits = new ArrayList<>();
    private final Map<Long, Long> spreads = new HashMap<>();
    private final long[] places = new long[MonthCalendar.TOO_MANY_PLACES + 1];
    private long rows;
    private long kept;
    private long late;
    private long stepsBack;
    private Optional<String> firstStepBack = Optional.empty();
    private long equalTimes;
    private long truncatedTimes;
    private long smallestStepSeconds = Long.MAX_VALUE;
    private boolean local;
    private long shiftNanos;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest;

    RowSurvey(SeriesKind kind, long maxDisorderNanos) {
        this.kind = kind;
        this.maxDisorderNanos = maxDisorderNanos;
    }

    /**
     * Looks at the lines of a piece.
     *
     * @param header whether its first row names the columns
     * @param numbered whether its first line is that of the file, so that lines have numbers
     */
    void addPiece(LineReader lines, RowParser parser, boolean header, String place, boolean numbered)
            throws IOException {
        Row row = new Row();
        boolean headerAhead = header;
        long latest = Long.MIN_VALUE;
        long previous = Long.MIN_VALUE;
        while (lines.next()) {
            RowStatus status = parser.parse(lines.bytes(), lines.from(), lines.to(), row);
            if (status != RowStatus.OK) {
                if (Head.isIdle(lines.bytes(), lines.from(), lines.to())) {
                    continue;
                }
                if (headerAhead) {
                    headerAhead = false;
                    continue;
                }
                rows++;
                if (numbered) {
                    rejections.add(status, place, lines);
                } else {
                    rejections.addUnnumbered(status, place, lines);
                }
                continue;
            }
            long time = row.seconds * NANOS + row.nanos;
            rows++;
            take(row);
            if (previous != Long.MIN_VALUE) {
                step(previous, latest, time, numbered ? place + ":" + lines.lineNumber() : place);
            }
            latest = Math.max(latest, time);
            previous = time;
        }
    }

    /** Takes a weekend that was looked for. */
    void addWeekend(long closeSeconds, long openSeconds) {
        weeks.add(closeSeconds, openSeconds);
    }

    private void take(Row row) {
        kept++;
        local |= !row.zoned;
        truncatedTimes += row.truncated ? 1 : 0;
        places[Math.min(row.places, MonthCalendar.TOO_MANY_PLACES)]++;
        int count = kind == SeriesKind.TICKS ? 2 : 4;
        for (int i = 0; i < count; i++) {
            lowest = Math.min(lowest, row.prices[i]);
            highest = Math.max(highest, row.prices[i]);
        }
        if (kind == SeriesKind.TICKS) {
            spreads.merge(spreadUnits(row), 1L, Long::sum);
        }
        List<Double> prices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            prices.add(row.prices[i]);
        }
        Kept shown = new Kept(row.seconds, row.nanos, prices);
        if (first.size() < SHOWN) {
            first.add(shown);
        }
        last.addLast(shown);
        if (last.size() > SHOWN) {
            last.removeFirst();
        }
    }

    /* Spreads are differences of decimals, so they are whole points. */
    private static long spreadUnits(Row row) {
        int decimals = Math.min(row.places, UNIT_PLACES);
        double scale = Math.rint(Double.parseDouble("1e" + decimals));
        return Math.round((row.prices[1] - row.prices[0]) * scale) * Math.round(UNITS / scale);
    }

    private void step(long previous, long latest, long time, String place) {
        if (time < latest) {
            if (latest - time <= maxDisorderNanos) {
                late++;
            } else if (time < previous) {
                stepsBack++;
                firstStepBack = firstStepBack.or(() -> Optional.of(place));
            }
            return;
        }
        long wait = time - latest;
        if (wait == 0) {
            equalTimes++;
        } else {
            smallestStepSeconds = Math.min(smallestStepSeconds, Math.max(1, wait / NANOS));
        }
        if (wait > HOUR_NANOS && waits.size() < MOST_WAITS) {
            waits.add(new Wait(latest, time));
            weeks.add(Math.floorDiv(latest, NANOS), Math.floorDiv(time, NANOS));
        }
    }

    long rows() {
        return rows;
    }

    long kept() {
        return kept;
    }

    Rejections rejections() {
        return rejections;
    }

    WeekEdges weeks() {
        return weeks;
    }

    /** Whether some time states no offset. */
    boolean local() {
        return local;
    }

    double lowest() {
        return lowest;
    }

    double highest() {
        return highest;
    }

    int barMinutes() {
        return kind == SeriesKind.TICKS || smallestStepSeconds == Long.MAX_VALUE ? 0 : (int) (smallestStepSeconds / 60);
    }

    Inspection.Order order() {
        return new Inspection.Order(late, stepsBack, firstStepBack, equalTimes, truncatedTimes);
    }

    List<Inspection.PricedRow> first(SourceClock clock) {
        return shown(first, clock);
    }

    List<Inspection.PricedRow> last(SourceClock clock) {
        return shown(last, clock);
    }

    private List<Inspection.PricedRow> shown(Iterable<Kept> kept, SourceClock clock) {
        List<Inspection.PricedRow> shown = new ArrayList<>();
        ClockCursor cursor = new ClockCursor(clock);
        for (Kept row : kept) {
            shown.add(new Inspection.PricedRow(utc(row.seconds() * NANOS + row.nanos(), cursor), row.prices()));
        }
        return shown;
    }

    private Instant utc(long nanos, ClockCursor cursor) {
        long utcNanos = local
                ? cursor.toUtcNanos(Math.floorDiv(nanos, NANOS), (int) Math.floorMod(nanos, NANOS), Long.MIN_VALUE)
                : nanos;
        return MonthCalendar.instant(utcNanos - shiftNanos);
    }

    /** Tells what is to be taken off each time: whatever is told from now on is of the times that are left. */
    void takeOff(long nanos) {
        shiftNanos = nanos;
        weeks.takeOff(nanos / NANOS);
    }

    /** Waits of more than an hour, weekends taken off, longest first. */
    List<ImportReport.Gap> gaps(SourceClock clock) {
        List<ImportReport.Gap> gaps = new ArrayList<>();
        ClockCursor cursor = new ClockCursor(clock);
        for (Wait wait : waits) {
            ImportReport.Gap.between(utc(wait.fromNanos(), cursor), utc(wait.toNanos(), cursor))
                    .ifPresent(gaps::add);
        }
        gaps.sort(Comparator.comparing(ImportReport.Gap::length).reversed());
        return gaps;
    }

    static List<ImportReport.Gap> longest(List<ImportReport.Gap> gaps) {
        return gaps.subList(0, Math.min(LONGEST, gaps.size()));
    }

    /** How many rows need so many places, by places; 11 stands for more than ten. */
    Map<Integer, Long> decimals() {
        Map<Integer, Long> counts = new TreeMap<>();
        for (int i = 0; i < places.length; i++) {
            if (places[i] > 0) {
                counts.put(i, places[i]);
            }
        }
        return counts;
    }

    Optional<ImportReport.Spreads> spreads() {
        if (spreads.isEmpty()) {
            return Optional.empty();
        }
        TreeMap<Long, Long> ordered = new TreeMap<>(spreads);
        return Optional.of(new ImportReport.Spreads(
                ordered.getOrDefault(0L, 0L),
                ordered.headMap(0L).values().stream().mapToLong(Long::longValue).sum(),
                ordered.firstKey() / UNITS,
                (atRank(ordered, (kept - 1) / 2) + atRank(ordered, kept / 2)) / 2.0 / UNITS,
                ordered.lastKey() / UNITS));
    }

    private static long atRank(SortedMap<Long, Long> counts, long rank) {
        long below = 0;
        for (Map.Entry<Long, Long> entry : counts.entrySet()) {
            below += entry.getValue();
            if (below > rank) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("rank " + rank);
    }
}
