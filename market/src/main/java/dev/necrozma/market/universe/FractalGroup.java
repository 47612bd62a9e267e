package dev.necrozma.market.universe;

import java.util.List;

/** How rough the price is, and how its fluctuations grow with the scale. */
final class FractalGroup implements FeatureGroup {

    private static final int KATZ = 0;
    private static final int HIGUCHI = 1;
    private static final int HURST = 2;
    private static final int DFA = 3;

    private static final String BLOCKS =
            " on that of the scale: 8, 12, 16, 24, 32; blocks do not overlap and end with the context";

    private static final List<Feature> FEATURES = List.of(
            Feature.of(
                    "ctx_katz_dimension",
                    "1",
                    17,
                    new Range(1, Double.POSITIVE_INFINITY),
                    "ln n / ln(n d / L) of c, n steps of total length L, d the largest distance from the first c; null if d is not"
                            + " above L / n",
                    "Katz 1988"),
            Feature.of(
                    "ctx_higuchi_dimension",
                    "1",
                    33,
                    Range.ANY,
                    "least-squares slope of ln L(k) on ln(1/k), k = 1 to 8, L(k) the mean normalised length of c at every k-th"
                            + " candle; null if an L(k) is 0",
                    "Higuchi 1988"),
            Feature.of(
                    "ctx_hurst_exponent",
                    "1",
                    65,
                    Range.ANY,
                    "least-squares slope of ln(mean R/S of r)" + BLOCKS
                            + ", those of equal r left out; null if a scale has no other; noise has some 0.6 (Anis and Lloyd"
                            + " 1976)",
                    "Hurst 1951; Mandelbrot and Wallis 1969"),
            Feature.of(
                    "ctx_dfa_exponent",
                    "1",
                    65,
                    Range.ANY,
                    "least-squares slope of ln(root mean square of the sums of r about a line)" + BLOCKS
                            + "; null if a scale has none",
                    "Peng et al. 1994"));

    @Override
    public String name() {
        return "fractal";
    }

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public FeatureComputation prepare(int candles) {
        ScalingExponents exponents = new ScalingExponents();
        double[] lengths = new double[FractalDimension.LONGEST_INTERVAL];
        return (window, out) -> {
            HalfPointWindow halfPoints = window.halfPoints();
            out.set(KATZ, FractalDimension.katz(halfPoints.closes));
            if (out.wants(HIGUCHI)) {
                out.set(HIGUCHI, FractalDimension.higuchi(halfPoints.closes, lengths));
            }
            if (out.wants(HURST)) {
                exponents.measure(halfPoints.returns);
                out.set(HURST, exponents.hurst());
                out.set(DFA, exponents.dfa());
            }
        };
    }
}
