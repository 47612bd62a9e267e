package dev.necrozma.market.universe;

import java.util.List;

/**
 * Which returns of the context recur, and whether they do so in sequence: line structures of the recurrence plot of {@code r}, without
 * embedding. The main diagonal is no part of the plot, neither of diagonal lines nor of vertical ones.
 */
final class RecurrenceGroup implements FeatureGroup {

    private static final int SHORTEST = 33;
    private static final int RATE = 0;
    private static final int DETERMINISM = 1;
    private static final int LAMINARITY = 2;
    private static final int MEAN_DIAGONAL = 3;
    private static final int LONGEST_DIAGONAL = 4;
    private static final int TRAPPING_TIME = 5;
    private static final int DIAGONAL_ENTROPY = 6;

    private static final Range LENGTH = new Range(2, UniverseSpec.MAX_LOOKBACK - 1.0);
    private static final String PLOT =
            "; recurrent: |r[i] - r[j]| <= 0.2 std, i other than j; null if r is constant or the divisor is 0";
    private static final String NO_LINE = "; lines have 2 points or more; null if there is none";
    private static final String MARWAN = "Marwan, Romano, Thiel and Kurths 2007";

    private static final List<Feature> FEATURES = List.of(
            feature("ctx_recurrence_rate", "1", Range.SHARE, "recurrent pairs over all pairs"),
            feature(
                    "ctx_determinism",
                    "1",
                    Range.SHARE,
                    "share of the recurrent points that are in diagonal lines of 2 or more"),
            feature(
                    "ctx_laminarity",
                    "1",
                    Range.SHARE,
                    "share of the recurrent points that are in vertical lines of 2 or more"),
            feature("ctx_mean_diagonal", "candles", LENGTH, "mean length of the diagonal lines" + NO_LINE),
            feature("ctx_longest_diagonal", "candles", LENGTH, "length of the longest diagonal line" + NO_LINE),
            feature("ctx_trapping_time", "candles", LENGTH, "mean length of the vertical lines" + NO_LINE),
            feature(
                    "ctx_diagonal_entropy",
                    "nats",
                    Range.NOT_NEGATIVE,
                    "-sum(p ln p), p the distribution of the lengths of the diagonal lines" + NO_LINE));

    private static Feature feature(String name, String unit, Range range, String formula) {
        return Feature.of(name, unit, SHORTEST, range, formula + PLOT, MARWAN);
    }

    @Override
    public String name() {
        return "recurrence";
    }

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public FeatureComputation prepare(int candles) {
        int n = candles - 1;
        ColumnRuns verticals = new ColumnRuns(n, Neighbours.words(n));
        return (window, out) -> {
            if (!window.constant) {
                HalfPointWindow halfPoints = window.halfPoints();
                out.set(RATE, halfPoints.diagonals().points() / (n * (n - 1.0) / 2));
                diagonals(halfPoints.diagonals(), out);
                halfPoints.neighbours().copyOthers(verticals.matrix());
                verticals.count();
                out.set(LAMINARITY, (double) verticals.linePoints() / verticals.points());
                out.set(TRAPPING_TIME, (double) verticals.linePoints() / verticals.lines());
            }
        };
    }

    private static void diagonals(ColumnRuns diagonals, FeatureRow out) {
        out.set(DETERMINISM, (double) diagonals.linePoints() / diagonals.points());
        out.set(MEAN_DIAGONAL, (double) diagonals.linePoints() / diagonals.lines());
        if (diagonals.lines() > 0) {
            out.set(LONGEST_DIAGONAL, diagonals.longest());
            out.set(DIAGONAL_ENTROPY, diagonals.lineEntropy());
        }
    }
}
