package dev.necrozma.market.universe;

import static dev.necrozma.market.universe.NaiveWindow.constant;
import static dev.necrozma.market.universe.NaiveWindow.mean;
import static dev.necrozma.market.universe.NaiveWindow.moment;
import static dev.necrozma.market.universe.NaiveWindow.std;

import dev.necrozma.market.universe.FeatureCheck.Oracle;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnsGroupTest {

    @Test
    void agreesWithNaiveDefinitions() {
        FeatureCheck.check(
                "returns",
                List.of(
                        new Oracle("return_mean", w -> mean(w.pips)),
                        new Oracle("return_std", w -> std(w.pips)),
                        new Oracle(
                                "return_skewness",
                                w -> constant(w.r) ? Double.NaN : moment(w.pips, 3) / Math.pow(std(w.pips), 3)),
                        new Oracle(
                                "return_kurtosis",
                                w -> constant(w.r) ? Double.NaN : moment(w.pips, 4) / Math.pow(std(w.pips), 4) - 3),
                        new Oracle(
                                "return_min", w -> Arrays.stream(w.pips).min().orElseThrow()),
                        new Oracle(
                                "return_max", w -> Arrays.stream(w.pips).max().orElseThrow()),
                        new Oracle("return_median", w -> quantile(w, 0.5)),
                        new Oracle("return_q10", w -> quantile(w, 0.1)),
                        new Oracle("return_q90", w -> quantile(w, 0.9)),
                        new Oracle("return_iqr", w -> quantile(w, 0.75) - quantile(w, 0.25)),
                        new Oracle(
                                "return_abs_mean",
                                w -> Arrays.stream(w.pips).map(Math::abs).sum() / w.n),
                        new Oracle(
                                "positive_ratio",
                                w -> (double) Arrays.stream(w.r)
                                                .filter(r -> r > 0)
                                                .count()
                                        / w.n),
                        new Oracle(
                                "realized_volatility",
                                w -> Math.sqrt(
                                        Arrays.stream(w.pips).map(r -> r * r).sum())),
                        new Oracle(
                                "up_semivariance",
                                w -> Arrays.stream(w.pips)
                                        .filter(r -> r > 0)
                                        .map(r -> r * r)
                                        .sum())));
    }

    /** Type 7: the ends are at 0 and n - 1, between them straight lines. */
    private static double quantile(NaiveWindow window, double probability) {
        double[] sorted = window.pips.clone();
        Arrays.sort(sorted);
        double position = (sorted.length - 1) * probability;
        double below = sorted[(int) Math.floor(position)];
        double above = sorted[(int) Math.ceil(position)];
        return below + (position - Math.floor(position)) * (above - below);
    }
}
