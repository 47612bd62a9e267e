package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.universe.Contexts.Mean;
import dev.necrozma.market.universe.FeatureCheck.Oracle;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FractalGroupTest {

    private static final FractalGroup GROUP = new FractalGroup();
    private static final int[] SCALES = {8, 12, 16, 24, 32};

    @Test
    void agreesWithNaiveDefinitions() {
        FeatureCheck.checkContext(
                "fractal",
                List.of(
                        new Oracle("ctx_katz_dimension", FractalGroupTest::katz),
                        new Oracle("ctx_higuchi_dimension", FractalGroupTest::higuchi),
                        new Oracle("ctx_hurst_exponent", FractalGroupTest::hurst),
                        new Oracle("ctx_dfa_exponent", FractalGroupTest::dfa)));
    }

    private static double katz(NaiveWindow window) {
        long path = Arrays.stream(window.r).map(Math::abs).sum();
        long extent = Arrays.stream(window.close)
                .map(c -> Math.abs(c - window.close[0]))
                .max()
                .orElseThrow();
        double n = window.n;
        boolean isNull = extent * window.n <= path;
        return isNull ? Double.NaN : Math.log10(n) / (Math.log10(n) + Math.log10((double) extent / path));
    }

    /** The lengths as Higuchi (1988) writes them, m counted from 1, and the slope as a covariance over a variance. */
    private static double higuchi(NaiveWindow window) {
        double[] x = new double[8];
        double[] y = new double[8];
        int total = window.lookback;
        for (int k = 1; k <= 8; k++) {
            double sum = 0;
            for (int m = 1; m <= k; m++) {
                double length = 0;
                for (int i = 1; i <= (total - m) / k; i++) {
                    length += Math.abs(window.closes()[m + i * k - 1] - window.closes()[m + (i - 1) * k - 1]);
                }
                double blocks = Math.floor((double) (total - m) / k);
                sum += length * (total - 1) / (blocks * k) / k;
            }
            x[k - 1] = Math.log(1.0 / k);
            y[k - 1] = Math.log(sum / k);
            if (sum < 1e-9) {
                return Double.NaN;
            }
        }
        return slope(x, y);
    }

    private static double slope(double[] x, double[] y) {
        return NaiveWindow.covariance(x, y) / NaiveWindow.covariance(x, x);
    }

    private static double hurst(NaiveWindow window) {
        double[] x = new double[SCALES.length];
        double[] y = new double[SCALES.length];
        for (int place = 0; place < SCALES.length; place++) {
            int scale = SCALES[place];
            double sum = 0;
            double count = 0;
            for (int block = 1; block * scale <= window.n; block++) {
                int start = window.n - block * scale;
                if (!NaiveWindow.constant(Arrays.copyOfRange(window.r, start, start + scale))) {
                    sum += rescaledRange(Arrays.copyOfRange(window.pips, start, start + scale));
                    count++;
                }
            }
            x[place] = Math.log(scale);
            y[place] = count == 0 ? Double.NaN : Math.log(sum / count);
        }
        return slope(x, y);
    }

    private static double rescaledRange(double... values) {
        double[] sums = new double[values.length];
        double mean = NaiveWindow.mean(values);
        for (int i = 0; i < values.length; i++) {
            sums[i] = (i == 0 ? 0 : sums[i - 1]) + values[i] - mean;
        }
        double most = Arrays.stream(sums).max().orElseThrow();
        double least = Arrays.stream(sums).min().orElseThrow();
        return (most - least) / NaiveWindow.std(values);
    }

    private static double dfa(NaiveWindow window) {
        double[] x = new double[SCALES.length];
        double[] y = new double[SCALES.length];
        double[] profile = new double[window.n];
        double mean = NaiveWindow.mean(window.pips);
        for (int i = 0; i < window.n; i++) {
            profile[i] = (i == 0 ? 0 : profile[i - 1]) + window.pips[i] - mean;
        }
        for (int place = 0; place < SCALES.length; place++) {
            int scale = SCALES[place];
            double squares = 0;
            int blocks = window.n / scale;
            for (int block = 1; block <= blocks; block++) {
                int start = window.n - block * scale;
                squares += residualSquares(Arrays.copyOfRange(profile, start, start + scale));
            }
            x[place] = Math.log(scale);
            y[place] = squares < 1e-15 ? Double.NaN : Math.log(Math.sqrt(squares / (blocks * scale)));
        }
        return slope(x, y);
    }

    private static double residualSquares(double... y) {
        double[] x = NaiveWindow.places(y.length);
        double slope = slope(x, y);
        double intercept = NaiveWindow.mean(y) - slope * NaiveWindow.mean(x);
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += Math.pow(y[i] - intercept - slope * x[i], 2);
        }
        return sum;
    }

    @Test
    void aLineHasDimensionOne() {
        Window line = Contexts.window(Contexts.map(127, t -> 0.7));
        assertThat(value(line, "ctx_katz_dimension")).isEqualTo(1);
        assertThat(value(line, "ctx_higuchi_dimension")).isCloseTo(1, within(1e-14));
        assertThat(value(line, "ctx_hurst_exponent")).isNaN();
        assertThat(value(line, "ctx_dfa_exponent")).isNaN();
    }

    /**
     * The mean absolute difference of a walk over k steps grows as the square root of k, of noise not at all: L(k) as k^-1.5 and k^-2.
     */
    @Test
    void higuchiOfAWalkIsThreeHalvesAndOfNoiseTwo() {
        Mean walk = Contexts.overNoise(GROUP, "ctx_higuchi_dimension", 1_000, 300);
        assertThat(walk.value()).isCloseTo(1.5, within(4 * walk.standardError() + 0.002));
        double[] noise = Contexts.noise(7, 300_001);
        double[] differences = Contexts.map(300_000, t -> noise[(int) t + 1] - noise[(int) t]);
        Mean flat = Contexts.over(differences, GROUP, "ctx_higuchi_dimension", 1_000);
        assertThat(flat.value()).isCloseTo(2, within(4 * flat.standardError() + 0.002));
        assertThat(walk.standardError() + flat.standardError()).isLessThan(0.005);
    }

    /** Anis and Lloyd (1976): the expected rescaled range of n independent normal values. */
    private static double anisLloyd(int n) {
        // gamma((n - 1) / 2) / (sqrt(pi) gamma(n / 2)) for even n: 1 for n = 2, and from n to n + 2 times (n - 1) / n.
        double ratio = 1;
        for (int k = 2; k < n; k += 2) {
            ratio *= (k - 1.0) / k;
        }
        double sum = 0;
        for (int i = 1; i < n; i++) {
            sum += Math.sqrt((n - i) / (double) i);
        }
        return ratio * sum;
    }

    @Test
    void rescaledRangesOfNoiseAreThoseOfAnisAndLloyd() {
        ScalingExponents exponents = new ScalingExponents();
        // Two values: range and deviation are both half their difference.
        assertThat(anisLloyd(2)).isCloseTo(1, within(1e-15));
        exponents.measure(Contexts.noise(5, 400_000));
        for (int i = 0; i < SCALES.length; i++) {
            // The standard deviation of R/S is some 0.27 of sqrt(n) for n as here; 400,000 / n blocks.
            double error = 0.3 * SCALES[i] / Math.sqrt(400_000);
            assertThat(exponents.rescaledRanges()[i]).isCloseTo(anisLloyd(SCALES[i]), within(4 * error));
        }
        double[] logScales = Arrays.stream(SCALES).mapToDouble(Math::log).toArray();
        double[] logRanges =
                Arrays.stream(SCALES).mapToDouble(n -> Math.log(anisLloyd(n))).toArray();
        assertThat(exponents.hurst()).isCloseTo(slope(logScales, logRanges), within(0.01));
        assertThat(slope(logScales, logRanges)).isBetween(0.58, 0.65);
    }

    /**
     * The expected square of the residuals is the trace of the covariance of the profile after the line is taken off: of sums of
     * independent values, min(i, j); of sums of a walk, the sum of min(u, v) over u up to i, v up to j.
     */
    @Test
    void fluctuationsOfNoiseAndOfAWalkAreWhatTheirCovarianceSays() {
        double[] noise = Contexts.noise(6, 800_000);
        double[] walk = noise.clone();
        for (int i = 1; i < walk.length; i++) {
            walk[i] += walk[i - 1];
        }
        ScalingExponents ofNoise = new ScalingExponents();
        ofNoise.measure(noise);
        ScalingExponents ofWalk = new ScalingExponents();
        ofWalk.measure(walk);
        for (int i = 0; i < SCALES.length; i++) {
            int n = SCALES[i];
            double expected = Math.sqrt(expectedResiduals(n, (a, b) -> Math.min(a, b)) / n);
            assertThat(expected).isCloseTo(Math.sqrt((n * n - 4) / (15.0 * n)), within(1e-9));
            assertThat(ofNoise.fluctuations()[i] / expected).isCloseTo(1, within(0.02));
            double walked = Math.sqrt(expectedResiduals(n, FractalGroupTest::covarianceOfSummedWalk) / n);
            assertThat(ofWalk.fluctuations()[i] / walked).isCloseTo(1, within(0.04));
        }
        // Short scales have steeper slopes than the limits of 0.5 and 1.5, by how much the formula above says.
        assertThat(ofNoise.dfa()).isCloseTo(0.5, within(0.05));
        assertThat(ofWalk.dfa()).isCloseTo(1.5, within(0.05));
    }

    private interface Covariance {
        double of(int i, int j);
    }

    /** Cov(sum of S_u to i, sum of S_v to j), where the walk begins at the block. */
    private static double covarianceOfSummedWalk(int i, int j) {
        double sum = 0;
        for (int u = 1; u <= i; u++) {
            for (int v = 1; v <= j; v++) {
                sum += Math.min(u, v);
            }
        }
        return sum;
    }

    private static double expectedResiduals(int n, Covariance covariance) {
        double trace = 0;
        double mean = (n + 1) / 2.0;
        double squares = n * (n * n - 1.0) / 12;
        for (int i = 1; i <= n; i++) {
            for (int j = 1; j <= n; j++) {
                double hat = 1.0 / n + (i - mean) * (j - mean) / squares;
                trace += ((i == j ? 1 : 0) - hat) * covariance.of(i, j);
            }
        }
        return trace;
    }

    /** The price goes to and fro between two levels: its length at every second candle is zero, and its extent is one step. */
    @Test
    void anAlternationHasNoDimension() {
        Window window = Contexts.window(Contexts.map(127, t -> t % 2 == 0 ? 0.3 : -0.3));
        assertThat(value(window, "ctx_katz_dimension")).isNaN();
        assertThat(value(window, "ctx_higuchi_dimension")).isNaN();
        assertThat(value(window, "ctx_hurst_exponent")).isFinite();
    }

    /** Dimensions and exponents do not change with the size of the moves or their sign, Higuchi's not with the direction of time. */
    @Test
    void unitsAndSignDoNotMatter() {
        double[] gaussian = Contexts.noise(9, 127);
        double[] noise = Contexts.map(127, t -> Math.rint(30 * gaussian[(int) t]) / 10);
        Window one = Contexts.window(noise);
        Window other = Contexts.window(Contexts.map(127, t -> -4 * noise[(int) t]));
        for (Feature feature : GROUP.features()) {
            assertThat(value(other, feature.name()))
                    .as(feature.name())
                    .isCloseTo(value(one, feature.name()), within(1e-12));
        }
    }

    private static double value(Window window, String feature) {
        return Contexts.value(window, GROUP, feature);
    }
}
