package dev.necrozma.market.universe;

/**
 * The values that a feature may have, both ends included; infinite where there is no bound.
 */
public record Range(double least, double most) {

    static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    static final Range NOT_NEGATIVE = new Range(0, Double.POSITIVE_INFINITY);
    static final Range SHARE = new Range(0, 1);
    static final Range CORRELATION = new Range(-1, 1);

    public Range {
        if (!(least < most)) {
            throw new IllegalArgumentException("least must be below most: " + least + ", " + most);
        }
    }
}
