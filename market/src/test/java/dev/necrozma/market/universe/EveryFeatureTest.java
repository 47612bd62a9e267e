package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.tick.TickSeries;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of every feature of every group, those on request included. */
class EveryFeatureTest {

    private static final int LOOKBACK = 30;

    /** Enough for every group. */
    private static final int CONTEXT = 600;

    private static final int TICKS_A_CANDLE = 5;
    private static final int CANDLES = 1_400;
    private static final long LEVEL = 1_000_000;

    /** The features of every group before one candle of a series. */
    private static final class Features {

        private final List<FeatureRow> rows = new ArrayList<>();
        private final List<Window> windows = new ArrayList<>();

        Features(CandleSeries candles) {
            PipSeries series = new PipSeries(candles);
            add(series, FeatureGroups.OF_WINDOW, LOOKBACK, candles.hasTicks());
            add(
                    series,
                    Stream.of(FeatureGroups.OF_CONTEXT, FeatureGroups.ON_REQUEST)
                            .flatMap(List::stream)
                            .toList(),
                    CONTEXT,
                    candles.hasTicks());
        }

        private void add(PipSeries series, List<FeatureGroup> groups, int candles, boolean hasTicks) {
            rows.add(new FeatureRow(groups, candles, hasTicks));
            windows.add(new Window(series, candles));
        }

        List<Feature> features() {
            return rows.stream().flatMap(row -> row.features().stream()).toList();
        }

        void moveTo(int event) {
            for (int i = 0; i < rows.size(); i++) {
                windows.get(i).moveTo(event);
                rows.get(i).compute(windows.get(i));
            }
        }

        List<Double> at(int event) {
            moveTo(event);
            List<Double> values = new ArrayList<>();
            for (FeatureRow row : rows) {
                for (int i = 0; i < row.features().size(); i++) {
                    values.add(row.value(i));
                }
            }
            return values;
        }
    }

    @Test
    void allGroupsAreHere() {
        assertThat(new Features(walk(1)).features())
                .containsExactlyElementsOf(FeatureGroups.all()
                        .flatMap(group -> group.features().stream())
                        .toList());
    }

    @Test
    void noPriceAtOrAfterTheEventChangesAnything() {
        SplittableRandom random = new SplittableRandom(77);
        long[] steps = steps(5);
        Features features = new Features(candles(steps, 1, 0));
        for (int round = 0; round < 40; round++) {
            int event = random.nextInt(CONTEXT, CANDLES);
            List<Double> before = features.at(event);
            long[] changed = steps.clone();
            for (int i = event * TICKS_A_CANDLE; i < changed.length; i++) {
                changed[i] += random.nextLong(-30, 31);
            }
            assertThat(new Features(candles(changed, 1, 0)).at(event))
                    .as("round " + round)
                    .isEqualTo(before);
            changed[event * TICKS_A_CANDLE - 1] += 1_000;
            assertThat(new Features(candles(changed, 1, 0)).at(event)).isNotEqualTo(before);
        }
    }

    @Test
    void aConstantAddedToAllPricesChangesNoBit() {
        long[] steps = steps(6);
        for (long constant : new long[] {123_457, 98_765_432}) {
            Features features = new Features(candles(steps, 1, 0));
            Features shifted = new Features(candles(steps, 1, constant));
            for (int event = CONTEXT; event < CANDLES; event += 37) {
                assertThat(shifted.at(event)).isEqualTo(features.at(event));
            }
        }
    }

    @Test
    void pipsScaleWithPricesAndPureNumbersDoNot() {
        long[] steps = steps(7);
        Features features = new Features(candles(steps, 1, 0));
        Features doubled = new Features(candles(steps, 2, 0));
        for (int event = CONTEXT; event < CANDLES; event += 37) {
            List<Double> values = features.at(event);
            List<Double> doubles = doubled.at(event);
            for (int i = 0; i < values.size(); i++) {
                Feature feature = features.features().get(i);
                double factor =
                        feature.unit().startsWith("pips^2") ? 4 : feature.unit().startsWith("pips") ? 2 : 1;
                assertSame(feature.name(), doubles.get(i), factor * values.get(i));
            }
        }
    }

    private static void assertSame(String name, double actual, double expected) {
        assertThat(Double.isNaN(actual)).as(name).isEqualTo(Double.isNaN(expected));
        if (!Double.isNaN(expected)) {
            assertThat(actual).as(name).isCloseTo(expected, within(1e-9 + 1e-9 * Math.abs(expected)));
        }
    }

    @Test
    void everyValueLiesInTheRangeThatIsDeclared() {
        List<CandleSeries> kinds = new ArrayList<>(List.of(NaiveWindow.kinds()));
        kinds.add(walk(8));
        for (CandleSeries candles : kinds) {
            Features features = new Features(candles);
            for (int event = CONTEXT; event < candles.completeSize(); event += 13) {
                List<Double> values = features.at(event);
                for (int i = 0; i < values.size(); i++) {
                    Range range = features.features().get(i).range();
                    double value = values.get(i);
                    double slack = 1e-9 * Math.max(1, Math.abs(value));
                    assertThat(Double.isNaN(value) || (value >= range.least() - slack && value <= range.most() + slack))
                            .as(features.features().get(i).name() + " is " + value + ", and ranges in " + range)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void onlyWhatSaysSoIsNullWhenNothingMoves() {
        Features features = new Features(candles(new long[CANDLES * TICKS_A_CANDLE], 1, 0));
        List<Double> values = features.at(CANDLES - 1);
        for (int i = 0; i < values.size(); i++) {
            Feature feature = features.features().get(i);
            if (!feature.formula().contains("null if")) {
                assertThat(values.get(i)).as(feature.name()).isNotNaN();
            }
        }
    }

    @Test
    void windowsThatWereComputedBeforeLeaveNoTrace() {
        CandleSeries candles = walk(9);
        Features used = new Features(candles);
        used.moveTo(CANDLES - 1);
        for (int event : new int[] {CONTEXT + 300, CONTEXT, CONTEXT + 700}) {
            assertThat(used.at(event)).isEqualTo(new Features(candles).at(event));
        }
    }

    @Test
    void aWindowAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Features features = new Features(walk(10));
        for (int event = CONTEXT; event < CANDLES; event++) {
            features.moveTo(event);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int event = CONTEXT; event < CANDLES; event++) {
            features.moveTo(event);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        // 800 windows: an object for each would be ten thousand bytes and more.
        assertThat(allocated).isLessThan(2_000);
    }

    private static CandleSeries walk(long seed) {
        return candles(steps(seed), 1, 0);
    }

    private static long[] steps(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.longs(CANDLES * (long) TICKS_A_CANDLE, -9, 10).toArray();
    }

    /** Candles of ticks whose bid goes up by {@code factor} times each step, in points, from a level; the spread is as many times as wide. */
    private static CandleSeries candles(long[] steps, int factor, long constant) {
        int size = steps.length;
        long[] times = new long[size];
        double[] bids = new double[size];
        double[] asks = new double[size];
        long bid = LEVEL + constant;
        for (int i = 0; i < size; i++) {
            bid += factor * steps[i];
            times[i] = i * (NaiveWindow.MINUTE / TICKS_A_CANDLE);
            bids[i] = bid / 1e5;
            asks[i] = (bid + factor * (i % 4L)) / 1e5;
        }
        return Candles.fromTicks(new TickSeries(times, bids, asks, size, 5), 1, NaiveWindow.EURUSD, true);
    }
}
