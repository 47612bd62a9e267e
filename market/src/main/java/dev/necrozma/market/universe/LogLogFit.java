package dev.necrozma.market.universe;

/** Least-squares slopes of {@code ln y} on {@code ln x}, for fixed {@code x}. */
final class LogLogFit {

    /** Deviations of {@code ln x} from their mean, over the sum of their squares. */
    private final double[] weights;

    LogLogFit(double... x) {
        weights = new double[x.length];
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            weights[i] = StrictMath.log(x[i]);
            sum += weights[i];
        }
        double mean = sum / x.length;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            weights[i] -= mean;
            squares += weights[i] * weights[i];
        }
        for (int i = 0; i < x.length; i++) {
            weights[i] /= squares;
        }
    }

    /** The slope for the first values of {@code y}, or NaN if one of them has no logarithm. */
    double slope(double[] y) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(y[i] > 0)) {
                return Double.NaN;
            }
            sum += weights[i] * StrictMath.log(y[i]);
        }
        return sum;
    }
}
