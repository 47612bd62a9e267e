package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.universe.Contexts.Mean;
import dev.necrozma.market.universe.FeatureCheck.Oracle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpectralGroupTest {

    private static final SpectralGroup GROUP = new SpectralGroup();

    @Test
    void agreesWithNaiveDefinitions() {
        FeatureCheck.checkContext(
                "spectral",
                List.of(
                        new Oracle("ctx_dominant_frequency", w -> dominant(w) / w.n),
                        new Oracle("ctx_dominant_share", w -> p(w)[(int) dominant(w)]),
                        new Oracle("ctx_spectral_centroid", w -> centroid(p(w), w.n)),
                        new Oracle("ctx_spectral_spread", w -> spread(p(w), w.n)),
                        new Oracle("ctx_spectral_flatness", w -> flatness(p(w))),
                        new Oracle("ctx_spectral_entropy", w -> entropy(p(w))),
                        new Oracle("ctx_spectral_rolloff", w -> rollOff(p(w)) / w.n),
                        new Oracle("ctx_band_share_1", w -> band(p(w), w.n, 0, 0.125)),
                        new Oracle("ctx_band_share_2", w -> band(p(w), w.n, 0.125, 0.25)),
                        new Oracle("ctx_band_share_3", w -> band(p(w), w.n, 0.25, 0.375)),
                        new Oracle("ctx_band_share_4", w -> band(p(w), w.n, 0.375, 0.51))));
    }

    /** Shares by the definition of the transform; element 0 is none, and that of frequency 0 is taken off. */
    private static double[] p(NaiveWindow window) {
        int n = window.n;
        double[] power = new double[n / 2 + 1];
        double total = 0;
        for (int k = 1; k < power.length; k++) {
            double re = 0;
            double im = 0;
            for (int t = 0; t < n; t++) {
                re += window.pips[t] * Math.cos(-2 * Math.PI * k * t / n);
                im += window.pips[t] * Math.sin(-2 * Math.PI * k * t / n);
            }
            power[k] = (re * re + im * im) * (2 * k == n ? 1 : 2);
            total += power[k];
        }
        for (int k = 0; k < power.length; k++) {
            power[k] = NaiveWindow.constant(window.r) ? Double.NaN : power[k] / total;
            power[k] = power[k] < 1e-24 ? 0 : power[k]; // what is left of sums that cancel
        }
        return power;
    }

    private static double dominant(NaiveWindow window) {
        double[] p = p(window);
        int best = 1;
        for (int k = 1; k < p.length; k++) {
            best = p[k] > p[best] * (1 + 1e-9) ? k : best;
        }
        return Double.isNaN(p[1]) ? Double.NaN : best;
    }

    private static double centroid(double[] p, int n) {
        double sum = 0;
        for (int k = 1; k < p.length; k++) {
            sum += (double) k / n * p[k];
        }
        return sum;
    }

    private static double spread(double[] p, int n) {
        double sum = 0;
        for (int k = 1; k < p.length; k++) {
            sum += Math.pow((double) k / n, 2) * p[k];
        }
        return Math.sqrt(sum - Math.pow(centroid(p, n), 2));
    }

    private static double flatness(double[] p) {
        double product = 1;
        for (int k = 1; k < p.length; k++) {
            product *= Math.pow(p[k], 1.0 / (p.length - 1));
        }
        return product * (p.length - 1);
    }

    private static double entropy(double[] p) {
        double sum = 0;
        for (int k = 1; k < p.length; k++) {
            sum -= p[k] == 0 ? 0 : p[k] * Math.log(p[k]);
        }
        return sum / Math.log(p.length - 1);
    }

    private static double rollOff(double[] p) {
        double sum = 0;
        for (int k = 1; k < p.length; k++) {
            sum += p[k];
            if (sum >= 0.85 - 1e-9) {
                return k;
            }
        }
        return Double.NaN;
    }

    private static double band(double[] p, int n, double from, double to) {
        double sum = Double.isNaN(p[0]) ? Double.NaN : 0;
        for (int k = 1; k < p.length; k++) {
            sum += (double) k / n >= from && (double) k / n < to ? p[k] : 0;
        }
        return sum;
    }

    /** A sine of k cycles in n returns is orthogonal to every other frequency of the transform, whatever its phase and the mean. */
    @ParameterizedTest
    @CsvSource({"127, 1", "127, 5", "127, 40", "127, 63", "128, 17", "128, 63", "100, 13"})
    void aSineOnABinHasAllPowerAtItsFrequency(int n, int cycles) {
        Window window = Contexts.window(Contexts.series(Contexts.map(
                n, t -> 3 + 10 * Math.sin(0.7 + 2 * Math.PI * cycles * t / n))));
        assertThat(value(window, "ctx_dominant_frequency")).isEqualTo((double) cycles / n);
        assertThat(value(window, "ctx_dominant_share")).isCloseTo(1, within(1e-12));
        assertThat(value(window, "ctx_spectral_entropy")).isCloseTo(0, within(1e-12));
        assertThat(value(window, "ctx_spectral_centroid")).isCloseTo((double) cycles / n, within(1e-12));
        assertThat(value(window, "ctx_spectral_spread")).isCloseTo(0, within(1e-6));
        assertThat(value(window, "ctx_spectral_rolloff")).isEqualTo((double) cycles / n);
        assertThat(value(window, "ctx_spectral_flatness")).isCloseTo(0, within(1e-9));
        assertThat(value(window, "ctx_band_share_" + (Math.min(8 * cycles / n, 3) + 1)))
                .isCloseTo(1, within(1e-12));
    }

    /**
     * By Parseval's theorem the alternation of amplitude a has n a^2 of the sum of squares, and a sine of amplitude b n b^2 / 2: a
     * Nyquist frequency that counted twice would have 2/3 and not 1/2 where a^2 = b^2 / 2.
     */
    @Test
    void theNyquistFrequencyCountsOnce() {
        int n = 128;
        Window window = Contexts.window(Contexts.series(Contexts.map(
                n, t -> 10 * Math.sqrt(0.5) * (t % 2 == 0 ? 1 : -1) + 10 * Math.sin(2 * Math.PI * 20 * t / n))));
        assertThat(value(window, "ctx_band_share_2")).isCloseTo(0.5, within(1e-9));
        assertThat(value(window, "ctx_band_share_4")).isCloseTo(0.5, within(1e-9));
        assertThat(value(window, "ctx_spectral_entropy")).isCloseTo(Math.log(2) / Math.log(64), within(1e-9));
    }

    /**
     * The m = 63 ordinates of Gaussian noise are independent exponentials, whose shares do not depend on their sum. Hence the
     * geometric over the arithmetic mean is gamma(1 + 1/m)^m, which tends to e^-gamma; the largest share H(m) / m; the entropy
     * (H(m) - 1) / ln m; and each share 1/m. Within 4 standard errors.
     */
    @Test
    void noiseHasTheMomentsOfExponentialOrdinates() {
        int m = 63;
        double harmonic = 0;
        for (int k = 1; k <= m; k++) {
            harmonic += 1.0 / k;
        }
        double flatness = Math.exp(m * logGammaOnePlus(1.0 / m));
        assertThat(flatness).isCloseTo(Math.exp(-0.5772156649), within(0.01));
        near(Contexts.overNoise(GROUP, "ctx_spectral_flatness", 128, 4_000), flatness);
        near(Contexts.overNoise(GROUP, "ctx_dominant_share", 128, 4_000), harmonic / m);
        near(Contexts.overNoise(GROUP, "ctx_spectral_entropy", 128, 4_000), (harmonic - 1) / Math.log(m));
        near(Contexts.overNoise(GROUP, "ctx_spectral_centroid", 128, 4_000), 32.0 / 127);
        near(Contexts.overNoise(GROUP, "ctx_band_share_1", 128, 4_000), 15.0 / m);
        near(Contexts.overNoise(GROUP, "ctx_band_share_4", 128, 4_000), 16.0 / m);
    }

    /** ln gamma(1 + x) = -gamma x + zeta(2) x^2 / 2 - zeta(3) x^3 / 3 + ... */
    private static double logGammaOnePlus(double x) {
        return -0.5772156649 * x + Math.pow(Math.PI * x, 2) / 12 - 1.2020569 * Math.pow(x, 3) / 3;
    }

    private static void near(Mean mean, double expected) {
        assertThat(mean.value()).isCloseTo(expected, within(4 * mean.standardError()));
        assertThat(mean.standardError()).isLessThan(0.01);
    }

    /** The power of a series is that of the series reversed, and of its negative. */
    @ParameterizedTest
    @ValueSource(ints = {127, 64})
    void timeAndSignDoNotMatter(int n) {
        double[] noise = Contexts.noise(3, n);
        Window forth = Contexts.window(Contexts.series(noise));
        Window back = Contexts.window(Contexts.series(Contexts.map(n, t -> -noise[n - 1 - (int) t])));
        for (Feature feature : GROUP.features()) {
            assertThat(value(back, feature.name()))
                    .as(feature.name())
                    .isCloseTo(value(forth, feature.name()), within(1e-6));
        }
    }

    private static double value(Window window, String feature) {
        return Contexts.value(window, GROUP, feature);
    }
}
