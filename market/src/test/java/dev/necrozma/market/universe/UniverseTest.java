package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.tick.BarSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniverseTest {

    private static final CandleSeries WALK = NaiveWindow.candles(4, 2_000, random -> random % 9 - 4);

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20, 70})
    void anEventIsACandleThatMovedEnoughBehindAFullWindow(int lookback) {
        UniverseTable table = Universe.compute(WALK, UniverseSpec.of(1, lookback), NaiveWindow.EURUSD);
        int event = 0;
        for (int i = lookback; i < WALK.size(); i++) {
            long move = Math.round(WALK.close(i) * 200_000) - Math.round(WALK.open(i) * 200_000);
            if (Math.abs(move) >= 20) {
                assertThat(table.timeNanos(event)).isEqualTo(WALK.timeNanos(i));
                assertThat(table.direction(event)).isEqualTo(move > 0 ? "up" : "down");
                assertThat(table.movementPips(event)).isEqualTo(Math.abs(move) / 20.0);
                assertThat(table.level(event)).isEqualTo(level(Math.abs(move)));
                long lasted = WALK.timeNanos(i - 1) + NaiveWindow.MINUTE - WALK.timeNanos(i - lookback);
                assertThat(table.windowMinutes(event)).isEqualTo((int) (lasted / NaiveWindow.MINUTE));
                event++;
            }
        }
        assertThat(table.size()).isEqualTo(event).isPositive();
        assertThat(table.info().totalCandles()).isEqualTo(WALK.size());
    }

    private static Level level(long twentieths) {
        return twentieths < 100
                ? Level.SMALL
                : twentieths < 300 ? Level.MEDIUM : twentieths < 600 ? Level.LARGE : Level.VERY_LARGE;
    }

    @Test
    void movesOnAnEdgeBelongToTheLevelThatItBegins() {
        double[] pips = {0.9, 1, 4.9, 5, 14.9, 15, 29.9, 30};
        int size = 2 + pips.length;
        long[] times = new long[size];
        double[] opens = new double[size];
        double[] closes = new double[size];
        for (int i = 0; i < size; i++) {
            times[i] = i * NaiveWindow.MINUTE;
            opens[i] = 1.1 + i * 0.0001;
            closes[i] = opens[i] - (i < 2 ? 0 : pips[i - 2] * 0.0001);
        }
        BarSeries bars = new BarSeries(times, opens, opens, closes, closes, size, 5, 1);
        UniverseTable table = Universe.compute(
                Candles.fromBars(bars, 1, NaiveWindow.EURUSD, true), UniverseSpec.of(1, 2), NaiveWindow.EURUSD);
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            levels.add(table.level(i));
            assertThat(table.up(i)).isFalse();
        }
        assertThat(levels)
                .containsExactly(
                        Level.SMALL,
                        Level.SMALL,
                        Level.MEDIUM,
                        Level.MEDIUM,
                        Level.LARGE,
                        Level.LARGE,
                        Level.VERY_LARGE);
    }

    @Test
    void anIncompleteCandleIsNoEvent() {
        CandleSeries complete = bars(0, 200, 0, true);
        CandleSeries incomplete = Candles.fromBars(minutes(0, 200, 0), 5, NaiveWindow.EURUSD, false);
        CandleSeries open = Candles.fromBars(minutes(0, 198, 0), 5, NaiveWindow.EURUSD, false);
        assertThat(incomplete.lastComplete()).isTrue();
        assertThat(open.lastComplete()).isFalse();
        UniverseSpec spec = new UniverseSpec(5, 5, 0.1, LevelEdges.DEFAULT, Set.of());
        UniverseTable table = Universe.compute(open, spec, NaiveWindow.EURUSD);
        assertThat(table.info().totalCandles()).isEqualTo(39);
        assertThat(table.timeNanos(table.size() - 1)).isLessThan(open.timeNanos(39));
        assertThat(complete.size()).isEqualTo(200);
    }

    @Test
    void theFutureChangesNothing() {
        for (int cut = 300; cut < 1_000; cut += 97) {
            CandleSeries past = bars(0, 1_000, cut, true);
            CandleSeries other = bars(0, 1_000, 5_000, true);
            List<String> rows = rowsBefore(past, past.timeNanos(cut));
            List<String> unchanged = rowsBefore(other, past.timeNanos(cut));
            assertThat(rows).isEqualTo(unchanged).isNotEmpty();
            assertThat(featuresAt(past, cut)).isEqualTo(featuresAt(other, cut));
        }
    }

    /** The features of the event at a candle, whatever the candle itself does. */
    private static String featuresAt(CandleSeries candles, int candle) {
        PipSeries series = new PipSeries(candles);
        UniverseSpec spec = UniverseSpec.of(1, 20);
        FeatureRow row = new FeatureRow(spec.windowGroups(), 20, false);
        Window window = new Window(series, 20);
        window.moveTo(candle);
        row.compute(window);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.features().size(); i++) {
            text.append(row.value(i)).append(' ');
        }
        return text.toString();
    }

    private static List<String> rowsBefore(CandleSeries candles, long time) {
        return rows(candles).stream()
                .filter(row -> Long.parseLong(row.substring(0, row.indexOf(' '))) < time)
                .toList();
    }

    @Test
    void aPartOfTheSeriesGivesTheSameRows() {
        List<String> whole = rows(bars(0, 1_000, 5_000, true));
        List<String> part = rows(bars(400, 1_000, 5_000, true));
        assertThat(part).isNotEmpty();
        assertThat(whole.subList(whole.size() - part.size(), whole.size())).isEqualTo(part);
    }

    @Test
    void aConstantAddedToAllPricesChangesNothing() {
        List<String> rows = rows(bars(0, 1_000, 5_000, true));
        assertThat(rows(Candles.fromBars(shifted(0.5), 1, NaiveWindow.EURUSD, true)))
                .isEqualTo(rows);
        assertThat(rows(Candles.fromBars(shifted(98.76543), 1, NaiveWindow.EURUSD, true)))
                .isEqualTo(rows);
    }

    private static BarSeries shifted(double constant) {
        BarSeries bars = minutes(0, 1_000, 5_000);
        long[] times = new long[bars.size()];
        double[][] prices = new double[4][bars.size()];
        for (int i = 0; i < bars.size(); i++) {
            times[i] = bars.timeNanos(i);
            prices[0][i] = bars.open(i) + constant;
            prices[1][i] = bars.high(i) + constant;
            prices[2][i] = bars.low(i) + constant;
            prices[3][i] = bars.close(i) + constant;
        }
        return new BarSeries(times, prices[0], prices[1], prices[2], prices[3], times.length, 5, 1);
    }

    @Test
    void noValueIsNaNOrInfinite() {
        for (CandleSeries candles : NaiveWindow.kinds()) {
            for (int lookback : new int[] {2, 5, 30}) {
                UniverseSpec spec = new UniverseSpec(1, lookback, 0.05, LevelEdges.DEFAULT, Set.of());
                UniverseTable table = Universe.compute(candles, spec, NaiveWindow.EURUSD);
                for (FeatureColumn column : table.features()) {
                    for (int i = 0; i < table.size(); i++) {
                        assertThat(Float.isFinite(column.value(i))).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void importedBarsHaveNoColumnsOfTicks() {
        List<String> ofTicks = names(Universe.compute(WALK, UniverseSpec.of(1, 20), NaiveWindow.EURUSD));
        List<String> ofBars =
                names(Universe.compute(bars(0, 1_000, 5_000, true), UniverseSpec.of(1, 20), NaiveWindow.EURUSD));
        assertThat(ofTicks).contains("tick_count_mean", "tick_count_trend", "spread_mean", "spread_std");
        assertThat(ofBars).hasSize(ofTicks.size() - 4).isSubsetOf(ofTicks);
    }

    @Test
    void skippedGroupsLeaveNoColumnsAndNoPartOfTheSignature() {
        UniverseSpec spec = new UniverseSpec(1, 20, 1, LevelEdges.DEFAULT, Set.of("candles", "trend", "permutation"));
        UniverseTable table = Universe.compute(WALK, spec, NaiveWindow.EURUSD);
        assertThat(names(table)).contains("return_mean").doesNotContain("body_mean", "trend_slope");
        assertThat(table.signatureTexts()).allMatch(text -> text.matches("net:[1-5]\\|autocorrelation:[1-5]"));
    }

    @Test
    void namesAreUniqueAndInSnakeCase() {
        List<String> names = FeatureGroups.names().stream()
                .flatMap(group -> FeatureGroups.features(group).stream())
                .map(Feature::name)
                .toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        assertThatThrownBy(() -> Universe.compute(WALK, UniverseSpec.of(5, 20), NaiveWindow.EURUSD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("candles must be of 5 minutes: 1");
        assertThatThrownBy(() -> UniverseSpec.of(1, 1)).hasMessage("lookback must be 2 to 1000: 1");
        assertThatThrownBy(() -> new UniverseSpec(1, 5, 1, LevelEdges.DEFAULT, Set.of("chart")))
                .hasMessageEndingWith(": [chart]");
        assertThatThrownBy(() -> new LevelEdges(5, 5, 30)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fewerCandlesThanAWindowGiveNoEvents() {
        UniverseTable table = Universe.compute(bars(0, 5, 5_000, true), UniverseSpec.of(1, 5), NaiveWindow.EURUSD);
        assertThat(table.size()).isZero();
    }

    private static List<String> names(UniverseTable table) {
        return table.features().stream().map(FeatureColumn::name).toList();
    }

    private static CandleSeries bars(int from, int to, int otherFrom, boolean followed) {
        return Candles.fromBars(minutes(from, to, otherFrom), 1, NaiveWindow.EURUSD, followed);
    }

    /** Bars of the walk, but from {@code otherFrom} on those of another one. */
    private static BarSeries minutes(int from, int to, int otherFrom) {
        long[] times = new long[to - from];
        double[][] prices = new double[4][times.length];
        for (int i = from; i < to; i++) {
            double shift = i >= otherFrom ? (i % 13 - 6) * 1e-4 : 0;
            times[i - from] = i * NaiveWindow.MINUTE;
            prices[0][i - from] = WALK.open(i);
            prices[1][i - from] = WALK.high(i) + Math.abs(shift);
            prices[2][i - from] = WALK.low(i) - Math.abs(shift);
            prices[3][i - from] = WALK.close(i) + shift;
        }
        return new BarSeries(times, prices[0], prices[1], prices[2], prices[3], times.length, 5, 1);
    }

    static List<String> rows(CandleSeries candles) {
        UniverseTable table = Universe.compute(candles, UniverseSpec.of(1, 20), NaiveWindow.EURUSD);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            StringBuilder row = new StringBuilder();
            row.append(table.timeNanos(i))
                    .append(' ')
                    .append(table.direction(i))
                    .append(' ');
            row.append(table.movementPips(i)).append(' ').append(table.signature(i));
            for (FeatureColumn column : table.features()) {
                row.append(' ').append(column.isNull(i) ? "null" : Float.toHexString(column.value(i)));
            }
            rows.add(row.toString());
        }
        return rows;
    }
}
