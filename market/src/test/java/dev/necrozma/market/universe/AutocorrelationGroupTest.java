package dev.necrozma.market.universe;

import static dev.necrozma.market.universe.NaiveWindow.constant;
import static dev.necrozma.market.universe.NaiveWindow.mean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.universe.FeatureCheck.Oracle;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AutocorrelationGroupTest {

    @Test
    void agreesWithNaiveDefinitions() {
        FeatureCheck.check(
                "autocorrelation",
                List.of(
                        new Oracle("autocorrelation_1", w -> lag(w.pips, w.r, 1)),
                        new Oracle("autocorrelation_2", w -> lag(w.pips, w.r, 2)),
                        new Oracle("autocorrelation_3", w -> lag(w.pips, w.r, 3)),
                        new Oracle(
                                "abs_autocorrelation_1",
                                w -> lag(
                                        Arrays.stream(w.pips).map(Math::abs).toArray(),
                                        Arrays.stream(w.r).map(Math::abs).toArray(),
                                        1)),
                        new Oracle("variance_ratio_2", w -> varianceRatio(w, 2)),
                        new Oracle("variance_ratio_4", w -> varianceRatio(w, 4))));
    }

    private static double lag(double[] values, long[] exact, int lag) {
        double mean = mean(values);
        double above = 0;
        double below = 0;
        for (int i = 0; i < values.length; i++) {
            above += i < lag ? 0 : (values[i] - mean) * (values[i - lag] - mean);
            below += Math.pow(values[i] - mean, 2);
        }
        return constant(exact) ? Double.NaN : above / below;
    }

    /** Lo and MacKinlay (1988), equations 12a and 12b. */
    private static double varianceRatio(NaiveWindow window, int q) {
        double[] x = window.closes();
        int n = window.n;
        double mu = (x[n] - x[0]) / n;
        double a = 0;
        for (int k = 1; k <= n; k++) {
            a += Math.pow(x[k] - x[k - 1] - mu, 2) / (n - 1);
        }
        double c = 0;
        double m = q * (n - q + 1.0) * (1 - (double) q / n);
        for (int k = q; k <= n; k++) {
            c += Math.pow(x[k] - x[k - q] - q * mu, 2) / m;
        }
        return constant(window.r) ? Double.NaN : c / a;
    }

    /** With coefficient 0.5: lag 1 has 0.5, and VR(q) = 1 + 2 sum (1 - k/q) 0.5^k is 1.5 and 2.0625. */
    @Test
    void recoversAFirstOrderAutoregression() {
        UniverseTable table = autoregression(0.5);
        assertThat(meanOf(table, "autocorrelation_1")).isCloseTo(0.5, within(0.02));
        assertThat(meanOf(table, "autocorrelation_2")).isCloseTo(0.25, within(0.02));
        assertThat(meanOf(table, "variance_ratio_2")).isCloseTo(1.5, within(0.02));
        assertThat(meanOf(table, "variance_ratio_4")).isCloseTo(2.0625, within(0.05));
    }

    @Test
    void noiseHasTheBiasOfOneOverN() {
        UniverseTable table =
                Universe.compute(series(0, 200_000), FeatureCheck.only("autocorrelation", 20), NaiveWindow.EURUSD);
        assertThat(meanOf(table, "autocorrelation_1")).isCloseTo(-1.0 / 19, within(0.002));
        assertThat(meanOf(table, "variance_ratio_2")).isCloseTo(1, within(0.01));
    }

    private static UniverseTable autoregression(double coefficient) {
        return Universe.compute(
                series(coefficient, 30_000), FeatureCheck.only("autocorrelation", 1_000), NaiveWindow.EURUSD);
    }

    /** Bars whose returns, in pips, are an autoregression of order 1. */
    private static CandleSeries series(double coefficient, int size) {
        Random random = new Random(5);
        long[] times = new long[size];
        double[] opens = new double[size];
        double[] closes = new double[size];
        double move = 0;
        double price = 100;
        for (int i = 0; i < size; i++) {
            move = coefficient * move + random.nextGaussian();
            times[i] = i * NaiveWindow.MINUTE;
            opens[i] = price;
            price += move * 1e-4;
            closes[i] = price;
        }
        BarSeries bars = new BarSeries(times, opens, closes, opens, closes, size, -1, 1);
        return Candles.fromBars(bars, 1, NaiveWindow.EURUSD, true);
    }

    private static double meanOf(UniverseTable table, String feature) {
        FeatureColumn column = FeatureCheck.column(table, feature);
        double sum = 0;
        for (int i = 0; i < table.size(); i++) {
            sum += column.value(i);
        }
        return sum / table.size();
    }
}
