package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.universe.Contexts.Mean;
import dev.necrozma.market.universe.FeatureCheck.Oracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaveletGroupTest {

    private static final WaveletGroup GROUP = new WaveletGroup();

    @Test
    void agreesWithNaiveDefinitions() {
        List<Oracle> oracles = new ArrayList<>();
        oracles.add(new Oracle("ctx_wavelet_entropy", WaveletGroupTest::entropy));
        for (int level = 1; level <= 9; level++) {
            int j = level;
            oracles.add(new Oracle("ctx_wavelet_share_" + j, w -> share(w, j)));
        }
        FeatureCheck.checkContext("wavelet", oracles);
    }

    /** The variance that means over blocks of 2^(j-1) have about means over 2^j, of the variance of the last 2^J. */
    private static double share(NaiveWindow window, int level) {
        int count = Integer.highestOneBit(window.n);
        double[] last = Arrays.copyOfRange(window.pips, window.n - count, window.n);
        boolean constant = NaiveWindow.constant(Arrays.copyOfRange(window.r, window.n - count, window.n));
        double between = variance(blockMeans(last, 1 << (level - 1))) - variance(blockMeans(last, 1 << level));
        return constant ? Double.NaN : between / variance(last);
    }

    private static double variance(double... values) {
        return NaiveWindow.moment(values, 2);
    }

    private static double[] blockMeans(double[] values, int block) {
        double[] means = new double[values.length / block];
        for (int i = 0; i < means.length; i++) {
            means[i] = NaiveWindow.mean(Arrays.copyOfRange(values, i * block, (i + 1) * block));
        }
        return means;
    }

    private static double entropy(NaiveWindow window) {
        double sum = 0;
        for (int level = 1; 1 << level <= window.n; level++) {
            double share = share(window, level);
            sum -= share <= 1e-15 ? 0 : share * Math.log(share);
        }
        return sum;
    }

    /** Differences -2, -2 at level 1 have energy 4; sums 10, 22 differ by 12, which has 144/4 = 36: 0.1 and 0.9. */
    @Test
    void theWorkedExampleHasATenthAndNineTenths() {
        Window window = Contexts.window(4, 6, 10, 12);
        assertThat(value(window, "ctx_wavelet_share_1")).isCloseTo(0.1, within(1e-15));
        assertThat(value(window, "ctx_wavelet_share_2")).isCloseTo(0.9, within(1e-15));
        assertThat(value(window, "ctx_wavelet_entropy"))
                .isCloseTo(-0.1 * Math.log(0.1) - 0.9 * Math.log(0.9), within(1e-15));
    }

    @Test
    void onlyTheLastPowerOfTwoCounts() {
        Window window = Contexts.window(99, -1000, 7, 4, 6, 10, 12);
        assertThat(value(window, "ctx_wavelet_share_1")).isCloseTo(0.1, within(1e-15));
    }

    /** Level j of 6 has 2^(6 - j) of the 63 details of noise, all of the same variance. */
    @Test
    void noiseSpreadsItsEnergyAsTheDetails() {
        for (int level = 1; level <= 6; level++) {
            Mean mean = Contexts.overNoise(GROUP, "ctx_wavelet_share_" + level, 128, 3_000);
            assertThat(mean.value()).isCloseTo((1 << (6 - level)) / 63.0, within(4 * mean.standardError()));
        }
    }

    /** An alternation is all in the finest level, a step in the middle all in the coarsest; the others have exactly nothing. */
    @Test
    void anAlternationIsFineAndAStepIsCoarse() {
        Window alternation = Contexts.window(Contexts.map(64, t -> t % 2 == 0 ? 0.1 : -0.3));
        assertThat(value(alternation, "ctx_wavelet_share_1")).isEqualTo(1);
        assertThat(value(alternation, "ctx_wavelet_share_6")).isZero();
        assertThat(value(alternation, "ctx_wavelet_entropy")).isZero();
        Window step = Contexts.window(Contexts.map(64, t -> t < 32 ? 0.1 : 0.4));
        assertThat(value(step, "ctx_wavelet_share_6")).isEqualTo(1);
    }

    @Test
    void returnsThatAreEqualHaveNoShares() {
        Window window = Contexts.window(Contexts.map(127, t -> t < 63 ? t : 0.3));
        assertThat(value(window, "ctx_wavelet_share_1")).isNaN();
        assertThat(value(window, "ctx_wavelet_entropy")).isNaN();
    }

    private static double value(Window window, String feature) {
        return Contexts.value(window, GROUP, feature);
    }
}
