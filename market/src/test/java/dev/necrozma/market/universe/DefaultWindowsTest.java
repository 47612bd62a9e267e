package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.tick.TickSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which features there are by default, and that each tells something. */
class DefaultWindowsTest {

    /** So many columns have windows of ticks, and of bars: the shortest windows of the definitions, counted by hand. */
    @ParameterizedTest
    @CsvSource({"5, 49, 45", "10, 64, 60", "15, 66, 62", "20, 68, 64", "30, 68, 64"})
    void windowsHaveAsManyColumnsAsTheirLookbackAllows(int lookback, int ofTicks, int ofBars) {
        assertThat(new FeatureRow(FeatureGroups.OF_WINDOW, lookback, true).features())
                .hasSize(ofTicks);
        assertThat(new FeatureRow(FeatureGroups.OF_WINDOW, lookback, false).features())
                .hasSize(ofBars);
    }

    @Test
    void theContextHasThirtyFourColumns() {
        assertThat(new FeatureRow(FeatureGroups.OF_CONTEXT, ContextSpec.DEFAULT_CANDLES, false).features())
                .hasSize(34);
    }

    @ParameterizedTest
    @CsvSource({"5", "10", "15", "20", "30"})
    void noFeatureOfTheWindowIsConstant(int lookback) {
        assertThat(constants(FeatureGroups.OF_WINDOW, lookback)).isEmpty();
    }

    @Test
    void noFeatureOfTheContextIsConstant() {
        assertThat(constants(FeatureGroups.OF_CONTEXT, ContextSpec.DEFAULT_CANDLES))
                .isEmpty();
    }

    /** The names of the columns that are the same, or null, before every candle. */
    private static List<String> constants(List<FeatureGroup> groups, int candles) {
        Window window = new Window(new PipSeries(weeksOfHours()), candles);
        FeatureRow row = new FeatureRow(groups, candles, true);
        List<String> constants = new ArrayList<>();
        for (int column = 0; column < row.features().size(); column++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int event = candles; event < window.series.size; event += 5) {
                window.moveTo(event);
                row.compute(window);
                double value = row.value(column);
                least = Double.isNaN(value) ? least : Math.min(least, value);
                most = Double.isNaN(value) ? most : Math.max(most, value);
            }
            if (!(most - least > 1e-3)) {
                constants.add(row.features().get(column).name());
            }
        }
        return constants;
    }

    private static CandleSeries weeksOfHours() {
        SplittableRandom random = new SplittableRandom(12);
        int size = 5_000;
        long[] times = new long[size];
        double[] bids = new double[size];
        double[] asks = new double[size];
        long bid = 110_000;
        long minute = 25_000_000;
        for (int i = 0; i < size; i++) {
            bid += random.nextInt(-40, 41);
            minute += random.nextInt(1, 20);
            times[i] = minute * NaiveWindow.MINUTE;
            bids[i] = bid / 1e5;
            asks[i] = (bid + random.nextInt(12)) / 1e5;
        }
        return Candles.fromTicks(new TickSeries(times, bids, asks, size, 5), 60, NaiveWindow.EURUSD, true);
    }

    /** Everything that is scaled by a dispersion is null where nothing moves; the order of equal values is known. */
    @Test
    void ofAContextThatStandsStillOnlyOrderIsKnown() {
        Window window = Contexts.window(new double[512]);
        for (FeatureGroup group : FeatureGroups.all().toList()) {
            for (Feature feature : group.features()) {
                if (feature.name().startsWith("ctx_")) {
                    boolean known =
                            List.of("ctx_permutation_entropy", "ctx_lempel_ziv").contains(feature.name());
                    assertThat(Double.isNaN(Contexts.value(window, group, feature.name())))
                            .as(feature.name())
                            .isEqualTo(!known);
                }
            }
        }
    }
}
