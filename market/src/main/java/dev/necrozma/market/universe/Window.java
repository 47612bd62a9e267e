package dev.necrozma.market.universe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The candles before an event, and what several groups need of them, computed once: sums and moments of the returns, and the
 * returns in order of size; and, when a group asks for it, the same in half-points. A window has as many
 * candles as the lookback of a universe, or as its context. One instance serves all events in turn, for one thread; groups
 * read its fields and write only to the scratch arrays.
 *
 * <p>The window is candles {@code [from, event)}; its returns are elements {@code [from + 1, event)} of the series' returns, so that
 * the move into the first candle is none of them.
 */
final class Window {

    /** At most this many returns are sorted by insertion. */
    private static final int INSERTION_LIMIT = 64;

    final PipSeries series;
    final int lookback;

    /** How many returns a window has: one less than candles. */
    final int n;

    /** Arrays of {@code lookback} elements for whoever computes; hold nothing between groups. */
    final double[] scratch;

    final long[] longScratch;

    /** The calendar's clocks, which remember zone offsets from event to event. */
    final SessionClock[] sessions = SessionClock.all();

    /** The candle that is the event; not part of the window. */
    int event;

    int from;

    /** Sum, mean, sum of squares and central sums of the second to fourth power of the returns. */
    double sum;

    double mean;
    double squares;
    double central2;
    double central3;
    double central4;

    /** The standard deviation of the returns, of the population. */
    double std;

    /** Whether all returns are equal, in which case the central sums are exactly zero. */
    boolean constant;

    /** The returns, ascending. */
    final double[] sorted;

    private @Nullable HalfPointWindow halfPoints;
    private boolean halfPointsKnown;

    Window(PipSeries series, int lookback) {
        this.series = series;
        this.lookback = lookback;
        this.n = lookback - 1;
        this.scratch = new double[lookback];
        this.longScratch = new long[lookback];
        this.sorted = new double[n];
    }

    /** Moves to the window before candle {@code event}, which has {@code lookback} candles before it. */
    void moveTo(int event) {
        this.event = event;
        this.from = event - lookback;
        double[] returns = series.returns;
        double total = 0;
        double totalSquares = 0;
        for (int i = from + 1; i < event; i++) {
            double value = returns[i];
            total += value;
            totalSquares += value * value;
        }
        sum = total;
        squares = totalSquares;
        sort();
        constant = sorted[0] == sorted[n - 1];
        mean = constant ? sorted[0] : total / n;
        centralSums();
        std = Math.sqrt(central2 / n);
        halfPointsKnown = false;
    }

    /** The window in half-points. */
    HalfPointWindow halfPoints() {
        HalfPointWindow known = halfPoints;
        if (known == null) {
            known = new HalfPointWindow(lookback);
            halfPoints = known;
        }
        if (!halfPointsKnown) {
            known.fill(series, from);
            halfPointsKnown = true;
        }
        return known;
    }

    private void centralSums() {
        double second = 0;
        double third = 0;
        double fourth = 0;
        double[] returns = series.returns;
        for (int i = from + 1; i < event; i++) {
            double deviation = returns[i] - mean;
            double square = deviation * deviation;
            second += square;
            third += square * deviation;
            fourth += square * square;
        }
        central2 = second;
        central3 = third;
        central4 = fourth;
    }

    private void sort() {
        if (n > INSERTION_LIMIT) {
            System.arraycopy(series.returns, from + 1, sorted, 0, n);
            Arrays.sort(sorted);
            return;
        }
        double[] returns = series.returns;
        for (int i = 0; i < n; i++) {
            double value = returns[from + 1 + i];
            int place = i;
            while (place > 0 && sorted[place - 1] > value) {
                sorted[place] = sorted[place - 1];
                place--;
            }
            sorted[place] = value;
        }
    }
}
