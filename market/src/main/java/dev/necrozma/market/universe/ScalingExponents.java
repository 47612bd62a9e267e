package dev.necrozma.market.universe;

/**
 * How the fluctuations of a series grow with the scale: the rescaled range and detrended fluctuations of its sums over blocks of 8,
 * 12, 16, 24 and 32 values. Blocks do not overlap and end with the series; values before the first whole block are left out.
 *
 * <p>Not for several threads.
 */
final class ScalingExponents {

    static final int LONGEST_SCALE = 32;

    private static final int[] SCALES = {8, 12, 16, 24, LONGEST_SCALE};
    private static final LogLogFit FIT = new LogLogFit(8, 12, 16, 24, LONGEST_SCALE);

    private final double[] rescaledRanges = new double[SCALES.length];
    private final double[] fluctuations = new double[SCALES.length];

    /** Sum of the squared residuals of the block last seen from its line. */
    private double residuals;

    /** Takes in a series of at least {@link #LONGEST_SCALE} values. */
    void measure(double[] values) {
        for (int i = 0; i < SCALES.length; i++) {
            measure(values, i);
        }
    }

    private void measure(double[] values, int place) {
        int scale = SCALES[place];
        double ranges = 0;
        double squares = 0;
        int counted = 0;
        int blocks = 0;
        for (int end = values.length; end >= scale; end -= scale) {
            double range = block(values, end - scale, scale);
            if (range > 0) {
                ranges += range;
                squares += residuals;
                counted++;
            }
            blocks++;
        }
        rescaledRanges[place] = counted == 0 ? 0 : ranges / counted;
        fluctuations[place] = Math.sqrt(squares / ((double) blocks * scale));
    }

    /** Returns range over standard deviation, and leaves {@link #residuals}; 0 if the values are all equal. */
    private double block(double[] values, int start, int scale) {
        double sum = 0;
        boolean constant = true;
        for (int i = start; i < start + scale; i++) {
            sum += values[i];
            constant &= values[i] == values[start];
        }
        if (constant) {
            residuals = 0;
            return 0;
        }
        double mean = sum / scale;
        double squares = 0;
        double profile = 0;
        double highest = 0;
        double lowest = 0;
        double profiles = 0;
        double profileSquares = 0;
        double products = 0;
        for (int i = 0; i < scale; i++) {
            double deviation = values[start + i] - mean;
            squares += deviation * deviation;
            profile += deviation;
            highest = Math.max(highest, profile);
            lowest = Math.min(lowest, profile);
            profiles += profile;
            profileSquares += profile * profile;
            products += (2 * i - (scale - 1)) * profile;
        }
        // Places count in halves of a step, so that they are whole numbers about a mean of zero.
        double placeSquares = scale * ((double) scale * scale - 1) / 3;
        residuals = Math.max(0, profileSquares - profiles * profiles / scale - products * products / placeSquares);
        return (highest - lowest) / Math.sqrt(squares / scale);
    }

    /**
     * Hurst (1951), Mandelbrot and Wallis (1969): the slope of the logarithm of the mean rescaled range on that of the scale, blocks of
     * equal values left out; NaN if a scale has no other. Short blocks of noise have more than 0.5 (Anis and Lloyd 1976).
     */
    double hurst() {
        return FIT.slope(rescaledRanges);
    }

    /**
     * Detrended fluctuation analysis of order 1 (Peng et al. 1994): the slope of the logarithm of the root mean square residual on that
     * of the scale; NaN if at a scale there is none.
     */
    double dfa() {
        return FIT.slope(fluctuations);
    }

    /** The mean rescaled range at each scale; 0 where there is none. */
    double[] rescaledRanges() {
        return rescaledRanges;
    }

    double[] fluctuations() {
        return fluctuations;
    }
}
