package dev.necrozma.market.universe;

import java.util.List;

/** The distribution of the window's returns {@code r}, differences of successive closes in pips. */
final class ReturnsGroup implements FeatureGroup {

    private static final int MEAN = 0;
    private static final int STD = 1;
    private static final int SKEWNESS = 2;
    private static final int KURTOSIS = 3;
    private static final int MIN = 4;
    private static final int MAX = 5;
    private static final int MEDIAN = 6;
    private static final int Q10 = 7;
    private static final int Q90 = 8;
    private static final int IQR = 9;
    private static final int ABS_MEAN = 10;
    private static final int POSITIVE_RATIO = 11;
    private static final int REALIZED_VOLATILITY = 12;
    private static final int UP_SEMIVARIANCE = 13;

    private static final List<Feature> FEATURES = List.of(
            Feature.of("return_mean", "pips", 2, Range.ANY, "sum(r) / n", ""),
            Feature.of("return_std", "pips", 3, Range.NOT_NEGATIVE, "sqrt(sum((r - mean)^2) / n)", ""),
            Feature.of(
                    "return_skewness",
                    "1",
                    8,
                    Range.ANY,
                    "third central moment / std^3 (population); null if std is 0",
                    ""),
            Feature.of(
                    "return_kurtosis",
                    "1",
                    10,
                    new Range(-2, Double.POSITIVE_INFINITY),
                    "fourth central moment / std^4 - 3 (population); null if std is 0",
                    ""),
            Feature.of("return_min", "pips", 2, Range.ANY, "min(r)", ""),
            Feature.of("return_max", "pips", 2, Range.ANY, "max(r)", ""),
            Feature.of("return_median", "pips", 2, Range.ANY, "median(r), quantile of type 7", "Hyndman and Fan 1996"),
            Feature.of("return_q10", "pips", 10, Range.ANY, "10 % quantile of r, type 7", "Hyndman and Fan 1996"),
            Feature.of("return_q90", "pips", 10, Range.ANY, "90 % quantile of r, type 7", "Hyndman and Fan 1996"),
            Feature.of(
                    "return_iqr",
                    "pips",
                    3,
                    Range.NOT_NEGATIVE,
                    "75 % minus 25 % quantile of r, type 7",
                    "Hyndman and Fan 1996"),
            Feature.of("return_abs_mean", "pips", 2, Range.NOT_NEGATIVE, "sum(|r|) / n", ""),
            Feature.of("positive_ratio", "1", 2, Range.SHARE, "share of the n returns that are above 0", ""),
            Feature.of(
                    "realized_volatility",
                    "pips",
                    2,
                    Range.NOT_NEGATIVE,
                    "sqrt(sum(r^2))",
                    "Andersen, Bollerslev, Diebold and Labys 2003"),
            Feature.of(
                    "up_semivariance",
                    "pips^2",
                    2,
                    Range.NOT_NEGATIVE,
                    "sum of r^2 over r > 0",
                    "realised semivariance, Barndorff-Nielsen, Kinnebrock and Shephard 2010"));

    @Override
    public String name() {
        return "returns";
    }

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public FeatureComputation prepare(int candles) {
        return ReturnsGroup::compute;
    }

    private static void compute(Window window, FeatureRow out) {
        int n = window.n;
        double variance = window.central2 / n;
        double std = window.std;
        out.set(MEAN, window.mean);
        out.set(STD, std);
        if (!window.constant) {
            out.set(SKEWNESS, window.central3 / n / (variance * std));
            out.set(KURTOSIS, window.central4 / n / (variance * variance) - 3);
        }
        quantiles(window.sorted, n, out);
        signs(window, out);
        out.set(REALIZED_VOLATILITY, Math.sqrt(window.squares));
    }

    private static void quantiles(double[] sorted, int n, FeatureRow out) {
        out.set(MIN, sorted[0]);
        out.set(MAX, sorted[n - 1]);
        out.set(MEDIAN, quantile(sorted, n, 0.5));
        if (out.wants(Q10)) {
            out.set(Q10, quantile(sorted, n, 0.1));
            out.set(Q90, quantile(sorted, n, 0.9));
        }
        out.set(IQR, quantile(sorted, n, 0.75) - quantile(sorted, n, 0.25));
    }

    private static double quantile(double[] sorted, int n, double probability) {
        double position = (n - 1) * probability;
        int below = (int) position;
        if (below + 1 >= n) {
            return sorted[n - 1];
        }
        return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
    }

    private static void signs(Window window, FeatureRow out) {
        double[] returns = window.series.returns;
        double absolute = 0;
        double upSquares = 0;
        int positive = 0;
        for (int i = window.from + 1; i < window.event; i++) {
            double value = returns[i];
            absolute += Math.abs(value);
            if (value > 0) {
                upSquares += value * value;
                positive++;
            }
        }
        out.set(ABS_MEAN, absolute / window.n);
        out.set(POSITIVE_RATIO, (double) positive / window.n);
        out.set(UP_SEMIVARIANCE, upSquares);
    }
}
