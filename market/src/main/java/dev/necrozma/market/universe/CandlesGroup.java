package dev.necrozma.market.universe;

import java.util.List;

/** The shapes of the window's candles, volatility from their extremes, and the activity and spread of their ticks. */
final class CandlesGroup implements FeatureGroup {

    private static final int BODY_MEAN = 0;
    private static final int BODY_STD = 1;
    private static final int RANGE_MEAN = 2;
    private static final int RANGE_STD = 3;
    private static final int UPPER_WICK_MEAN = 4;
    private static final int UPPER_WICK_STD = 5;
    private static final int LOWER_WICK_MEAN = 6;
    private static final int LOWER_WICK_STD = 7;
    private static final int RANGE_MAX = 8;
    private static final int WICK_RATIO = 9;
    private static final int UP_RATIO = 10;
    private static final int GAP_MEAN = 11;
    private static final int PARKINSON = 12;
    private static final int GARMAN_KLASS = 13;
    private static final int ROGERS_SATCHELL = 14;
    private static final int AVERAGE_TRUE_RANGE = 15;
    private static final int TICK_COUNT_MEAN = 16;
    private static final int TICK_COUNT_TREND = 17;
    private static final int SPREAD_MEAN = 18;
    private static final int SPREAD_STD = 19;

    private static final double FOUR_LOG_2 = 4 * StrictMath.log(2);
    private static final String POPULATION = " over the window's candles, population";

    private static final List<Feature> FEATURES = List.of(
            Feature.of("body_mean", "pips", 2, Range.ANY, "mean of close - open", ""),
            Feature.of(
                    "body_std", "pips", 2, Range.NOT_NEGATIVE, "standard deviation of close - open" + POPULATION, ""),
            Feature.of("range_mean", "pips", 2, Range.NOT_NEGATIVE, "mean of high - low", ""),
            Feature.of("range_std", "pips", 2, Range.NOT_NEGATIVE, "standard deviation of high - low" + POPULATION, ""),
            Feature.of("upper_wick_mean", "pips", 2, Range.NOT_NEGATIVE, "mean of high - max(open, close)", ""),
            Feature.of(
                    "upper_wick_std",
                    "pips",
                    2,
                    Range.NOT_NEGATIVE,
                    "standard deviation of the upper wick" + POPULATION,
                    ""),
            Feature.of("lower_wick_mean", "pips", 2, Range.NOT_NEGATIVE, "mean of min(open, close) - low", ""),
            Feature.of(
                    "lower_wick_std",
                    "pips",
                    2,
                    Range.NOT_NEGATIVE,
                    "standard deviation of the lower wick" + POPULATION,
                    ""),
            Feature.of("range_max", "pips", 2, Range.NOT_NEGATIVE, "largest high - low", ""),
            Feature.of(
                    "wick_ratio",
                    "1",
                    2,
                    Range.SHARE,
                    "sum of both wicks / sum of ranges; null if all ranges are 0",
                    ""),
            Feature.of(
                    Signature.UP_RATIO,
                    "1",
                    2,
                    Range.SHARE,
                    "candles with close above open / candles with close other than open; null if there is none",
                    ""),
            Feature.of("gap_mean", "pips", 2, Range.ANY, "mean of open - previous close, within the window", ""),
            Feature.of(
                    "parkinson_volatility",
                    "pips",
                    2,
                    Range.NOT_NEGATIVE,
                    "sqrt(mean((high - low)^2) / (4 ln 2))",
                    "Parkinson 1980"),
            Feature.of(
                    "garman_klass_volatility",
                    "pips",
                    2,
                    Range.NOT_NEGATIVE,
                    "sqrt(mean((high - low)^2 / 2 - (2 ln 2 - 1)(close - open)^2))",
                    "Garman and Klass 1980"),
            Feature.of(
                    "rogers_satchell_volatility",
                    "pips",
                    2,
                    Range.NOT_NEGATIVE,
                    "sqrt(mean((high - close)(high - open) + (low - close)(low - open)))",
                    "Rogers and Satchell 1991"),
            Feature.of(
                    "average_true_range",
                    "pips",
                    2,
                    Range.NOT_NEGATIVE,
                    "mean of max(high, previous close) - min(low, previous close), within the window",
                    "Wilder 1978, simple mean"),
            Feature.ofTicks("tick_count_mean", "ticks", 2, Range.NOT_NEGATIVE, "mean number of ticks in a candle", ""),
            Feature.ofTicks(
                    "tick_count_trend",
                    "ticks/candle",
                    2,
                    Range.ANY,
                    "least-squares slope of the tick count on the candle's index",
                    ""),
            Feature.ofTicks("spread_mean", "pips", 2, Range.ANY, "mean of the candles' mean spreads", ""),
            Feature.ofTicks(
                    "spread_std",
                    "pips",
                    2,
                    Range.NOT_NEGATIVE,
                    "standard deviation of the candles' mean spreads" + POPULATION,
                    ""));

    @Override
    public String name() {
        return "candles";
    }

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public FeatureComputation prepare(int candles) {
        return CandlesGroup::compute;
    }

    private static void compute(Window window, FeatureRow out) {
        shapes(window, out);
        volatilities(window, out);
        transitions(window, out);
        directions(window, out);
        if (out.wants(TICK_COUNT_MEAN)) {
            ticks(window, out);
            spreads(window, out);
        }
    }

    /** Four columns in one pass each for means and deviations: independent sums overlap in the processor. */
    private static void shapes(Window window, FeatureRow out) {
        PipSeries series = window.series;
        int count = window.lookback;
        double body = 0;
        double range = 0;
        double upper = 0;
        double lower = 0;
        double rangeMax = 0;
        for (int i = window.from; i < window.event; i++) {
            body += series.bodies[i];
            range += series.ranges[i];
            upper += series.upperWicks[i];
            lower += series.lowerWicks[i];
            rangeMax = Math.max(rangeMax, series.ranges[i]);
        }
        double bodyMean = body / count;
        double rangeMean = range / count;
        double upperMean = upper / count;
        double lowerMean = lower / count;
        double bodySquares = 0;
        double rangeSquares = 0;
        double upperSquares = 0;
        double lowerSquares = 0;
        for (int i = window.from; i < window.event; i++) {
            bodySquares += square(series.bodies[i] - bodyMean);
            rangeSquares += square(series.ranges[i] - rangeMean);
            upperSquares += square(series.upperWicks[i] - upperMean);
            lowerSquares += square(series.lowerWicks[i] - lowerMean);
        }
        out.set(BODY_MEAN, bodyMean);
        out.set(BODY_STD, Math.sqrt(bodySquares / count));
        out.set(RANGE_MEAN, rangeMean);
        out.set(RANGE_STD, Math.sqrt(rangeSquares / count));
        out.set(UPPER_WICK_MEAN, upperMean);
        out.set(UPPER_WICK_STD, Math.sqrt(upperSquares / count));
        out.set(LOWER_WICK_MEAN, lowerMean);
        out.set(LOWER_WICK_STD, Math.sqrt(lowerSquares / count));
        out.set(RANGE_MAX, rangeMax);
        if (range != 0) {
            out.set(WICK_RATIO, (upper + lower) / range);
        }
    }

    private static double square(double value) {
        return value * value;
    }

    private static void volatilities(Window window, FeatureRow out) {
        PipSeries series = window.series;
        int count = window.lookback;
        double parkinson = 0;
        double garmanKlass = 0;
        double rogersSatchell = 0;
        for (int i = window.from; i < window.event; i++) {
            parkinson += square(series.ranges[i]);
            garmanKlass += series.garmanKlass[i];
            rogersSatchell += series.rogersSatchell[i];
        }
        out.set(PARKINSON, Math.sqrt(parkinson / (count * FOUR_LOG_2)));
        // Bars whose extremes do not hold their open and close can make these negative.
        out.set(GARMAN_KLASS, Math.sqrt(Math.max(0, garmanKlass / count)));
        out.set(ROGERS_SATCHELL, Math.sqrt(Math.max(0, rogersSatchell / count)));
    }

    private static void transitions(Window window, FeatureRow out) {
        PipSeries series = window.series;
        double gap = 0;
        double trueRange = 0;
        for (int i = window.from + 1; i < window.event; i++) {
            gap += series.gaps[i];
            trueRange += series.trueRanges[i];
        }
        out.set(GAP_MEAN, gap / window.n);
        out.set(AVERAGE_TRUE_RANGE, trueRange / window.n);
    }

    private static void directions(Window window, FeatureRow out) {
        long[] moves = window.series.moves;
        int up = 0;
        int down = 0;
        for (int i = window.from; i < window.event; i++) {
            up += moves[i] > 0 ? 1 : 0;
            down += moves[i] < 0 ? 1 : 0;
        }
        if (up + down != 0) {
            out.set(UP_RATIO, (double) up / (up + down));
        }
    }

    private static void ticks(Window window, FeatureRow out) {
        int[] counts = window.series.tickCounts;
        int lookback = window.lookback;
        long sum = 0;
        long twiceWeighted = 0;
        for (int i = 0; i < lookback; i++) {
            long count = counts[window.from + i];
            sum += count;
            twiceWeighted += (2L * i - (lookback - 1)) * count;
        }
        out.set(TICK_COUNT_MEAN, (double) sum / lookback);
        out.set(TICK_COUNT_TREND, twiceWeighted / (2 * TrendGroup.sumOfSquaredIndexDeviations(lookback)));
    }

    private static void spreads(Window window, FeatureRow out) {
        double[] spreads = window.series.spreadMeans;
        double sum = 0;
        for (int i = window.from; i < window.event; i++) {
            sum += spreads[i];
        }
        double mean = sum / window.lookback;
        double squares = 0;
        for (int i = window.from; i < window.event; i++) {
            squares += square(spreads[i] - mean);
        }
        out.set(SPREAD_MEAN, mean);
        out.set(SPREAD_STD, Math.sqrt(squares / window.lookback));
    }
}
