package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.candle.CandleSeries;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Compares a group's columns with naive functions of a window, over random walks, prices with many ties and flat windows, at lookbacks
 * on both sides of each shortest one.
 */
final class FeatureCheck {

    private static final int[] LOOKBACKS = {2, 3, 5, 6, 7, 8, 9, 10, 14, 15, 17, 20, 30, 70};

    record Oracle(String feature, ToDoubleFunction<NaiveWindow> value) {}

    private FeatureCheck() {}

    static void check(String group, List<Oracle> oracles) {
        assertThat(oracles.stream().map(Oracle::feature))
                .containsExactlyElementsOf(FeatureGroups.features(group).stream()
                        .map(Feature::name)
                        .toList());
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
                assertThat((double) column.value(i))
                        .as(what)
                        .isCloseTo(expected, within(1e-6 + 1e-6 * Math.abs(expected)));
            }
        }
        Feature feature = feature(oracle.feature());
        assertThat(column != null)
                .as(oracle.feature() + " exists at lookback " + lookback)
                .isEqualTo(lookback >= feature.shortestLookback());
    }

    static FeatureColumn column(UniverseTable table, String name) {
        return table.features().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    static Feature feature(String name) {
        return FeatureGroups.ALL.stream()
                .flatMap(group -> group.features().stream())
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
