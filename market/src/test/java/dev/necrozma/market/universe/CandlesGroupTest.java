package dev.necrozma.market.universe;

import static dev.necrozma.market.universe.NaiveWindow.covariance;
import static dev.necrozma.market.universe.NaiveWindow.difference;
import static dev.necrozma.market.universe.NaiveWindow.mean;
import static dev.necrozma.market.universe.NaiveWindow.places;
import static dev.necrozma.market.universe.NaiveWindow.std;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.universe.FeatureCheck.Oracle;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandlesGroupTest {

    @Test
    void agreesWithNaiveDefinitions() {
        FeatureCheck.check(
                "candles",
                List.of(
                        new Oracle("body_mean", w -> mean(w.bodies())),
                        new Oracle("body_std", w -> std(w.bodies())),
                        new Oracle("range_mean", w -> mean(w.ranges())),
                        new Oracle("range_std", w -> std(w.ranges())),
                        new Oracle("upper_wick_mean", w -> mean(upper(w))),
                        new Oracle("upper_wick_std", w -> std(upper(w))),
                        new Oracle("lower_wick_mean", w -> mean(lower(w))),
                        new Oracle("lower_wick_std", w -> std(lower(w))),
                        new Oracle(
                                "range_max",
                                w -> Arrays.stream(w.ranges()).max().orElseThrow()),
                        new Oracle("wick_ratio", w -> (mean(upper(w)) + mean(lower(w))) / mean(w.ranges())),
                        new Oracle("up_ratio", w -> (double) bodies(w, 1) / (bodies(w, 1) + bodies(w, -1))),
                        new Oracle("gap_mean", w -> average(w, 1, i -> w.open[i] - w.close[i - 1]) / 20),
                        new Oracle(
                                "parkinson_volatility",
                                w -> Math.sqrt(average(w, 0, i -> Math.pow((w.high[i] - w.low[i]) / 20.0, 2))
                                        / (4 * Math.log(2)))),
                        new Oracle(
                                "garman_klass_volatility",
                                w -> Math.sqrt(average(
                                        w,
                                        0,
                                        i -> 0.5 * Math.pow((w.high[i] - w.low[i]) / 20.0, 2)
                                                - (2 * Math.log(2) - 1)
                                                        * Math.pow((w.close[i] - w.open[i]) / 20.0, 2)))),
                        new Oracle(
                                "rogers_satchell_volatility", w -> Math.sqrt(average(w, 0, i -> rogersSatchell(w, i)))),
                        new Oracle(
                                "average_true_range",
                                w -> average(
                                                w,
                                                1,
                                                i -> Math.max(w.high[i], w.close[i - 1])
                                                        - Math.min(w.low[i], w.close[i - 1]))
                                        / 20),
                        new Oracle("tick_count_mean", w -> mean(counts(w))),
                        new Oracle(
                                "tick_count_trend",
                                w -> covariance(counts(w), places(w.lookback))
                                        / covariance(places(w.lookback), places(w.lookback))),
                        new Oracle("spread_mean", w -> mean(w.spreads)),
                        new Oracle("spread_std", w -> std(w.spreads))));
    }

    private static double average(NaiveWindow window, int from, IntToDoubleFunction term) {
        return IntStream.range(from, window.lookback).mapToDouble(term).sum() / (window.lookback - from);
    }

    private static double rogersSatchell(NaiveWindow w, int i) {
        double hc = (w.high[i] - w.close[i]) / 20.0;
        double ho = (w.high[i] - w.open[i]) / 20.0;
        double lc = (w.low[i] - w.close[i]) / 20.0;
        double lo = (w.low[i] - w.open[i]) / 20.0;
        return hc * ho + lc * lo;
    }

    private static double[] upper(NaiveWindow window) {
        long[] tops = new long[window.lookback];
        Arrays.setAll(tops, i -> Math.max(window.open[i], window.close[i]));
        return difference(window.high, tops);
    }

    private static double[] lower(NaiveWindow window) {
        long[] bottoms = new long[window.lookback];
        Arrays.setAll(bottoms, i -> Math.min(window.open[i], window.close[i]));
        return difference(bottoms, window.low);
    }

    private static long bodies(NaiveWindow window, int sign) {
        return Arrays.stream(window.bodies())
                .filter(body -> Math.signum(body) == sign)
                .count();
    }

    private static double[] counts(NaiveWindow window) {
        return Arrays.stream(window.tickCounts).asDoubleStream().toArray();
    }

    /** Brownian motion has E[range^2] = 4 ln 2 when finely sampled; the estimators give its unit variance. */
    @Test
    void recoversTheVolatilityOfBrownianMotion() {
        CandleSeries candles = brownian(0);
        assertThat(variance(candles, "parkinson_volatility")).isCloseTo(1, within(0.08));
        assertThat(variance(candles, "garman_klass_volatility")).isCloseTo(1, within(0.08));
        assertThat(variance(candles, "rogers_satchell_volatility")).isCloseTo(1, within(0.08));
    }

    @Test
    void rogersAndSatchellAreNotMisledByDrift() {
        CandleSeries candles = brownian(1.5);
        assertThat(variance(candles, "rogers_satchell_volatility")).isCloseTo(1, within(0.08));
        assertThat(variance(candles, "parkinson_volatility")).isGreaterThan(1.3);
    }

    private static double variance(CandleSeries candles, String feature) {
        UniverseTable table = Universe.compute(candles, FeatureCheck.only("candles", 1_000), NaiveWindow.EURUSD);
        FeatureColumn column = FeatureCheck.column(table, feature);
        return Math.pow(column.value(0), 2);
    }

    /** Candles of 2,000 steps, whose extremes miss a few per cent of those of continuous motion, and a variance of one square pip. */
    private static CandleSeries brownian(double drift) {
        Random random = new Random(8);
        int size = 1_010;
        int steps = 2_000;
        long[] times = new long[size];
        double[][] prices = new double[4][size];
        double price = 1_000;
        for (int i = 0; i < size; i++) {
            double open = price;
            double high = price;
            double low = price;
            for (int step = 0; step < steps; step++) {
                price += (random.nextGaussian() / Math.sqrt(steps) + drift / steps) * 1e-4;
                high = Math.max(high, price);
                low = Math.min(low, price);
            }
            times[i] = i * NaiveWindow.MINUTE;
            prices[0][i] = open;
            prices[1][i] = high;
            prices[2][i] = low;
            prices[3][i] = price;
        }
        BarSeries bars = new BarSeries(times, prices[0], prices[1], prices[2], prices[3], size, -1, 1);
        return Candles.fromBars(bars, 1, NaiveWindow.EURUSD, true);
    }
}
