package dev.necrozma.market.universe;

import java.util.ArrayList;
import java.util.List;

/**
 * A coarse name of a window's shape: up to six parts, each in one of five bins that a Gaussian random walk fills evenly,
 * written {@code name:bin|…} with bins from 1 (lowest) to 5. The edges depend on the window's length only, never on the data:
 *
 * <ul>
 *   <li>{@code net}: last close minus first over realised volatility; edges ±0.2533 and ±0.8416, the quintiles of a normal variable;
 *   <li>{@code efficiency}: the efficiency ratio times {@code 0.798 sqrt(n)}; edges 0.2533, 0.5244, 0.8416, 1.2816, the
 *       quintiles of its absolute value;
 *   <li>{@code autocorrelation}: {@code (rho_1 + 1/n) sqrt(n)}; edges as {@code net};
 *   <li>{@code entropy} (permutation entropy), {@code up_ratio}, and {@code range_trend} (correlation of a candle's range with its
 *       place in the window): edges from {@link SignatureEdges}.
 * </ul>
 *
 * <p>A value on an edge is above it. A part is left out where its value is null, where the window is too short for it, and
 * where its group is skipped: returns, trend, autocorrelation, permutation, candles and candles, in the order above.
 */
final class Signature {

    static final String EFFICIENCY_RATIO = "efficiency_ratio";
    static final String AUTOCORRELATION = "autocorrelation_1";
    static final String PERMUTATION_ENTROPY = "permutation_entropy";
    static final String UP_RATIO = "up_ratio";

    private static final int BINS = 5;
    private static final String[] PART_NAMES = {
        "net", "efficiency", "autocorrelation", "entropy", "up_ratio", "range_trend"
    };
    private static final double[] NORMAL_QUINTILES = {-0.8416, -0.2533, 0.2533, 0.8416};
    private static final double[] ABSOLUTE_NORMAL_QUINTILES = {0.2533, 0.5244, 0.8416, 1.2816};
    private static final double MEAN_ABSOLUTE_NORMAL = 0.798;

    private final boolean hasNet;
    private final boolean hasRangeTrend;
    private final int efficiencyColumn;
    private final int autocorrelationColumn;
    private final int entropyColumn;
    private final int upRatioColumn;
    private final double[] entropyEdges;
    private final double[] upRatioEdges;
    private final double[] rangeTrendEdges;

    /** Dictionary of the signatures seen: the text by code, and the place in the list. */
    private final int[] places;

    private final List<String> texts = new ArrayList<>();

    Signature(UniverseSpec spec, FeatureRow row) {
        hasNet = !spec.skipGroups().contains("returns");
        hasRangeTrend = !spec.skipGroups().contains("candles");
        efficiencyColumn = row.column(EFFICIENCY_RATIO);
        autocorrelationColumn = row.column(AUTOCORRELATION);
        entropyColumn = row.column(PERMUTATION_ENTROPY);
        upRatioColumn = row.column(UP_RATIO);
        SignatureEdges edges = SignatureEdges.standard();
        entropyEdges = edges.entropy(spec.lookback());
        upRatioEdges = edges.upRatio(spec.lookback());
        rangeTrendEdges = edges.rangeTrend(spec.lookback());
        int codes = 1;
        for (int i = 0; i < PART_NAMES.length; i++) {
            codes *= BINS + 1;
        }
        places = new int[codes];
    }

    /** The signatures seen so far, in the order of their first event. */
    List<String> texts() {
        return texts;
    }

    /** The place in {@link #texts()} of the signature of a window whose features are in {@code row}. */
    int of(Window window, FeatureRow row) {
        int n = window.n;
        int code = append(0, hasNet && window.squares > 0 ? net(window) : Double.NaN, NORMAL_QUINTILES);
        code = append(
                code, scaled(row, efficiencyColumn, 0, MEAN_ABSOLUTE_NORMAL * Math.sqrt(n)), ABSOLUTE_NORMAL_QUINTILES);
        code = append(code, scaled(row, autocorrelationColumn, 1.0 / n, Math.sqrt(n)), NORMAL_QUINTILES);
        code = append(code, scaled(row, entropyColumn, 0, 1), entropyEdges);
        code = append(code, scaled(row, upRatioColumn, 0, 1), upRatioEdges);
        code = append(code, hasRangeTrend ? rangeTrend(window) : Double.NaN, rangeTrendEdges);
        if (places[code] == 0) {
            texts.add(text(code));
            places[code] = texts.size();
        }
        return places[code] - 1;
    }

    private static double net(Window window) {
        PipSeries series = window.series;
        long move = series.closes[window.event - 1] - series.closes[window.from];
        return series.scale.pips(move) / Math.sqrt(window.squares);
    }

    private static double scaled(FeatureRow row, int column, double shift, double factor) {
        return column < 0 ? Double.NaN : (row.value(column) + shift) * factor;
    }

    /** The correlation of range and place, or NaN if all ranges are equal. */
    static double rangeTrend(Window window) {
        long[] spans = window.series.spans;
        double[] ranges = window.series.ranges;
        int count = window.lookback;
        double sum = 0;
        boolean constant = true;
        for (int i = window.from; i < window.event; i++) {
            sum += ranges[i];
            constant &= spans[i] == spans[window.from];
        }
        if (constant) {
            return Double.NaN;
        }
        double mean = sum / count;
        double meanPlace = (count - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double deviation = ranges[window.from + i] - mean;
            products += (i - meanPlace) * deviation;
            squares += deviation * deviation;
        }
        return products / Math.sqrt(squares * TrendGroup.sumOfSquaredIndexDeviations(count));
    }

    private static int append(int code, double value, double[] edges) {
        return code * (BINS + 1) + bin(value, edges);
    }

    /** 1 to 5; 0 for NaN. */
    private static int bin(double value, double[] edges) {
        if (Double.isNaN(value)) {
            return 0;
        }
        int bin = 1;
        for (double edge : edges) {
            bin += value >= edge ? 1 : 0;
        }
        return bin;
    }

    private static String text(int code) {
        StringBuilder text = new StringBuilder();
        int rest = code;
        for (int part = PART_NAMES.length - 1; part >= 0; part--) {
            int bin = rest % (BINS + 1);
            rest /= BINS + 1;
            if (bin != 0) {
                String separator = text.length() == 0 ? "" : "|";
                text.insert(0, PART_NAMES[part] + ":" + bin + separator);
            }
        }
        return text.toString();
    }
}
