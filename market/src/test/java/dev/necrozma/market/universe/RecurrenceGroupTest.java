package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.universe.Contexts.Mean;
import dev.necrozma.market.universe.FeatureCheck.Oracle;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RecurrenceGroupTest {

    private static final RecurrenceGroup GROUP = new RecurrenceGroup();

    private static final Pattern RUN = Pattern.compile("##+");

    @Test
    void agreesWithNaiveDefinitions() {
        FeatureCheck.checkContext(
                "recurrence",
                List.of(
                        new Oracle("ctx_recurrence_rate", w -> orNull(w, points(w) / (w.n * (w.n - 1.0)))),
                        new Oracle("ctx_determinism", w -> orNull(w, sum(lines(diagonals(w))) / points(w))),
                        new Oracle("ctx_laminarity", w -> orNull(w, sum(lines(columns(w))) / points(w))),
                        new Oracle("ctx_mean_diagonal", w -> orNull(w, mean(lines(diagonals(w))))),
                        new Oracle("ctx_longest_diagonal", w -> orNull(w, longest(lines(diagonals(w))))),
                        new Oracle("ctx_trapping_time", w -> orNull(w, mean(lines(columns(w))))),
                        new Oracle("ctx_diagonal_entropy", w -> orNull(w, entropy(lines(diagonals(w)))))));
    }

    private static double orNull(NaiveWindow window, double value) {
        return NaiveWindow.constant(window.r) ? Double.NaN : value;
    }

    private static boolean recurrent(NaiveWindow window, int i, int j) {
        return i != j && window.near(i, j);
    }

    private static double points(NaiveWindow window) {
        return columns(window).chars().filter(symbol -> symbol == '#').count();
    }

    /** Every diagonal of the plot but the main one, both above and below it. */
    private static String diagonals(NaiveWindow window) {
        StringBuilder text = new StringBuilder();
        for (int lag = 1 - window.n; lag < window.n; lag++) {
            for (int i = Math.max(0, -lag); i < window.n && i + lag < window.n; i++) {
                text.append(recurrent(window, i, i + lag) ? '#' : ' ');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String columns(NaiveWindow window) {
        StringBuilder text = new StringBuilder();
        for (int j = 0; j < window.n; j++) {
            for (int i = 0; i < window.n; i++) {
                text.append(recurrent(window, i, j) ? '#' : ' ');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static List<Integer> lines(String text) {
        return RUN.matcher(text).results().map(run -> run.end() - run.start()).toList();
    }

    private static double sum(List<Integer> lengths) {
        return lengths.stream().mapToInt(Integer::intValue).sum();
    }

    private static double mean(List<Integer> lengths) {
        return sum(lengths) / lengths.size();
    }

    private static double longest(List<Integer> lengths) {
        return lengths.stream().mapToDouble(Integer::intValue).max().orElse(Double.NaN);
    }

    private static double entropy(List<Integer> lengths) {
        Map<Integer, Long> counts =
                lengths.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        double lines = lengths.size();
        double sum = counts.values().stream()
                .mapToDouble(count -> -count / lines * Math.log(count / lines))
                .sum();
        return lengths.isEmpty() ? Double.NaN : sum;
    }

    /**
     * Independent Gaussian values: a pair is recurrent with probability erf(0.1), the next on its diagonal with the same, so that a
     * recurrent point is in no line with (1 - rate)^2; lines of 2 or more have geometric lengths with mean 2 + rate / (1 - rate).
     */
    @Test
    void noiseHasTheLinesOfIndependentPairs() {
        double rate = 0.1124629160;
        near(Contexts.overNoise(GROUP, "ctx_recurrence_rate", 1_000, 100), rate, 0.0005);
        near(Contexts.overNoise(GROUP, "ctx_determinism", 1_000, 100), 1 - (1 - rate) * (1 - rate), 0.001);
        near(Contexts.overNoise(GROUP, "ctx_mean_diagonal", 1_000, 100), 2 + rate / (1 - rate), 0.002);
    }

    /** Allows for the bias of dividing by an estimated deviation: of the order of 1 / n of the value. */
    private static void near(Mean mean, double expected, double bias) {
        assertThat(mean.value()).isCloseTo(expected, within(4 * mean.standardError() + bias));
        assertThat(mean.standardError()).isLessThan(0.002);
    }

    /** Four values that differ: every recurrence is on a diagonal at a multiple of 4, and every such diagonal is full. */
    @Test
    void aPeriodicSeriesIsDeterministic() {
        Window window = Contexts.window(Contexts.map(127, t -> new double[] {0, 5, 1, -4}[(int) t % 4]));
        assertThat(value(window, "ctx_determinism")).isEqualTo(1);
        assertThat(value(window, "ctx_longest_diagonal")).isEqualTo(123);
        // The 31 diagonals have 123, 119, ..., 3 points.
        assertThat(value(window, "ctx_mean_diagonal")).isEqualTo(63);
        assertThat(value(window, "ctx_diagonal_entropy")).isCloseTo(Math.log(31), within(1e-12));
        assertThat(value(window, "ctx_recurrence_rate")).isCloseTo(31 * 63 / (127 * 63.0), within(1e-15));
        assertThat(value(window, "ctx_laminarity")).isZero();
        assertThat(value(window, "ctx_trapping_time")).isNaN();
    }

    /** Two halves that stand still: the columns of each have a gap at the main diagonal. */
    @Test
    void aSeriesThatStandsStillTwiceIsLaminar() {
        Window window = Contexts.window(Contexts.map(40, t -> t < 20 ? 1 : 3));
        // A column of 20 is cut in two by its own point; a piece of 1 is no line: at places 1 and 18 of 0 to 19.
        assertThat(value(window, "ctx_laminarity")).isCloseTo((20 * 19 - 2) / (20 * 19.0), within(1e-15));
        assertThat(value(window, "ctx_trapping_time")).isCloseTo((20 * 19 - 2) / 36.0, within(1e-12));
        assertThat(value(window, "ctx_recurrence_rate")).isCloseTo(19 / 39.0, within(1e-15));
    }

    /** The standard deviation of these ten is 5 exactly, so that 3 and 4 are just within a fifth of it, and 0 and 3 are not. */
    @Test
    void valuesExactlyAtTheThresholdAreNeighbours() {
        double[] values = {3, 4, 6, 8, 0, -3, -4, -6, -8, 0};
        for (double unit = 1; unit < 1e6; unit = unit * 3 + 2) {
            double scale = unit;
            double[] scaled = Contexts.map(10, i -> scale * values[(int) i]);
            ExactVariance variance = new ExactVariance();
            variance.measure(scaled);
            Neighbours neighbours = new Neighbours(10);
            neighbours.fill(scaled, variance.distance(1, 5));
            assertThat(neighbours.near(0, 1)).as("unit " + unit).isTrue();
            assertThat(neighbours.near(0, 4)).as("unit " + unit).isFalse();
            assertThat(variance.distance(1, 5)).isEqualTo(unit);
        }
    }

    @Test
    void equalReturnsHaveNoPlot() {
        Window window = Contexts.window(Contexts.map(127, t -> -0.2));
        for (Feature feature : GROUP.features()) {
            assertThat(value(window, feature.name())).as(feature.name()).isNaN();
        }
    }

    /** The plot of a series reversed is the plot turned about, and that of its negative the same. */
    @Test
    void timeAndSignDoNotMatter() {
        double[] gaussian = Contexts.noise(4, 127);
        double[] noise = Contexts.map(127, t -> Math.rint(20 * gaussian[(int) t]) / 10);
        Window forth = Contexts.window(noise);
        Window back = Contexts.window(Contexts.map(127, t -> -noise[126 - (int) t]));
        for (Feature feature : GROUP.features()) {
            assertThat(value(back, feature.name())).as(feature.name()).isEqualTo(value(forth, feature.name()));
        }
    }

    private static double value(Window window, String feature) {
        return Contexts.value(window, GROUP, feature);
    }
}
