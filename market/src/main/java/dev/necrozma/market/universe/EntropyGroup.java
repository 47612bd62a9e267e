package dev.necrozma.market.universe;

import java.util.List;

/** How hard the returns of the context are to foretell. */
final class EntropyGroup implements FeatureGroup {

    private static final int SHANNON = 0;
    private static final int SAMPLE = 1;
    private static final int DISPERSION = 2;
    private static final int LEMPEL_ZIV = 3;

    /** The sequences that sample entropy compares have 2 values, and 3. */
    private static final int SEQUENCE = 2;

    private static final List<Feature> FEATURES = List.of(
            Feature.of(
                    "ctx_shannon_entropy",
                    "nats",
                    17,
                    new Range(0, StrictMath.log(SymbolEntropies.sturges(UniverseSpec.MAX_LOOKBACK))),
                    "-sum(p ln p) of the histogram of r in ceil(log2 n) + 1 bins of equal width from min(r) to max(r), a value on"
                            + " an edge above it; null if r is constant",
                    "Shannon 1948, Sturges 1926"),
            Feature.of(
                    "ctx_sample_entropy",
                    "nats",
                    101,
                    Range.NOT_NEGATIVE,
                    "-ln(A / B), B and A the pairs of sequences of 2 and of 3 r that differ by at most 0.2 std everywhere; null if"
                            + " A or B is 0 or r is constant",
                    "Richman and Moorman 2000"),
            Feature.of(
                    "ctx_dispersion_entropy",
                    "nats",
                    33,
                    new Range(0, StrictMath.log(9)),
                    "-sum(p ln p) of the patterns of 2 successive r in 3 classes by the normal distribution; null if r is constant",
                    "Rostaghi and Azami 2016"),
            Feature.of(
                    "ctx_lempel_ziv",
                    "1",
                    33,
                    Range.NOT_NEGATIVE,
                    "components of the exhaustive history of (r >= median), times log2(n) / n",
                    "Lempel and Ziv 1976; Aboy et al. 2006"));

    @Override
    public String name() {
        return "entropy";
    }

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public FeatureComputation prepare(int candles) {
        SymbolEntropies symbols = new SymbolEntropies(candles - 1);
        return (window, out) -> {
            HalfPointWindow halfPoints = window.halfPoints();
            if (!window.constant) {
                compute(symbols, halfPoints, out);
            }
            // No return is between the median and the upper one of two in the middle.
            out.set(LEMPEL_ZIV, symbols.lempelZiv(window.series.returns, window.from + 1, window.sorted[window.n / 2]));
        };
    }

    private static void compute(SymbolEntropies symbols, HalfPointWindow halfPoints, FeatureRow out) {
        out.set(SHANNON, symbols.shannon(halfPoints.returns));
        out.set(DISPERSION, symbols.dispersion(halfPoints.returns, halfPoints.variance));
        if (out.wants(SAMPLE)) {
            out.set(SAMPLE, sampleEntropy(halfPoints));
        }
    }

    /** NaN if no pair is alike. */
    private static double sampleEntropy(HalfPointWindow window) {
        ColumnRuns diagonals = window.diagonals();
        // A sequence of 3 must be able to follow each of the sequences of 2: the last of these is left out.
        Neighbours neighbours = window.neighbours();
        int last = window.n - SEQUENCE;
        long pairs = diagonals.places(SEQUENCE);
        for (int i = 0; i < last; i++) {
            pairs -= neighbours.near(i, last) && neighbours.near(i + 1, last + 1) ? 1 : 0;
        }
        long longer = diagonals.places(SEQUENCE + 1);
        return longer == 0 ? Double.NaN : StrictMath.log((double) pairs / longer);
    }
}
