package dev.necrozma.market.universe;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.tick.TickSeries;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;

/**
 * A window as an oracle sees it: plain arrays in twentieths of a pip, made from the candles' prices without a class of the product
 * that computes. NaN stands for null.
 */
final class NaiveWindow {

    static final Instrument EURUSD = new Instrument("EURUSD", 0.0001);
    static final long MINUTE = 60_000_000_000L;

    /** In twentieths of a pip, from the window's first candle on. */
    final long[] open;

    final long[] high;
    final long[] low;
    final long[] close;

    /** Returns in twentieths of a pip, and in pips. */
    final long[] r;

    final double[] pips;
    final int[] tickCounts;
    final double[] spreads;
    final int lookback;
    final int n;

    /** n^2 times the variance of r. */
    private final long scaledVariance;

    NaiveWindow(CandleSeries candles, int event, int lookback) {
        this.lookback = lookback;
        n = lookback - 1;
        open = new long[lookback];
        high = new long[lookback];
        low = new long[lookback];
        close = new long[lookback];
        tickCounts = new int[lookback];
        spreads = new double[lookback];
        for (int i = 0; i < lookback; i++) {
            int candle = event - lookback + i;
            open[i] = Math.round(candles.open(candle) * 200_000);
            high[i] = Math.round(candles.high(candle) * 200_000);
            low[i] = Math.round(candles.low(candle) * 200_000);
            close[i] = Math.round(candles.close(candle) * 200_000);
            if (candles.hasTicks()) {
                tickCounts[i] = candles.tickCount(candle);
                spreads[i] = candles.spreadMeanPips(candle);
            }
        }
        r = new long[n];
        pips = new double[n];
        for (int i = 0; i < n; i++) {
            r[i] = close[i + 1] - close[i];
            pips[i] = r[i] / 20.0;
        }
        long sum = 0;
        long squares = 0;
        for (long value : r) {
            sum += value;
            squares += value * value;
        }
        scaledVariance = n * squares - sum * sum;
    }

    /** Whether two returns are within 0.2 standard deviations of each other, decided in whole numbers. */
    boolean near(int i, int j) {
        long difference = 5L * n * (r[i] - r[j]);
        return difference * difference <= scaledVariance;
    }

    double[] closes() {
        return pips(close, close[0]);
    }

    double[] bodies() {
        return difference(close, open);
    }

    double[] ranges() {
        return difference(high, low);
    }

    static double[] difference(long[] a, long[] b) {
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = (a[i] - b[i]) / 20.0;
        }
        return result;
    }

    private static double[] pips(long[] values, long zero) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (values[i] - zero) / 20.0;
        }
        return result;
    }

    static double mean(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    static double moment(double[] values, int order) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += Math.pow(value - mean, order);
        }
        return sum / values.length;
    }

    static double std(double... values) {
        return Math.sqrt(moment(values, 2));
    }

    static double covariance(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - mean(x)) * (y[i] - mean(y));
        }
        return sum / x.length;
    }

    static double[] places(int count) {
        double[] places = new double[count];
        for (int i = 0; i < count; i++) {
            places[i] = i;
        }
        return places;
    }

    static boolean constant(long... values) {
        for (long value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    /** A candle series of ticks whose bid moves by {@code step} of random numbers, in points. */
    static CandleSeries candles(long seed, int candles, LongUnaryOperator step) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = candles * 6;
        long[] times = new long[size];
        double[] bids = new double[size];
        double[] asks = new double[size];
        long bid = 1_000_000;
        long start = 1_000_000 * MINUTE;
        for (int i = 0; i < size; i++) {
            bid += step.applyAsLong(random.nextLong(1_000_000));
            times[i] = start + i * (MINUTE / 5) + random.nextLong(MINUTE / 5);
            bids[i] = bid / 1e5;
            asks[i] = (bid + random.nextLong(-1, 12)) / 1e5;
        }
        return Candles.fromTicks(new TickSeries(times, bids, asks, size, 5), 1, EURUSD, true);
    }

    /** Every point, steps of a whole pip with many ties, and a market that mostly stands still. */
    static CandleSeries[] kinds() {
        return new CandleSeries[] {
            candles(1, 400, random -> random % 41 - 20),
            candles(2, 400, random -> 10 * (random % 3 - 1)),
            candles(3, 3_000, random -> random % 40 == 0 ? 30 : random % 40 == 1 ? -30 : 0),
            standingStill()
        };
    }

    /** Long stretches of one price without spread, between moves. */
    private static CandleSeries standingStill() {
        int size = 2_000;
        long[] times = new long[size];
        double[] prices = new double[size];
        for (int i = 0; i < size; i++) {
            times[i] = i * MINUTE / 2;
            prices[i] = i % 200 < 196 ? 1.25 : 1.25 + (i % 7 - 3) / 1e3;
        }
        return Candles.fromTicks(new TickSeries(times, prices, prices, size, 5), 1, EURUSD, true);
    }
}
