package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChaosGroupTest {

    private static final ChaosGroup GROUP = new ChaosGroup();

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40})
    void agreesWithNaiveDefinitions(int levels) {
        SplittableRandom random = new SplittableRandom(levels);
        double[] returns = Contexts.map(511, t -> (random.nextInt(2 * levels + 1) - levels) / 10.0);
        Window window = Contexts.window(returns);
        assertThat(value(window, "ctx_correlation_dimension")).isCloseTo(correlationDimension(returns), within(1e-9));
        assertThat(value(window, "ctx_lyapunov_exponent")).isCloseTo(lyapunov(returns), within(1e-9));
    }

    /** Counts every ordered pair, and takes the slope as a covariance over a variance. */
    private static double correlationDimension(double... x) {
        double[] radii = {0.1, 0.15, 0.2, 0.3, 0.4, 0.5};
        double[] counts = new double[radii.length];
        double std = NaiveWindow.std(x);
        for (int i = 0; i < x.length - 2; i++) {
            for (int j = 0; j < x.length - 2; j++) {
                double distance = 0;
                for (int k = 0; k < 3; k++) {
                    distance = Math.max(distance, Math.abs(x[i + k] - x[j + k]));
                }
                for (int place = 0; place < radii.length && Math.abs(i - j) > 10; place++) {
                    counts[place] += distance <= radii[place] * std + 1e-9 ? 1 : 0;
                }
            }
        }
        double[] logRadii = Arrays.stream(radii).map(Math::log).toArray();
        double[] logCounts = Arrays.stream(counts).map(Math::log).toArray();
        return NaiveWindow.covariance(logRadii, logCounts) / NaiveWindow.covariance(logRadii, logRadii);
    }

    /** Of several nearest vectors the one whose difference in time is least, then the earlier. */
    private static double lyapunov(double... x) {
        double[] means = new double[5];
        for (int step = 0; step <= 4; step++) {
            double sum = 0;
            double count = 0;
            for (int i = 0; i + 2 + step < x.length; i++) {
                int nearest = nearest(x, i);
                if (nearest >= 0 && nearest + 2 + step < x.length) {
                    double distance = distance(x, i + step, nearest + step);
                    sum += distance > 1e-9 ? Math.log(distance) : 0;
                    count += distance > 1e-9 ? 1 : 0;
                }
            }
            means[step] = sum / count;
        }
        double[] steps = NaiveWindow.places(5);
        return NaiveWindow.covariance(steps, means) / NaiveWindow.covariance(steps, steps);
    }

    private static int nearest(double[] x, int i) {
        int best = -1;
        for (int j = 0; j + 2 < x.length; j++) {
            double distance = distance(x, i, j);
            if (Math.abs(i - j) > 10 && distance > 1e-9) {
                double least = best < 0 ? Double.POSITIVE_INFINITY : distance(x, i, best);
                boolean tie = Math.abs(distance - least) < 1e-9;
                boolean closer = tie ? Math.abs(i - j) < Math.abs(i - best) : distance < least;
                best = closer ? j : best;
            }
        }
        return best;
    }

    private static double distance(double[] x, int i, int j) {
        return Math.sqrt(
                Math.pow(x[i] - x[j], 2) + Math.pow(x[i + 1] - x[j + 1], 2) + Math.pow(x[i + 2] - x[j + 2], 2));
    }

    /** The exponent of x -> 4 x (1 - x) is ln 2; estimates from some 500 points are within 6 % (Rosenstein et al. 1993, table 2). */
    @Test
    void theLogisticMapHasExponentLn2AndDimensionOne() {
        double x = 0.3;
        double[] values = new double[999];
        for (int i = 0; i < values.length; i++) {
            x = 4 * x * (1 - x);
            values[i] = 100 * x;
        }
        Window window = Contexts.window(Contexts.series(values));
        assertThat(value(window, "ctx_lyapunov_exponent")).isCloseTo(Math.log(2), within(0.06 * Math.log(2)));
        assertThat(value(window, "ctx_correlation_dimension")).isCloseTo(1, within(0.1));
    }

    /** Hénon's map: dimension 1.21 (Grassberger and Procaccia 1983), exponent 0.418 (Wolf et al. 1985: 0.603 bits). */
    @Test
    void henonsMapHasItsPublishedInvariants() {
        double x = 0.1;
        double y = 0.1;
        double[] values = new double[999];
        for (int i = -100; i < values.length; i++) {
            double next = 1 - 1.4 * x * x + y;
            y = 0.3 * x;
            x = next;
            values[Math.max(0, i)] = 100 * x;
        }
        Window window = Contexts.window(Contexts.series(values));
        assertThat(value(window, "ctx_correlation_dimension")).isCloseTo(1.21, within(0.1));
        assertThat(value(window, "ctx_lyapunov_exponent")).isCloseTo(0.418, within(0.06));
    }

    /** A sine whose period is no whole number of values fills a closed curve, evenly in phase, and diverges nowhere. */
    @Test
    void aCircleHasDimensionOneAndExponentZero() {
        Window window = Contexts.window(Contexts.series(Contexts.map(
                999, t -> 100 * Math.sin(2 * Math.PI * t * (Math.sqrt(5) - 1) / 2))));
        assertThat(value(window, "ctx_correlation_dimension")).isCloseTo(1, within(0.1));
        assertThat(value(window, "ctx_lyapunov_exponent")).isCloseTo(0, within(0.02));
    }

    /**
     * Vectors of independent Gaussian values are within d with probability erf(d / (2 std))^3: the slope over the six radii follows,
     * a little below 3. The tolerance is that of the some 200 pairs within the smallest radius, in the fit.
     */
    @Test
    void noiseFillsTheSpace() {
        double[] logRadii = Arrays.stream(new double[] {0.1, 0.15, 0.2, 0.3, 0.4, 0.5})
                .map(Math::log)
                .toArray();
        // erf of half the radii, from tables
        double[] erf = {0.0563720, 0.0844647, 0.1124629, 0.1679960, 0.2227026, 0.2763264};
        double[] logs = Arrays.stream(erf).map(p -> 3 * Math.log(p)).toArray();
        double expected = NaiveWindow.covariance(logRadii, logs) / NaiveWindow.covariance(logRadii, logRadii);
        assertThat(expected).isBetween(2.9, 3.0);
        double sum = 0;
        for (int seed = 0; seed < 10; seed++) {
            sum += value(Contexts.window(Contexts.series(Contexts.noise(seed, 999))), "ctx_correlation_dimension");
        }
        assertThat(sum / 10).isCloseTo(expected, within(0.06));
    }

    @Test
    void equalReturnsHaveNoAttractor() {
        Window window = Contexts.window(Contexts.map(511, t -> 0.4));
        assertThat(value(window, "ctx_correlation_dimension")).isNaN();
        assertThat(value(window, "ctx_lyapunov_exponent")).isNaN();
    }

    /** On a ramp, vectors that are more than 10 apart in time differ by more than 10, and by the same at every step. */
    @Test
    void noPairWithinTheSmallestRadiusIsNull() {
        Attractor attractor = new Attractor(20);
        attractor.measure(Contexts.map(20, t -> t));
        assertThat(attractor.correlationDimension()).isNaN();
        assertThat(attractor.lyapunovExponent()).isCloseTo(0, within(1e-12));
    }

    private static double value(Window window, String feature) {
        return Contexts.value(window, GROUP, feature);
    }
}
