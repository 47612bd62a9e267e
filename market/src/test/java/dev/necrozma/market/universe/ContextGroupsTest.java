package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.market.candle.CandleSeries;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds for every feature of the context. */
class ContextGroupsTest {

    private static final List<FeatureGroup> GROUPS = FeatureGroups.all()
            .filter(group -> group.features().get(0).name().startsWith("ctx_"))
            .toList();
    private static final int[] CONTEXTS = {40, 128, 129, 512};

    /** Tenths of pips with fat tails, and stretches in which nothing moves. */
    private static double[] returns(long seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] returns = new double[size];
        int quiet = 0;
        for (int i = 0; i < size; i++) {
            quiet = quiet > 0 ? quiet - 1 : random.nextInt(400) == 0 ? 200 : 0;
            double size10 = random.nextInt(-30, 31) * (random.nextInt(20) == 0 ? 8 : 1);
            returns[i] = quiet > 0 ? 0 : size10 / 10;
        }
        return returns;
    }

    private static double[] rowOf(Window window, FeatureRow row, int event) {
        window.moveTo(event);
        row.compute(window);
        return Contexts.map(row.features().size(), column -> row.value((int) column));
    }

    private static FeatureRow row(int context) {
        return new FeatureRow(GROUPS, context, false);
    }

    @Test
    void valuesAreInTheirRangesOrNull() {
        for (int context : CONTEXTS) {
            Window window = new Window(new PipSeries(Contexts.series(5, 1, returns(context, 3_000))), context);
            FeatureRow row = row(context);
            for (int event = context; event < window.series.size; event += 13) {
                double[] values = rowOf(window, row, event);
                for (int column = 0; column < values.length; column++) {
                    Feature feature = row.features().get(column);
                    if (!Double.isNaN(values[column])) {
                        assertThat(values[column])
                                .as(feature.name())
                                .isFinite()
                                .isBetween(
                                        feature.range().least() - 1e-12,
                                        feature.range().most() + 1e-12);
                    }
                }
            }
        }
    }

    /** A window's values are the same bits whatever window was computed before, and wherever prices are. */
    @Test
    void neitherWindowsBeforeNorThePriceLevelMatter() {
        double[] returns = returns(7, 2_000);
        PipSeries low = new PipSeries(Contexts.series(5, 1, returns));
        PipSeries high = new PipSeries(Contexts.series(5, 131.07, returns));
        for (int context : CONTEXTS) {
            Window used = new Window(low, context);
            FeatureRow usedRow = row(context);
            for (int event = context; event < low.size; event += 41) {
                double[] values = rowOf(used, usedRow, event);
                assertThat(rowOf(new Window(low, context), row(context), event)).isEqualTo(values);
                assertThat(rowOf(new Window(high, context), row(context), event))
                        .isEqualTo(values);
            }
        }
    }

    @Test
    void nothingAtOrAfterTheEventMatters() {
        double[] returns = returns(3, 1_400);
        SplittableRandom random = new SplittableRandom(9);
        CandleSeries before = Contexts.series(5, 1, returns);
        for (int context : CONTEXTS) {
            int event = context + random.nextInt(returns.length - context);
            double[] changed = returns.clone();
            for (int i = event - 1; i < changed.length; i++) {
                changed[i] = random.nextInt(-50, 51);
            }
            PipSeries after = new PipSeries(Contexts.series(5, 1, changed));
            assertThat(rowOf(new Window(after, context), row(context), event))
                    .isEqualTo(rowOf(new Window(new PipSeries(before), context), row(context), event));
        }
    }

    /** Everything the definitions do not scale by a dispersion has a value where nothing moves; the rest is null. */
    @Test
    void ofAMarketThatStandsStillOnlyOrderIsKnown() {
        Window window = Contexts.window(new double[512]);
        for (FeatureGroup group : GROUPS) {
            for (Feature feature : group.features()) {
                boolean known =
                        List.of("ctx_permutation_entropy", "ctx_lempel_ziv").contains(feature.name());
                assertThat(Double.isNaN(Contexts.value(window, group, feature.name())))
                        .as(feature.name())
                        .isEqualTo(!known);
            }
        }
    }

    /** At the default context no column is the same in every window. */
    @Test
    void noFeatureIsConstant() {
        Window window = new Window(new PipSeries(Contexts.series(5, 1, returns(2, 2_000))), 128);
        FeatureRow row = row(128);
        double[] known = rowOf(window, row, 128);
        boolean[] varies = new boolean[known.length];
        for (int event = 129; event < window.series.size; event++) {
            double[] values = rowOf(window, row, event);
            for (int column = 0; column < values.length; column++) {
                varies[column] |= Math.abs(values[column] - known[column]) > 1e-3;
                known[column] = Double.isNaN(values[column]) ? known[column] : values[column];
            }
        }
        assertThat(varies).doesNotContain(false);
    }
}
