package dev.necrozma.market.universe;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.PriceScale;
import java.util.stream.IntStream;

/**
 * The complete candles of a series as differences: exact half-points for what compares, and pips of each candle, so that
 * overlapping windows need not divide again. Element {@code i} depends on candles {@code i} and {@code i - 1} only.
 */
final class PipSeries {

    /** {@code 2 ln 2 - 1}, of the Garman-Klass estimator. */
    private static final double GARMAN_KLASS_BODY_WEIGHT = 2 * StrictMath.log(2) - 1;

    final int size;
    final PriceScale scale;
    final long[] timesNanos;

    /** Prices in half-points. */
    final long[] highs;

    final long[] lows;
    final long[] closes;

    /** Close minus open, in half-points. */
    final long[] moves;

    /** High minus low, in half-points. */
    final long[] spans;

    /** In pips: close minus previous close; zero for the first. */
    final double[] returns;

    final double[] bodies;
    final double[] ranges;
    final double[] upperWicks;
    final double[] lowerWicks;

    /** In pips: open minus previous close; zero for the first. */
    final double[] gaps;

    /** In pips: true range; for the first candle, its range. */
    final double[] trueRanges;

    /** In square pips: the candle's terms of the Garman-Klass and Rogers-Satchell variances. */
    final double[] garmanKlass;

    final double[] rogersSatchell;

    /** Empty where the candles have no ticks. */
    final int[] tickCounts;

    final double[] spreadMeans;

    PipSeries(CandleSeries candles) {
        size = candles.completeSize();
        scale = candles.scale();
        timesNanos = new long[size];
        highs = new long[size];
        lows = new long[size];
        closes = new long[size];
        moves = new long[size];
        spans = new long[size];
        returns = new double[size];
        bodies = new double[size];
        ranges = new double[size];
        upperWicks = new double[size];
        lowerWicks = new double[size];
        gaps = new double[size];
        trueRanges = new double[size];
        garmanKlass = new double[size];
        rogersSatchell = new double[size];
        tickCounts = new int[candles.hasTicks() ? size : 0];
        spreadMeans = new double[candles.hasTicks() ? size : 0];
        for (int i = 0; i < size; i++) {
            fill(candles, i);
        }
    }

    /** The candles from {@code from} on that moved at least so many pips: the events behind a window of {@code from} candles. */
    int[] moved(double minMovementPips, int from) {
        long leastMove = scale.leastHalfPoints(minMovementPips);
        return IntStream.range(Math.min(from, size), size)
                .filter(candle -> Math.abs(moves[candle]) >= leastMove)
                .toArray();
    }

    private void fill(CandleSeries candles, int i) {
        long open = scale.halfPoints(candles.open(i));
        long high = scale.halfPoints(candles.high(i));
        long low = scale.halfPoints(candles.low(i));
        long close = scale.halfPoints(candles.close(i));
        long previousClose = i == 0 ? open : closes[i - 1];
        timesNanos[i] = candles.timeNanos(i);
        highs[i] = high;
        lows[i] = low;
        closes[i] = close;
        moves[i] = close - open;
        spans[i] = high - low;
        returns[i] = i == 0 ? 0 : scale.pips(close - previousClose);
        bodies[i] = scale.pips(close - open);
        ranges[i] = scale.pips(high - low);
        upperWicks[i] = scale.pips(high - Math.max(open, close));
        lowerWicks[i] = scale.pips(Math.min(open, close) - low);
        gaps[i] = scale.pips(open - previousClose);
        trueRanges[i] = i == 0 ? ranges[i] : scale.pips(Math.max(high, previousClose) - Math.min(low, previousClose));
        garmanKlass[i] = 0.5 * ranges[i] * ranges[i] - GARMAN_KLASS_BODY_WEIGHT * bodies[i] * bodies[i];
        rogersSatchell[i] =
                scale.pips(high - close) * scale.pips(high - open) + scale.pips(low - close) * scale.pips(low - open);
        if (candles.hasTicks()) {
            tickCounts[i] = candles.tickCount(i);
            spreadMeans[i] = candles.spreadMeanPips(i);
        }
    }
}
