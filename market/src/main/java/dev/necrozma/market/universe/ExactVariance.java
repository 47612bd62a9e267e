package dev.necrozma.market.universe;

/**
 * Sum and variance of values that are whole numbers: exact, and what compares with a multiple of the standard deviation decides
 * exactly, as long as {@code n} times the sum of squares is below 2^50 (for 127 returns in twentieths of a pip: below 13,000 pips
 * each); beyond, and for other values, to within rounding.
 */
final class ExactVariance {

    private int n;

    /** The sum of the values: {@code n} times their mean. */
    double sum;

    /** {@code n^2} times their variance. */
    double scaledVariance;

    void measure(double[] values) {
        double total = 0;
        double squares = 0;
        for (double value : values) {
            total += value;
            squares += value * value;
        }
        n = values.length;
        sum = total;
        scaledVariance = Math.max(0, n * squares - total * total);
    }

    /**
     * Returns {@code numerator / denominator} standard deviations: a whole number is at most that distance exactly when it is at most
     * the number returned (with a numerator other than 1 the bound of the class is less by its square).
     */
    double distance(int numerator, int denominator) {
        /*
         * If the distance is a whole number, the root is one too, and all three steps are exact. If not, its square is off that of the
         * nearest by at least one part in the scaled variance: the distance by more than 2^-51 of itself, and three roundings are less.
         */
        return numerator * Math.sqrt(scaledVariance) / (denominator * (double) n);
    }
}
