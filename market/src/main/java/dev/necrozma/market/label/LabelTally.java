package dev.necrozma.market.label;

import java.util.Arrays;

/** Sums up the labels of one configuration, chunk by chunk in order. Used by one thread. */
public final class LabelTally {

    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final LabelSeries series;
    private final LabelSpec spec;
    private final DayBootstrap bootstrap;
    private final Sums up = new Sums();
    private final Sums down = new Sums();
    private int entries;

    public LabelTally(LabelSeries series, LabelSpec spec, DayBootstrap bootstrap) {
        this.series = series;
        this.spec = spec;
        this.bootstrap = bootstrap;
    }

    /**
     * Adds the rows that come next.
     *
     * @throws IllegalArgumentException if they are others
     */
    public void add(LabelRows rows) {
        if (rows.from() != entries) {
            throw new IllegalArgumentException("rows from " + entries + " on come next, not from " + rows.from());
        }
        up.count(rows, rows.up());
        down.count(rows, rows.down());
        int from = 0;
        while (from < rows.firstOpen()) {
            long day = Math.floorDiv(series.timeNanos(rows.from() + from), DAY_NANOS);
            int to = from + 1;
            while (to < rows.firstOpen() && series.timeNanos(rows.from() + to) < (day + 1) * DAY_NANOS) {
                to++;
            }
            up.addClosed(day, rows.up(), from, to);
            down.addClosed(day, rows.down(), from, to);
            from = to;
        }
        entries += rows.size();
    }

    /** The summary of the rows so far. */
    public LabelSummary summary() {
        return new LabelSummary(spec, entries, up.direction(spec, bootstrap), down.direction(spec, bootstrap));
    }

    private static final class Sums {

        private final int[] outcomes = new int[3];
        private int censored;
        private int touchedTarget;
        private int touchedStop;
        private double minutesToTarget;
        private double minutesToStop;
        private long closed;
        private double mfe;
        private double mae;
        private long exits;
        private double exitPips;

        private long lastDay = Long.MIN_VALUE;
        private int days;
        private double[] exitPipsByDay = new double[64];
        private long[] exitsByDay = new long[64];

        void count(LabelRows rows, LabelRows.Columns labels) {
            for (int i = 0; i < rows.size(); i++) {
                outcomes[labels.outcome()[i]]++;
                censored += labels.censored()[i];
                if (labels.hitTarget()[i] == 1) {
                    touchedTarget++;
                    minutesToTarget += labels.timeToTarget()[i];
                }
                if (labels.hitStop()[i] == 1) {
                    touchedStop++;
                    minutesToStop += labels.timeToStop()[i];
                }
            }
        }

        void addClosed(long day, LabelRows.Columns labels, int from, int to) {
            double sum = 0;
            int count = 0;
            for (int i = from; i < to; i++) {
                mfe += labels.mfe()[i];
                mae += labels.mae()[i];
                float exit = labels.exitPips()[i];
                if (!Float.isNaN(exit)) {
                    exitPips += exit;
                    sum += exit;
                    count++;
                }
            }
            closed += to - from;
            exits += count;
            if (count > 0) {
                addDay(day, sum, count);
            }
        }

        private void addDay(long day, double sum, int count) {
            if (day != lastDay) {
                lastDay = day;
                days++;
                if (days > exitsByDay.length) {
                    exitPipsByDay = Arrays.copyOf(exitPipsByDay, 2 * days);
                    exitsByDay = Arrays.copyOf(exitsByDay, 2 * days);
                }
            }
            exitPipsByDay[days - 1] += sum;
            exitsByDay[days - 1] += count;
        }

        LabelSummary.Direction direction(LabelSpec spec, DayBootstrap bootstrap) {
            DayBootstrap.Interval interval =
                    bootstrap.of(Arrays.copyOf(exitPipsByDay, days), Arrays.copyOf(exitsByDay, days));
            int target = outcomes[Outcome.TARGET.code()];
            int stop = outcomes[Outcome.STOP.code()];
            double expectancy = exitPips / exits;
            return new LabelSummary.Direction(
                    target,
                    stop,
                    outcomes[Outcome.NONE.code()],
                    censored,
                    touchedTarget,
                    touchedStop,
                    minutesToTarget,
                    minutesToStop,
                    target / ((double) target + stop),
                    mfe / closed,
                    mae / closed,
                    expectancy / spec.stopPips(),
                    expectancy,
                    interval.low(),
                    interval.high());
        }
    }
}
