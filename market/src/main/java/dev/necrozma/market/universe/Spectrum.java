package dev.necrozma.market.universe;

import java.util.Arrays;

/**
 * The one-sided power spectrum of series of one length, with the mean taken off, and its shape. Frequencies are {@code k / n} cycles a
 * value, {@code k} from 1 to {@code n / 2}; where {@code n} is even, the last is the Nyquist frequency, which has no twin among the
 * negative ones and so counts once where the others count twice.
 *
 * <p>Not for several threads.
 */
final class Spectrum {

    private static final double ROLL_OFF = 0.85;

    /** Shares of returns that are mostly zero may be equal, and differ by rounding. */
    private static final double TIE = 1e-9;

    /** Less than this share of the power is the rounding of sums that are zero: they are off by some sqrt(n) in 1e16, squared. */
    private static final double ROUNDING = 1e-24;

    /*
     * n is 127 by default, a prime: a fast transform would go through two of length 256, which costs as much as the plain sums below
     * do when the processor takes four frequencies at once. Values at the same distance from either end share their cosines and
     * have opposite sines, which halves the work. The sum of a frequency is taken in the order of time, vector unit or not.
     */
    private final int n;
    private final int bins;
    private final int pairs;
    private final double[] cosines;
    private final double[] sines;
    private final double[] real;
    private final double[] imaginary;
    private final double[] logarithms;
    private final double logBins;

    /** Power of each frequency as a share of all; element 0 is that of one cycle. */
    final double[] shares;

    /** The place in {@link #shares} of the largest, of equal ones the lowest. */
    private int dominant;

    Spectrum(int n) {
        if (n < 2) {
            throw new IllegalArgumentException("n must be at least 2: " + n);
        }
        this.n = n;
        this.bins = n / 2;
        this.pairs = (n - 1) / 2;
        this.cosines = new double[pairs * bins];
        this.sines = new double[pairs * bins];
        this.real = new double[bins];
        this.imaginary = new double[bins];
        this.shares = new double[bins];
        this.logarithms = new double[bins];
        this.logBins = StrictMath.log(bins);
        fillBasis();
    }

    private void fillBasis() {
        double[] cosine = new double[n];
        double[] sine = new double[n];
        for (int i = 0; i < n; i++) {
            double angle = 2 * Math.PI * i / n;
            cosine[i] = StrictMath.cos(angle);
            sine[i] = StrictMath.sin(angle);
        }
        for (int t = 1; t <= pairs; t++) {
            for (int k = 1; k <= bins; k++) {
                int place = (t - 1) * bins + k - 1;
                int turn = (int) ((long) t * k % n);
                cosines[place] = cosine[turn];
                sines[place] = sine[turn];
            }
        }
    }

    /** Takes in a series of {@code n} values that are not all equal. */
    void measure(double[] values) {
        double sum = 0;
        for (int t = 0; t < n; t++) {
            sum += values[t];
        }
        double mean = sum / n;
        Arrays.fill(real, values[0] - mean);
        Arrays.fill(imaginary, 0);
        for (int t = 1; t <= pairs; t++) {
            double early = values[t] - mean;
            double late = values[n - t] - mean;
            accumulate(real, early + late, cosines, (t - 1) * bins);
            accumulate(imaginary, early - late, sines, (t - 1) * bins);
        }
        if (n % 2 == 0) {
            double middle = values[n / 2] - mean;
            for (int k = 1; k <= bins; k++) {
                real[k - 1] += k % 2 == 0 ? middle : -middle;
            }
        }
        powers();
    }

    private static void accumulate(double[] sums, double factor, double[] basis, int offset) {
        for (int k = 0; k < sums.length; k++) {
            sums[k] += factor * basis[offset + k];
        }
    }

    private void powers() {
        for (int k = 0; k < bins; k++) {
            shares[k] = 2 * (real[k] * real[k] + imaginary[k] * imaginary[k]);
        }
        if (n % 2 == 0) {
            shares[bins - 1] /= 2;
        }
        double total = 0;
        for (int k = 0; k < bins; k++) {
            total += shares[k];
        }
        dominant = 0;
        for (int k = 0; k < bins; k++) {
            shares[k] /= total;
            if (shares[k] < ROUNDING) {
                shares[k] = 0;
            }
            logarithms[k] = shares[k] > 0 ? StrictMath.log(shares[k]) : Double.NEGATIVE_INFINITY;
            if (shares[k] > shares[dominant] * (1 + TIE)) {
                dominant = k;
            }
        }
    }

    private double frequency(int place) {
        return (place + 1.0) / n;
    }

    double dominantFrequency() {
        return frequency(dominant);
    }

    double dominantShare() {
        return shares[dominant];
    }

    /** The mean frequency, weighted with power. */
    double centroid() {
        double sum = 0;
        for (int k = 0; k < bins; k++) {
            sum += frequency(k) * shares[k];
        }
        return sum;
    }

    /** The standard deviation of frequency about {@code centroid}, weighted with power. */
    double spread(double centroid) {
        double sum = 0;
        for (int k = 0; k < bins; k++) {
            double deviation = frequency(k) - centroid;
            sum += deviation * deviation * shares[k];
        }
        return Math.sqrt(sum);
    }

    /** The lowest frequency up to which 85 % of the power lie. */
    double rollOff() {
        double sum = 0;
        int place = 0;
        while (place < bins - 1 && sum + shares[place] < ROLL_OFF - TIE) {
            sum += shares[place];
            place++;
        }
        return frequency(place);
    }

    /** The power in eighths of a cycle: {@code [band / 8, (band + 1) / 8)}, the last with its upper end. */
    double bandShare(int band) {
        double sum = 0;
        for (int k = 0; k < bins; k++) {
            sum += Math.min(8 * (k + 1) / n, 3) == band ? shares[k] : 0;
        }
        return sum;
    }

    /** Entropy of the shares over that of equal ones; NaN where there is but one frequency. */
    double entropy() {
        double sum = 0;
        for (int k = 0; k < bins; k++) {
            sum -= shares[k] > 0 ? shares[k] * logarithms[k] : 0;
        }
        return sum / logBins;
    }

    /** Geometric over arithmetic mean of the powers; 0 if one of them is. */
    double flatness() {
        double sum = 0;
        for (int k = 0; k < bins; k++) {
            sum += logarithms[k];
        }
        return Math.min(1, bins * StrictMath.exp(sum / bins));
    }
}
