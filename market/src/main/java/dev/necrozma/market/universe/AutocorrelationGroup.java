package dev.necrozma.market.universe;

import java.util.List;

/** Dependence between successive returns {@code r}. */
final class AutocorrelationGroup implements FeatureGroup {

    private static final int LAG_1 = 0;
    private static final int LAG_2 = 1;
    private static final int LAG_3 = 2;
    private static final int ABS_LAG_1 = 3;
    private static final int VARIANCE_RATIO_2 = 4;
    private static final int VARIANCE_RATIO_4 = 5;

    private static final List<Feature> FEATURES = List.of(
            Feature.of(Signature.AUTOCORRELATION, "1", 10, Range.CORRELATION, biased(1), "Box and Jenkins 1976"),
            Feature.of("autocorrelation_2", "1", 15, Range.CORRELATION, biased(2), "Box and Jenkins 1976"),
            Feature.of("autocorrelation_3", "1", 20, Range.CORRELATION, biased(3), "Box and Jenkins 1976"),
            Feature.of(
                    "abs_autocorrelation_1",
                    "1",
                    10,
                    Range.CORRELATION,
                    "lag-1 autocorrelation of |r|, biased; null if |r| is constant",
                    ""),
            Feature.of(
                    "variance_ratio_2", "1", 9, Range.NOT_NEGATIVE, varianceRatioFormula(2), "Lo and MacKinlay 1988"),
            Feature.of(
                    "variance_ratio_4", "1", 17, Range.NOT_NEGATIVE, varianceRatioFormula(4), "Lo and MacKinlay 1988"));

    private static String biased(int lag) {
        return "sum((r[t] - mean)(r[t-k] - mean)) / sum((r - mean)^2), k = " + lag
                + ", biased, global mean; null if r is constant";
    }

    private static String varianceRatioFormula(int q) {
        return "variance of q-candle returns over q times that of r, q = " + q
                + ", both unbiased, overlapping; null if r is constant";
    }

    @Override
    public String name() {
        return "autocorrelation";
    }

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public FeatureComputation prepare(int candles) {
        return AutocorrelationGroup::compute;
    }

    private static void compute(Window window, FeatureRow out) {
        if (!window.constant) {
            lags(window, out);
            if (out.wants(VARIANCE_RATIO_2)) {
                out.set(VARIANCE_RATIO_2, varianceRatio(window, 2));
            }
            if (out.wants(VARIANCE_RATIO_4)) {
                out.set(VARIANCE_RATIO_4, varianceRatio(window, 4));
            }
        }
        if (out.wants(ABS_LAG_1)) {
            absoluteLag(window, out);
        }
    }

    private static void lags(Window window, FeatureRow out) {
        double[] deviations = window.scratch;
        for (int i = 0; i < window.n; i++) {
            deviations[i] = window.series.returns[window.from + 1 + i] - window.mean;
        }
        if (out.wants(LAG_1)) {
            out.set(LAG_1, laggedProducts(deviations, window.n, 1) / window.central2);
        }
        if (out.wants(LAG_2)) {
            out.set(LAG_2, laggedProducts(deviations, window.n, 2) / window.central2);
        }
        if (out.wants(LAG_3)) {
            out.set(LAG_3, laggedProducts(deviations, window.n, 3) / window.central2);
        }
    }

    private static double laggedProducts(double[] values, int count, int lag) {
        double sum = 0;
        for (int i = lag; i < count; i++) {
            sum += values[i] * values[i - lag];
        }
        return sum;
    }

    private static void absoluteLag(Window window, FeatureRow out) {
        double[] values = window.scratch;
        int n = window.n;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double value = Math.abs(window.series.returns[window.from + 1 + i]);
            values[i] = value;
            least = Math.min(least, value);
            most = Math.max(most, value);
            sum += value;
        }
        if (least == most) {
            return;
        }
        double mean = sum / n;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            values[i] -= mean;
            squares += values[i] * values[i];
        }
        out.set(ABS_LAG_1, laggedProducts(values, n, 1) / squares);
    }

    private static double varianceRatio(Window window, int q) {
        PipSeries series = window.series;
        int n = window.n;
        double drift = q * window.mean;
        double squares = 0;
        for (int i = window.from + q; i < window.event; i++) {
            double deviation = series.scale.pips(series.closes[i] - series.closes[i - q]) - drift;
            squares += deviation * deviation;
        }
        double weight = q * (n - q + 1.0) * (1 - (double) q / n);
        return squares / weight / (window.central2 / (n - 1));
    }
}
