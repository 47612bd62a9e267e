package dev.necrozma.market.universe;

import dev.necrozma.market.universe.FeatureCheck.Oracle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DerivativesGroupTest {

    /** The signed binomial coefficients of each order, newest first. */
    private static final int[][] WEIGHTS = {{1, -2, 1}, {1, -3, 3, -1}, {1, -4, 6, -4, 1}, {1, -5, 10, -10, 5, -1}};

    @Test
    void agreesWithNaiveDefinitions() {
        List<Oracle> oracles = new ArrayList<>();
        for (int[] weights : WEIGHTS) {
            int order = weights.length - 1;
            oracles.add(new Oracle("difference_" + order + "_last", w -> difference(w, weights, w.lookback - 1)));
            oracles.add(new Oracle("difference_" + order + "_abs_mean", w -> absoluteMean(w, weights)));
        }
        FeatureCheck.check("derivatives", oracles);
    }

    private static double difference(NaiveWindow window, int[] weights, int at) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * window.close[at - i];
        }
        return sum / 20;
    }

    private static double absoluteMean(NaiveWindow window, int[] weights) {
        double sum = 0;
        for (int at = weights.length - 1; at < window.lookback; at++) {
            sum += Math.abs(difference(window, weights, at));
        }
        return sum / (window.lookback - weights.length + 1);
    }
}
