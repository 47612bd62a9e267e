package dev.necrozma.market.instrument;

/**
 * What is traded, and the unit in which its price moves are counted.
 *
 * @param symbol upper-case letters and digits without separators, such as {@code EURUSD}
 * @param pipSize one pip in quote currency, such as 0.0001; finite and positive
 */
public record Instrument(String symbol, double pipSize) {

    public Instrument {
        if (symbol.isBlank()) {
            throw new IllegalArgumentException("symbol must not be blank");
        }
        if (!(pipSize > 0) || Double.isInfinite(pipSize)) {
            throw new IllegalArgumentException("pipSize must be finite and positive: " + pipSize);
        }
    }
}
