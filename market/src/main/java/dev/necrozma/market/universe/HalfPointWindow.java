package dev.necrozma.market.universe;

import org.jspecify.annotations.Nullable;

/**
 * A window in half-points: whole numbers, so that what compares decides as the decimals would, sums are exact, and what is zero is
 * exactly zero. What takes long is computed when it is first asked for, and shared.
 */
final class HalfPointWindow {

    /** Returns are neighbours within this many fifths of a standard deviation, as entropies and recurrences take it. */
    private static final int NEIGHBOUR_FIFTHS = 1;

    /** How many returns there are. */
    final int n;

    final double[] returns;

    /** The closes above the first, one more than returns. */
    final double[] closes;

    final ExactVariance variance = new ExactVariance();

    private @Nullable Neighbours neighbours;
    private @Nullable ColumnRuns diagonals;
    private boolean neighboursKnown;
    private boolean diagonalsKnown;

    HalfPointWindow(int candles) {
        n = candles - 1;
        returns = new double[n];
        closes = new double[candles];
    }

    /** Takes in the candles from {@code from} on. */
    void fill(PipSeries series, int from) {
        long first = series.closes[from];
        for (int i = 0; i < n; i++) {
            long close = series.closes[from + 1 + i];
            returns[i] = close - series.closes[from + i];
            closes[i + 1] = close - first;
        }
        variance.measure(returns);
        neighboursKnown = false;
        diagonalsKnown = false;
    }

    /** Which returns lie within 0.2 standard deviations of each other. */
    Neighbours neighbours() {
        Neighbours known = neighbours;
        if (known == null) {
            known = new Neighbours(n);
            neighbours = known;
        }
        if (!neighboursKnown) {
            known.fill(returns, variance.distance(NEIGHBOUR_FIFTHS, 5));
            neighboursKnown = true;
        }
        return known;
    }

    /** The runs of neighbours along the diagonals above the main one: returns that go alike for a while. */
    ColumnRuns diagonals() {
        Neighbours rows = neighbours();
        ColumnRuns known = diagonals;
        if (known == null) {
            known = new ColumnRuns(n, rows.words);
            diagonals = known;
        }
        if (!diagonalsKnown) {
            rows.copyDiagonals(known.matrix());
            known.count();
            diagonalsKnown = true;
        }
        return known;
    }
}
