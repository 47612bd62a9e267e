package dev.necrozma.market.universe;

import java.util.ArrayList;
import java.util.List;

/** Finite differences of the closes, of orders 2 to 5: exact in half-points, divided once. */
final class DerivativesGroup implements FeatureGroup {

    private static final int LOWEST_ORDER = 2;
    private static final int HIGHEST_ORDER = 5;
    private static final List<Feature> FEATURES = describe();

    private static List<Feature> describe() {
        List<Feature> features = new ArrayList<>();
        for (int order = LOWEST_ORDER; order <= HIGHEST_ORDER; order++) {
            String unit = "pips/candle^" + order;
            int shortest = order + 4;
            features.add(Feature.of(
                    "difference_" + order + "_last",
                    unit,
                    shortest,
                    Range.ANY,
                    "last backward difference of order " + order + " of the closes",
                    ""));
            features.add(Feature.of(
                    "difference_" + order + "_abs_mean",
                    unit,
                    shortest,
                    Range.NOT_NEGATIVE,
                    "mean absolute difference of order " + order + " of the closes",
                    ""));
        }
        return List.copyOf(features);
    }

    @Override
    public String name() {
        return "derivatives";
    }

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public FeatureComputation prepare(int candles) {
        return DerivativesGroup::compute;
    }

    private static void compute(Window window, FeatureRow out) {
        double halfPointsPerPip = window.series.scale.halfPointsPerPip();
        long[] differences = window.longScratch;
        long[] closes = window.series.closes;
        int count = window.n;
        for (int i = 0; i < count; i++) {
            differences[i] = closes[window.from + 1 + i] - closes[window.from + i];
        }
        for (int order = LOWEST_ORDER; order <= HIGHEST_ORDER && count > 1; order++) {
            count--;
            long absolute = 0;
            for (int i = 0; i < count; i++) {
                long difference = differences[i + 1] - differences[i];
                differences[i] = difference;
                absolute += Math.abs(difference);
            }
            int feature = 2 * (order - LOWEST_ORDER);
            out.set(feature, differences[count - 1] / halfPointsPerPip);
            out.set(feature + 1, absolute / (count * halfPointsPerPip));
        }
    }
}
