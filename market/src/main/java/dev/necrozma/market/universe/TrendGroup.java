package dev.necrozma.market.universe;

import java.util.List;

/** How the window's closes {@code c} went, and how straight. */
final class TrendGroup implements FeatureGroup {

    private static final int SLOPE = 0;
    private static final int R_SQUARED = 1;
    private static final int EFFICIENCY_RATIO = 2;
    private static final int MANN_KENDALL_TAU = 3;
    private static final int LONGEST_UP_STREAK = 4;
    private static final int LONGEST_DOWN_STREAK = 5;
    private static final int SIGN_CHANGES = 6;
    private static final int DISTANCE_FROM_HIGH = 7;
    private static final int DISTANCE_FROM_LOW = 8;
    private static final int MAX_DRAWDOWN = 9;
    private static final int MAX_RUN_UP = 10;

    private static final List<Feature> FEATURES = List.of(
            Feature.of(
                    "trend_slope", "pips/candle", 2, Range.ANY, "least-squares slope of c on the candle's index", ""),
            Feature.of(
                    "trend_r2",
                    "1",
                    3,
                    Range.SHARE,
                    "squared correlation of c and the candle's index; null if c is constant",
                    ""),
            Feature.of(
                    Signature.EFFICIENCY_RATIO,
                    "1",
                    2,
                    Range.SHARE,
                    "|last c - first c| / sum(|r|); null if c is constant",
                    "Kaufman 1995"),
            Feature.of(
                    "mann_kendall_tau",
                    "1",
                    3,
                    Range.CORRELATION,
                    "tau-b of c and time: (rising - falling pairs) / sqrt(pairs * untied pairs); null if c is constant",
                    "Kendall 1945"),
            Feature.of(
                    "longest_up_streak",
                    "candles",
                    2,
                    Range.NOT_NEGATIVE,
                    "most successive candles with close above open; a zero body ends a streak",
                    ""),
            Feature.of(
                    "longest_down_streak",
                    "candles",
                    2,
                    Range.NOT_NEGATIVE,
                    "most successive candles with close below open; a zero body ends a streak",
                    ""),
            Feature.of(
                    "sign_changes",
                    "1",
                    3,
                    Range.NOT_NEGATIVE,
                    "how often a return's sign differs from that of the return before, zero returns left out",
                    ""),
            Feature.of("distance_from_high", "pips", 2, Range.NOT_NEGATIVE, "highest high of the window - last c", ""),
            Feature.of("distance_from_low", "pips", 2, Range.NOT_NEGATIVE, "last c - lowest low of the window", ""),
            Feature.of(
                    "max_drawdown",
                    "pips",
                    2,
                    Range.NOT_NEGATIVE,
                    "largest fall from a close to a later close; 0 if there is none",
                    ""),
            Feature.of(
                    "max_run_up",
                    "pips",
                    2,
                    Range.NOT_NEGATIVE,
                    "largest rise from a close to a later close; 0 if there is none",
                    ""));

    @Override
    public String name() {
        return "trend";
    }

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public FeatureComputation prepare(int candles) {
        return TrendGroup::compute;
    }

    private static void compute(Window window, FeatureRow out) {
        regression(window, out);
        extremes(window, out);
        kendall(window, out);
        streaks(window, out);
        signChanges(window, out);
    }

    private static void regression(Window window, FeatureRow out) {
        PipSeries series = window.series;
        double[] y = window.scratch;
        int lookback = window.lookback;
        long first = series.closes[window.from];
        double sum = 0;
        for (int i = 0; i < lookback; i++) {
            y[i] = series.scale.pips(series.closes[window.from + i] - first);
            sum += y[i];
        }
        double meanY = sum / lookback;
        double meanX = (lookback - 1) / 2.0;
        double sxy = 0;
        double syy = 0;
        for (int i = 0; i < lookback; i++) {
            double deviation = y[i] - meanY;
            sxy += (i - meanX) * deviation;
            syy += deviation * deviation;
        }
        double sxx = sumOfSquaredIndexDeviations(lookback);
        out.set(SLOPE, sxy / sxx);
        if (!(window.constant && window.sorted[0] == 0)) {
            out.set(R_SQUARED, Math.min(1, sxy * sxy / (sxx * syy)));
        }
    }

    /** The sum over 0, 1, ... of the squared deviations from their mean. */
    static double sumOfSquaredIndexDeviations(int count) {
        return (double) count * ((long) count * count - 1) / 12;
    }

    private static void extremes(Window window, FeatureRow out) {
        PipSeries series = window.series;
        long[] closes = series.closes;
        long highest = Long.MIN_VALUE;
        long lowest = Long.MAX_VALUE;
        long highestClose = closes[window.from];
        long lowestClose = highestClose;
        long previous = highestClose;
        long drawdown = 0;
        long runUp = 0;
        long path = 0;
        for (int i = window.from; i < window.event; i++) {
            long close = closes[i];
            highest = Math.max(highest, series.highs[i]);
            lowest = Math.min(lowest, series.lows[i]);
            highestClose = Math.max(highestClose, close);
            lowestClose = Math.min(lowestClose, close);
            drawdown = Math.max(drawdown, highestClose - close);
            runUp = Math.max(runUp, close - lowestClose);
            path += Math.abs(close - previous);
            previous = close;
        }
        long last = closes[window.event - 1];
        out.set(DISTANCE_FROM_HIGH, series.scale.pips(highest - last));
        out.set(DISTANCE_FROM_LOW, series.scale.pips(last - lowest));
        out.set(MAX_DRAWDOWN, series.scale.pips(drawdown));
        out.set(MAX_RUN_UP, series.scale.pips(runUp));
        if (path != 0) {
            out.set(EFFICIENCY_RATIO, (double) Math.abs(last - closes[window.from]) / path);
        }
    }

    private static void kendall(Window window, FeatureRow out) {
        long[] closes = window.series.closes;
        long balance = 0;
        long untied = 0;
        for (int i = window.from + 1; i < window.event; i++) {
            long close = closes[i];
            int rising = 0;
            int falling = 0;
            for (int j = window.from; j < i; j++) {
                rising += close > closes[j] ? 1 : 0;
                falling += close < closes[j] ? 1 : 0;
            }
            balance += rising - falling;
            untied += rising + falling;
        }
        if (untied != 0) {
            double pairs = window.lookback * (double) (window.lookback - 1) / 2;
            out.set(MANN_KENDALL_TAU, balance / Math.sqrt(pairs * untied));
        }
    }

    private static void streaks(Window window, FeatureRow out) {
        long[] moves = window.series.moves;
        int up = 0;
        int down = 0;
        int longestUp = 0;
        int longestDown = 0;
        for (int i = window.from; i < window.event; i++) {
            up = moves[i] > 0 ? up + 1 : 0;
            down = moves[i] < 0 ? down + 1 : 0;
            longestUp = Math.max(longestUp, up);
            longestDown = Math.max(longestDown, down);
        }
        out.set(LONGEST_UP_STREAK, longestUp);
        out.set(LONGEST_DOWN_STREAK, longestDown);
    }

    private static void signChanges(Window window, FeatureRow out) {
        long[] closes = window.series.closes;
        int previous = 0;
        int changes = 0;
        for (int i = window.from + 1; i < window.event; i++) {
            int sign = Long.compare(closes[i], closes[i - 1]);
            if (sign != 0) {
                changes += sign == -previous ? 1 : 0;
                previous = sign;
            }
        }
        out.set(SIGN_CHANGES, changes);
    }
}
