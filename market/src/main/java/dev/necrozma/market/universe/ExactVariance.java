package dev.necrozma.market.universe;

/**
 * Sum and variance of values that are whole numbers: exact, and what compares with a multiple of the standard deviation decides
 * exactly, as long as {@code n} times the sum of squares is below 2^53 (for returns of 127 candles in half-points of a tenth of a
 * pip: below 37,000 pips each); beyond, and for other values, to within rounding.
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
     * Returns {@code numerator / denominator} standard deviations as a distance: a whole number is at most that distance exactly when
     * it is at most the number returned.
     */
    double distance(int numerator, int denominator) {
        double distance = numerator * Math.sqrt(scaledVariance) / (denominator * (double) n);
        double whole = Math.rint(distance);
        double scaled = denominator * (double) n * whole;
        boolean reached = scaled * scaled <= (double) numerator * numerator * scaledVariance;
        return reached ? Math.max(distance, whole) : Math.min(distance, Math.nextDown(whole));
    }
}
