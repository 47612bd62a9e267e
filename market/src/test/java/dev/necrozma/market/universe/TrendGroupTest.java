package dev.necrozma.market.universe;

import static dev.necrozma.market.universe.NaiveWindow.constant;
import static dev.necrozma.market.universe.NaiveWindow.covariance;
import static dev.necrozma.market.universe.NaiveWindow.places;

import dev.necrozma.market.universe.FeatureCheck.Oracle;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendGroupTest {

    @Test
    void agreesWithNaiveDefinitions() {
        FeatureCheck.check(
                "trend",
                List.of(
                        new Oracle("trend_slope", w -> covariance(w.closes(), x(w)) / covariance(x(w), x(w))),
                        new Oracle(
                                "trend_r2",
                                w -> constant(w.close)
                                        ? Double.NaN
                                        : Math.pow(covariance(w.closes(), x(w)), 2)
                                                / covariance(x(w), x(w))
                                                / covariance(w.closes(), w.closes())),
                        new Oracle(
                                "efficiency_ratio",
                                w -> constant(w.close)
                                        ? Double.NaN
                                        : (double) Math.abs(w.close[w.n] - w.close[0])
                                                / Arrays.stream(w.r)
                                                        .map(Math::abs)
                                                        .sum()),
                        new Oracle("mann_kendall_tau", TrendGroupTest::tau),
                        new Oracle("longest_up_streak", w -> streak(w, 1)),
                        new Oracle("longest_down_streak", w -> streak(w, -1)),
                        new Oracle("sign_changes", TrendGroupTest::signChanges),
                        new Oracle(
                                "distance_from_high",
                                w -> (Arrays.stream(w.high).max().orElseThrow() - w.close[w.n]) / 20.0),
                        new Oracle(
                                "distance_from_low",
                                w -> (w.close[w.n] - Arrays.stream(w.low).min().orElseThrow()) / 20.0),
                        new Oracle("max_drawdown", w -> largestMove(w, -1)),
                        new Oracle("max_run_up", w -> largestMove(w, 1))));
    }

    private static double[] x(NaiveWindow window) {
        return places(window.lookback);
    }

    private static double tau(NaiveWindow window) {
        double concordance = 0;
        double pairs = 0;
        double ties = 0;
        for (int i = 0; i < window.lookback; i++) {
            for (int j = i + 1; j < window.lookback; j++) {
                concordance += Long.signum(window.close[j] - window.close[i]);
                pairs++;
                ties += window.close[j] == window.close[i] ? 1 : 0;
            }
        }
        return pairs == ties ? Double.NaN : concordance / Math.sqrt(pairs * (pairs - ties));
    }

    private static double streak(NaiveWindow window, int sign) {
        StringBuilder signs = new StringBuilder();
        for (int i = 0; i < window.lookback; i++) {
            signs.append(Long.signum(window.close[i] - window.open[i]) == sign ? 'x' : ' ');
        }
        return Arrays.stream(signs.toString().split(" ", -1))
                .mapToInt(String::length)
                .max()
                .orElseThrow();
    }

    private static double signChanges(NaiveWindow window) {
        long[] signs = Arrays.stream(window.r)
                .map(Long::signum)
                .filter(sign -> sign != 0)
                .toArray();
        double changes = 0;
        for (int i = 1; i < signs.length; i++) {
            changes += signs[i] == signs[i - 1] ? 0 : 1;
        }
        return changes;
    }

    private static double largestMove(NaiveWindow window, int sign) {
        long largest = 0;
        for (int i = 0; i < window.lookback; i++) {
            for (int j = i; j < window.lookback; j++) {
                largest = Math.max(largest, sign * (window.close[j] - window.close[i]));
            }
        }
        return largest / 20.0;
    }
}
