package dev.necrozma.market.universe;

import java.util.Arrays;
import java.util.List;

/**
 * Permutation entropy of the returns (Bandt and Pompe 2002), order 3, delay 1, normalised by {@code ln 3!}; of equal returns
 * the earlier counts as the smaller. Of returns and not of closes, so that a random walk has the largest value and less
 * means structure.
 */
final class PermutationGroup implements FeatureGroup {

    private static final int ORDER = 3;
    private static final int SHORTEST = 15;

    /** Three comparisons tell the patterns apart; two of the eight combinations cannot occur. */
    private static final int COMPARISONS = 8;

    private static final double LARGEST_ENTROPY = StrictMath.log(6);

    private final List<Feature> features;

    private PermutationGroup(String name) {
        features = List.of(Feature.of(
                name,
                "1",
                SHORTEST,
                Range.SHARE,
                "entropy of the ordinal patterns of order 3 of r, over ln 6; ties by index",
                "Bandt and Pompe 2002"));
    }

    static PermutationGroup ofWindow() {
        return new PermutationGroup(Signature.PERMUTATION_ENTROPY);
    }

    static PermutationGroup ofContext() {
        return new PermutationGroup("ctx_permutation_entropy");
    }

    @Override
    public String name() {
        return "permutation";
    }

    @Override
    public List<Feature> features() {
        return features;
    }

    @Override
    public FeatureComputation prepare(int candles) {
        long[] counts = new long[COMPARISONS];
        return (window, out) -> {
            if (out.wants(0)) {
                out.set(0, entropy(window.series.returns, window.from + 1, window.event, counts));
            }
        };
    }

    static double entropy(double[] values, int from, int to, long[] counts) {
        Arrays.fill(counts, 0, COMPARISONS, 0);
        for (int i = from + ORDER - 1; i < to; i++) {
            double a = values[i - 2];
            double b = values[i - 1];
            double c = values[i];
            counts[(a <= b ? 1 : 0) + (b <= c ? 2 : 0) + (a <= c ? 4 : 0)]++;
        }
        int patterns = to - from - ORDER + 1;
        double sum = 0;
        for (int i = 0; i < COMPARISONS; i++) {
            sum += CountEntropy.kLogK((int) counts[i]);
        }
        return (CountEntropy.kLogK(patterns) - sum) / (patterns * LARGEST_ENTROPY);
    }
}
