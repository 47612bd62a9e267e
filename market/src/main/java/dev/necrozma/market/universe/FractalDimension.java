package dev.necrozma.market.universe;

/** Fractal dimensions of the graph of a series, in which a straight line has dimension 1. With whole numbers the lengths are exact. */
final class FractalDimension {

    /** Higuchi's intervals are 1 to this. */
    static final int LONGEST_INTERVAL = 8;

    private static final LogLogFit HIGUCHI_FIT = higuchiFit();

    private FractalDimension() {}

    private static LogLogFit higuchiFit() {
        double[] inverse = new double[LONGEST_INTERVAL];
        for (int k = 1; k <= LONGEST_INTERVAL; k++) {
            inverse[k - 1] = 1.0 / k;
        }
        return new LogLogFit(inverse);
    }

    /**
     * Katz (1988): {@code ln n / ln(n d / L)} with {@code n} steps, their length {@code L}, and {@code d} the largest distance from the
     * first value; distances are those of the values alone, so that units do not matter. NaN if {@code d} is no more than the mean
     * step, where the quotient means nothing.
     */
    static double katz(double... values) {
        double first = values[0];
        double path = 0;
        double extent = 0;
        for (int i = 1; i < values.length; i++) {
            path += Math.abs(values[i] - values[i - 1]);
            extent = Math.max(extent, Math.abs(values[i] - first));
        }
        int steps = values.length - 1;
        return steps * extent > path ? StrictMath.log(steps) / StrictMath.log(steps * extent / path) : Double.NaN;
    }

    /**
     * Higuchi (1988): the slope of {@code ln L(k)} on {@code ln(1/k)}, {@code k} from 1 to 8, {@code L(k)} the mean of the normalised
     * lengths of the {@code k} curves that take every {@code k}-th value. NaN if one of the lengths is zero.
     *
     * @param lengths scratch of at least {@link #LONGEST_INTERVAL} elements
     */
    static double higuchi(double[] values, double[] lengths) {
        for (int k = 1; k <= LONGEST_INTERVAL; k++) {
            lengths[k - 1] = meanLength(values, k);
        }
        return HIGUCHI_FIT.slope(lengths);
    }

    private static double meanLength(double[] values, int k) {
        int length = values.length;
        double sum = 0;
        for (int start = 0; start < k; start++) {
            double path = 0;
            for (int i = start + k; i < length; i += k) {
                path += Math.abs(values[i] - values[i - k]);
            }
            int steps = (length - 1 - start) / k;
            sum += path * (length - 1) / ((double) steps * k) / k;
        }
        return sum / k;
    }
}
