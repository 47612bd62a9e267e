package dev.necrozma.market.universe;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.tick.BarSeries;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Windows whose returns are given, and what a group makes of them. */
final class Contexts {

    private static final int NOT_DECIMAL = -1;
    private static final int POINTS_OF_TENTHS = 5;

    private Contexts() {}

    /** A series of these returns in pips, to within 5e-9 pips. */
    static CandleSeries series(double... returns) {
        return series(NOT_DECIMAL, 100, returns);
    }

    /** The window of all the returns, which must be multiples of a tenth of a pip: in half-points they are 20 times as much. */
    static Window window(double... returns) {
        return window(series(POINTS_OF_TENTHS, 100, returns));
    }

    static Window window(CandleSeries candles) {
        int last = candles.completeSize() - 1;
        Window window = new Window(new PipSeries(candles), last);
        window.moveTo(last);
        return window;
    }

    /** Bars of no body that close at the returns' sums, and one more for the event. */
    static CandleSeries series(int decimals, double price, double... returns) {
        int size = returns.length + 2;
        long[] times = new long[size];
        double[] prices = new double[size];
        double pips = 0;
        for (int i = 0; i < size; i++) {
            times[i] = i * NaiveWindow.MINUTE;
            pips += i == 0 || i > returns.length ? 0 : returns[i - 1];
            prices[i] = price + pips * 1e-4;
        }
        BarSeries bars = new BarSeries(times, prices, prices, prices, prices, size, decimals, 1);
        return Candles.fromBars(bars, 1, NaiveWindow.EURUSD, true);
    }

    static double value(Window window, FeatureGroup group, String feature) {
        FeatureRow row = new FeatureRow(List.of(group), window.lookback, false);
        row.compute(window);
        return row.value(row.column(feature));
    }

    static double[] noise(long seed, int size) {
        Random random = new Random(seed);
        return IntStream.range(0, size).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    /** The mean over windows of {@code candles} of Gaussian noise, which do not overlap, and its standard error. */
    static Mean overNoise(FeatureGroup group, String feature, int candles, int windows) {
        return over(noise(11, candles * windows), group, feature, candles);
    }

    static Mean over(double[] returns, FeatureGroup group, String feature, int candles) {
        Window window = new Window(new PipSeries(series(returns)), candles);
        FeatureRow row = new FeatureRow(List.of(group), candles, false);
        int column = row.column(feature);
        int count = 0;
        double sum = 0;
        double squares = 0;
        for (int event = candles; event < window.series.size; event += candles) {
            window.moveTo(event);
            row.compute(window);
            double value = row.value(column);
            sum += value;
            squares += value * value;
            count++;
        }
        double mean = sum / count;
        return new Mean(mean, Math.sqrt((squares / count - mean * mean) / count));
    }

    record Mean(double value, double standardError) {}

    static double[] map(int size, DoubleUnaryOperator valueOfPlace) {
        return IntStream.range(0, size).mapToDouble(valueOfPlace::applyAsDouble).toArray();
    }
}
