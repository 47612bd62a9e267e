package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.candle.CandleSeries;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Compares a group's columns with naive functions of a window, over random walks, prices with many ties and flat windows, at lookbacks
 * on both sides of each shortest one.
 */
final class FeatureCheck {

    private static final int[] LOOKBACKS = {2, 3, 5, 6, 7, 8, 9, 10, 14, 15, 17, 20, 30, 70};

    private static final int[] CONTEXTS = {16, 33, 64, 65, 102, 128};

    /** Every so many candles a context is checked. */
    private static final int CONTEXT_STEP = 7;

    record Oracle(String feature, ToDoubleFunction<NaiveWindow> value) {}

    private FeatureCheck() {}

    static void check(String group, List<Oracle> oracles) {
        assertNames(group(FeatureGroups.OF_WINDOW.stream(), group), oracles);
        for (CandleSeries candles : NaiveWindow.kinds()) {
            for (int lookback : LOOKBACKS) {
                UniverseTable table = Universe.compute(candles, only(group, lookback), NaiveWindow.EURUSD);
                assertThat(table.size()).isPositive();
                for (Oracle oracle : oracles) {
                    check(candles, table, lookback, oracle);
                }
            }
        }
    }

    /** The same for a group of the context, with contexts of 16 to 128 candles of each kind, of odd and even numbers of returns. */
    static void checkContext(String name, List<Oracle> oracles) {
        FeatureGroup group = group(FeatureGroups.all().filter(FeatureCheck::isOfContext), name);
        assertNames(group, oracles);
        for (CandleSeries candles : NaiveWindow.kinds()) {
            for (int context : CONTEXTS) {
                checkContext(candles, group, context, oracles);
            }
        }
    }

    private static void checkContext(CandleSeries candles, FeatureGroup group, int context, List<Oracle> oracles) {
        Window window = new Window(new PipSeries(candles), context);
        FeatureRow row = new FeatureRow(List.of(group), context, candles.hasTicks());
        for (Oracle oracle : oracles) {
            assertThat(row.column(oracle.feature()) >= 0)
                    .as(oracle.feature() + " exists with " + context)
                    .isEqualTo(context >= feature(oracle.feature()).shortestWindow());
        }
        for (int event = context; event < candles.completeSize(); event += CONTEXT_STEP) {
            window.moveTo(event);
            row.compute(window);
            NaiveWindow naive = new NaiveWindow(candles, event, context);
            for (Oracle oracle : oracles) {
                int column = row.column(oracle.feature());
                if (column >= 0) {
                    String what = oracle.feature() + " before candle " + event + ", context " + context;
                    double expected = oracle.value().applyAsDouble(naive);
                    assertThat(Double.isNaN(row.value(column))).as(what).isEqualTo(Double.isNaN(expected));
                    if (!Double.isNaN(expected)) {
                        assertThat(row.value(column)).as(what).isCloseTo(expected, within(tolerance(expected)));
                    }
                }
            }
        }
    }

    private static boolean isOfContext(FeatureGroup group) {
        return group.features().get(0).name().startsWith("ctx_");
    }

    private static FeatureGroup group(Stream<FeatureGroup> groups, String name) {
        return groups.filter(group -> group.name().equals(name)).findFirst().orElseThrow();
    }

    private static void assertNames(FeatureGroup group, List<Oracle> oracles) {
        assertThat(oracles.stream().map(Oracle::feature))
                .containsExactlyElementsOf(
                        group.features().stream().map(Feature::name).toList());
    }

    private static double tolerance(double expected) {
        return 1e-6 + 1e-6 * Math.abs(expected);
    }

    static UniverseSpec only(String group, int lookback) {
        Set<String> others = new TreeSet<>(FeatureGroups.names());
        others.remove(group);
        return new UniverseSpec(1, lookback, 0.05, LevelEdges.DEFAULT, others);
    }

    private static void check(CandleSeries candles, UniverseTable table, int lookback, Oracle oracle) {
        FeatureColumn column = column(table, oracle.feature());
        int candle = 0;
        for (int i = 0; i < table.size() && column != null; i++) {
            while (candles.timeNanos(candle) != table.timeNanos(i)) {
                candle++;
            }
            double expected = oracle.value().applyAsDouble(new NaiveWindow(candles, candle, lookback));
            String what = oracle.feature() + " of event " + i + ", lookback " + lookback;
            assertThat(column.isNull(i)).as(what).isEqualTo(Double.isNaN(expected));
            if (!Double.isNaN(expected)) {
                assertThat((double) column.value(i)).as(what).isCloseTo(expected, within(tolerance(expected)));
            }
        }
        Feature feature = feature(oracle.feature());
        assertThat(column != null)
                .as(oracle.feature() + " exists at lookback " + lookback)
                .isEqualTo(lookback >= feature.shortestWindow());
    }

    static FeatureColumn column(UniverseTable table, String name) {
        return table.features().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    static Feature feature(String name) {
        return FeatureGroups.all()
                .flatMap(group -> group.features().stream())
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
