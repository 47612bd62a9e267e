package dev.necrozma.market.universe;

import java.util.List;

/** Whether the returns could come from few variables that diverge. Long contexts only: short ones show little but their length. */
final class ChaosGroup implements FeatureGroup {

    private static final int SHORTEST = 512;
    private static final int CORRELATION_DIMENSION = 0;
    private static final int LYAPUNOV_EXPONENT = 1;

    private static final String VECTORS =
            "; vectors of 3 successive r, pairs more than 10 apart in time; null if r is constant or ";

    private static final List<Feature> FEATURES = List.of(
            Feature.of(
                    "ctx_correlation_dimension",
                    "1",
                    SHORTEST,
                    Range.NOT_NEGATIVE,
                    "least-squares slope of ln(pairs within d) on ln d, d = 0.1, 0.15, 0.2, 0.3, 0.4, 0.5 std, maximum norm"
                            + VECTORS + "no pair is within the smallest d",
                    "Grassberger and Procaccia 1983; Theiler 1986"),
            Feature.of(
                    "ctx_lyapunov_exponent",
                    "1/candle",
                    SHORTEST,
                    Range.ANY,
                    "least-squares slope on k = 0 to 4 of the mean ln distance k candles on of each vector and its nearest,"
                            + " distances of 0 left out" + VECTORS + "a mean has no terms",
                    "Rosenstein, Collins and De Luca 1993"));

    @Override
    public String name() {
        return "chaos";
    }

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public FeatureComputation prepare(int candles) {
        Attractor attractor = new Attractor(candles - 1);
        return (window, out) -> {
            if (!window.constant) {
                attractor.measure(window.halfPoints().returns);
                out.set(CORRELATION_DIMENSION, attractor.correlationDimension());
                out.set(LYAPUNOV_EXPONENT, attractor.lyapunovExponent());
            }
        };
    }
}
