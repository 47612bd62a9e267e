package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.universe.Contexts.Mean;
import dev.necrozma.market.universe.FeatureCheck.Oracle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EntropyGroupTest {

    private static final EntropyGroup GROUP = new EntropyGroup();

    @Test
    void agreesWithNaiveDefinitions() {
        FeatureCheck.checkContext(
                "entropy",
                List.of(
                        new Oracle("ctx_shannon_entropy", EntropyGroupTest::shannon),
                        new Oracle("ctx_sample_entropy", EntropyGroupTest::sample),
                        new Oracle("ctx_dispersion_entropy", EntropyGroupTest::dispersion),
                        new Oracle("ctx_lempel_ziv", w -> lempelZiv(bits(w)) * Math.log(w.n) / Math.log(2) / w.n)));
    }

    private static double shannon(NaiveWindow window) {
        long[] sorted = window.r.clone();
        Arrays.sort(sorted);
        long least = sorted[0];
        long span = sorted[sorted.length - 1] - least;
        long bins = (long) Math.ceil(Math.log(window.n) / Math.log(2) - 1e-9) + 1;
        Map<Object, Integer> counts = new HashMap<>();
        for (long value : window.r) {
            counts.merge(span == 0 ? 0 : Math.min((value - least) * bins / span, bins - 1), 1, Integer::sum);
        }
        return span == 0 ? Double.NaN : entropy(counts, window.n);
    }

    private static double entropy(Map<Object, Integer> counts, double total) {
        return counts.values().stream()
                .mapToDouble(count -> -count / total * Math.log(count / total))
                .sum();
    }

    /** Richman and Moorman (2000), as they define it. */
    private static double sample(NaiveWindow window) {
        int templates = window.n - 2;
        double pairs = 0;
        double longer = 0;
        for (int i = 0; i < templates; i++) {
            for (int j = 0; j < templates; j++) {
                boolean alike = i != j && window.near(i, j) && window.near(i + 1, j + 1);
                pairs += alike ? 1 : 0;
                longer += alike && window.near(i + 2, j + 2) ? 1 : 0;
            }
        }
        boolean isNull = NaiveWindow.constant(window.r) || longer == 0;
        return isNull ? Double.NaN : -Math.log(longer / pairs);
    }

    private static double dispersion(NaiveWindow window) {
        Map<Object, Integer> counts = new HashMap<>();
        double mean = NaiveWindow.mean(window.pips);
        double std = NaiveWindow.std(window.pips);
        for (int i = 1; i < window.n; i++) {
            List<Long> pattern = List.of(
                    dispersionClass((window.pips[i - 1] - mean) / std), dispersionClass((window.pips[i] - mean) / std));
            counts.merge(pattern, 1, Integer::sum);
        }
        return NaiveWindow.constant(window.r) ? Double.NaN : entropy(counts, window.n - 1.0);
    }

    /** round(3 y + 0.5), y the normal distribution function: Simpson's rule over 100 steps. */
    private static long dispersionClass(double z) {
        double sum = 0;
        for (int i = 0; i < 100; i++) {
            double a = z * i / 100;
            double b = z * (i + 1) / 100;
            sum += (b - a) / 6 * (density(a) + 4 * density((a + b) / 2) + density(b));
        }
        return Math.max(1, Math.min(3, Math.round(3 * (0.5 + sum) + 0.5)));
    }

    private static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    private static String bits(NaiveWindow window) {
        long[] sorted = window.r.clone();
        Arrays.sort(sorted);
        long twiceMedian = sorted[(window.n - 1) / 2] + sorted[window.n / 2];
        StringBuilder bits = new StringBuilder();
        for (long value : window.r) {
            bits.append(2 * value >= twiceMedian ? '1' : '0');
        }
        return bits.toString();
    }

    /** A component grows as long as it is found in what lies before its last symbol. */
    private static int lempelZiv(String bits) {
        int components = 0;
        int start = 0;
        while (start < bits.length()) {
            int end = start + 1;
            while (end < bits.length() && bits.substring(0, end - 1).contains(bits.substring(start, end))) {
                end++;
            }
            components++;
            start = end;
        }
        return components;
    }

    /** Kaspar and Schuster (1987): 0.001.10.100.1000.101. */
    @Test
    void lempelZivOfThePublishedSequenceIsSix() {
        double[] bits =
                "0001101001000101".chars().mapToDouble(symbol -> symbol - '0').toArray();
        assertThat(new SymbolEntropies(bits.length).components(bits, 0, 0.5)).isEqualTo(6);
    }

    @Test
    void lempelZivAgreesWithSearchingForSubstrings() {
        SplittableRandom random = new SplittableRandom(8);
        for (int round = 0; round < 2_000; round++) {
            int n = 1 + random.nextInt(300);
            double share = random.nextDouble();
            double[] bits = Contexts.map(n, i -> random.nextDouble() < share ? 1 : 0);
            StringBuilder text = new StringBuilder();
            for (double bit : bits) {
                text.append((int) bit);
            }
            assertThat(new SymbolEntropies(n).components(bits, 0, 1))
                    .as(text.toString())
                    .isEqualTo(lempelZiv(text.toString()));
        }
    }

    /** The published example of Rostaghi and Azami (2016), with m = 2 and c = 3. */
    @Test
    void dispersionEntropyOfThePublishedSeries() {
        double[] values = {900, 800, 100, 1200, 500, -300, 150, 801, 299, 400, -100, 1000};
        ExactVariance variance = new ExactVariance();
        variance.measure(values);
        assertThat(new SymbolEntropies(values.length).dispersion(values, variance))
                .isCloseTo(1.8462, within(5e-5));
    }

    /**
     * Two Gaussian returns are within 0.2 standard deviations with probability erf(0.1), independently: B has n - 2 over 2 pairs at
     * erf^2, A at erf^3. The logarithm of the ratio of means is unbiased to first order.
     */
    @Test
    void sampleEntropyOfNoiseIsThatOfIndependentValues() {
        double expected = -Math.log(0.1124629160);
        assertThat(expected).isCloseTo(2.185, within(0.0005));
        Mean mean = Contexts.overNoise(GROUP, "ctx_sample_entropy", 1_000, 100);
        // Bias of the logarithm: half the squared relative error of A, some 700 pairs, doubled for their dependence.
        assertThat(mean.value()).isCloseTo(expected, within(4 * mean.standardError() + 1.0 / 700));
        assertThat(mean.standardError()).isLessThan(0.01);
    }

    /** The nine patterns of independent values are equally frequent; the entropy of counts is less by (9 - 1) / (2 N) (Miller 1955). */
    @Test
    void dispersionEntropyOfNoiseIsThatOfNinePatterns() {
        Mean mean = Contexts.overNoise(GROUP, "ctx_dispersion_entropy", 1_000, 200);
        assertThat(mean.value()).isCloseTo(Math.log(9) - 8 / (2 * 998.0), within(4 * mean.standardError() + 0.002));
    }

    /** A ramp of 256 different values fills the 9 bins evenly but for a value a bin. */
    @Test
    void shannonEntropyOfARampIsThatOfTheBins() {
        double[] ramp = Contexts.map(257, t -> t);
        assertThat(new SymbolEntropies(257).shannon(ramp)).isCloseTo(Math.log(10), within(0.001));
    }

    /** A value on the edge between two bins counts in the upper one; the largest in the last. */
    @Test
    void valuesOnEdgesCountAbove() {
        // n = 8: 4 bins of width 3 from 0 to 12: 0 | 3, 3, 3 | 6, 6 | 9, 12.
        double[] values = {0, 3, 3, 3, 6, 6, 9, 12};
        double expected = 0;
        for (double count : new double[] {1, 3, 2, 2}) {
            expected -= count / 8 * Math.log(count / 8);
        }
        assertThat(new SymbolEntropies(8).shannon(values)).isCloseTo(expected, within(1e-15));
    }

    /** Of equal returns nothing can be scaled; the sequence of ones alone has 2 components. */
    @Test
    void equalReturnsHaveOnlyLempelZiv() {
        Window window = Contexts.window(Contexts.map(127, t -> 0.3));
        for (String feature : List.of("ctx_shannon_entropy", "ctx_sample_entropy", "ctx_dispersion_entropy")) {
            assertThat(Contexts.value(window, GROUP, feature)).as(feature).isNaN();
        }
        assertThat(Contexts.value(window, GROUP, "ctx_lempel_ziv"))
                .isCloseTo(2 * Math.log(127) / Math.log(2) / 127, within(1e-15));
    }

    /** A sequence of de Bruijn: of 12 symbols that are farther apart than 0.2 deviations, no two follow each other twice. */
    @Test
    void sampleEntropyIsNullWhereNothingIsAlike() {
        double[] values = new double[144];
        int size = 0;
        for (int i = 0; i < 12; i++) {
            for (int j = i; j < 12; j++) {
                if (j > i) {
                    values[size++] = i;
                }
                values[size++] = j;
            }
        }
        Window window = Contexts.window(Arrays.copyOf(values, 127));
        assertThat(window.halfPoints().diagonals().points()).isPositive();
        assertThat(window.halfPoints().diagonals().places(2)).isZero();
        assertThat(Contexts.value(window, GROUP, "ctx_sample_entropy")).isNaN();
    }

    /** Every sequence of a periodic series that is alike stays so, so that A / B is all but 1. */
    @Test
    void sampleEntropyOfAPeriodicSeriesIsZero() {
        Window window = Contexts.window(Contexts.map(127, t -> new double[] {0, 5, 1, -4}[(int) t % 4]));
        assertThat(Contexts.value(window, GROUP, "ctx_sample_entropy")).isZero();
    }
}
