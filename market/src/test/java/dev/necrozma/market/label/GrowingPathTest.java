package dev.necrozma.market.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.market.label.NaiveLabels.Label;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is known of an entry does not change when rows are appended; what is not yet known is marked. */
class GrowingPathTest {

    @Test
    void appendedRowsChangeOnlyWhatWasOpen() {
        int open = 0;
        int closed = 0;
        for (long seed = 1; seed <= 120; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int size = 2 + random.nextInt(200);
            int cut = random.nextInt(size);
            RandomMarket market = new RandomMarket(seed);
            Quotes quotes = market.quotes(size);
            List<LabelCase> before = LabelCase.of(quotes.first(cut), 1, false);
            List<LabelCase> after = LabelCase.of(quotes, 1 + random.nextInt(3), false);
            for (int kind = 0; kind < before.size(); kind++) {
                String configuration = RandomMarket.CONFIGURATIONS[random.nextInt(RandomMarket.CONFIGURATIONS.length)];
                int openHere = check(before.get(kind), after.get(kind), configuration, "seed " + seed);
                open += openHere;
                closed += before.get(kind).series().size() - openHere;
            }
            Bars bars = market.bars(size);
            check(LabelCase.ofBars(bars.first(cut)), LabelCase.ofBars(bars), "T7.5_S5_H60", "seed " + seed);
        }
        assertThat(open).isGreaterThan(2_000);
        assertThat(closed).isGreaterThan(2_000);
    }

    /* Returns how many entries had an open horizon. */
    private static int check(LabelCase before, LabelCase after, String configuration, String circumstances) {
        List<Label> labels = before.kernelLabels(configuration, 0);
        List<Label> grown = after.kernelLabels(configuration, 0);
        assertThat(grown).hasSizeGreaterThanOrEqualTo(labels.size());
        int open = 0;
        for (int i = 0; i < labels.size(); i++) {
            String where = circumstances + ", " + before.name() + ", " + configuration + ", entry " + i / 2;
            if (before.oracle().isOpen(configuration, i / 2)) {
                assertThat(labels.get(i)).as(where).isEqualTo(knownOf(grown.get(i), labels.get(i)));
                open += i % 2;
            } else {
                assertThat(labels.get(i)).as(where).isEqualTo(grown.get(i));
                assertThat(labels.get(i).hitTarget()).as(where).isNotNull();
                assertThat(labels.get(i).hitStop()).as(where).isNotNull();
                assertThat(labels.get(i).censored()).as(where).isFalse();
            }
        }
        return open;
    }

    /* The grown label with what may have been different while its horizon was open. The longest gap is one of those. */
    private static Label knownOf(Label grown, Label before) {
        boolean censored = before.censored();
        return new Label(
                censored ? before.outcome() : grown.outcome(),
                before.hitTarget() == null ? null : grown.hitTarget(),
                before.hitStop() == null ? null : grown.hitStop(),
                before.hitTarget() == null ? null : grown.timeToTarget(),
                before.hitStop() == null ? null : grown.timeToStop(),
                censored ? before.exitPips() : grown.exitPips(),
                censored ? before.rMultiple() : grown.rMultiple(),
                censored ? before.mfe() : grown.mfe(),
                censored ? before.mae() : grown.mae(),
                censored ? before.maxGapMinutes() : grown.maxGapMinutes(),
                censored);
    }

    /**
     * The ticks in [t, t + H) are those of the candles within, if the horizon is whole candles; so they touch the same levels. Only
     * the candles may leave open what was first within one.
     */
    @Test
    void ticksAndTheirCandlesTouchTheSameLevels() {
        int compared = 0;
        for (long seed = 1; seed <= 60; seed++) {
            Quotes quotes = new RandomMarket(seed).quotes(400);
            List<LabelCase> cases = LabelCase.of(quotes, 1, false);
            for (String configuration : List.of("T5_S5_H1", "T2.33_S1.07_H3", "T10_S5_H60", "T30_S10_H1440")) {
                List<Label> onTicks = cases.get(2).kernelLabels(configuration, 0);
                List<Label> onCandles = cases.get(4).kernelLabels(configuration, 0);
                assertThat(onCandles).hasSameSizeAs(onTicks);
                for (int i = 0; i < onTicks.size(); i++) {
                    if (!cases.get(4).oracle().isOpen(configuration, i / 2)) {
                        Label tick = onTicks.get(i);
                        Label candle = onCandles.get(i);
                        boolean same = candle.hitTarget().equals(tick.hitTarget())
                                && candle.hitStop().equals(tick.hitStop())
                                && (candle.outcome().equals("stop")
                                        || candle.outcome().equals(tick.outcome()));
                        if (!same) {
                            assertThat(candle)
                                    .as("seed %d, entry %d", seed, i / 2)
                                    .isEqualTo(tick);
                        }
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(10_000);
    }

    @Test
    void aHorizonBeyondTheEndOfTimeIsOpen() {
        long[] times = {Long.MAX_VALUE - 3, Long.MAX_VALUE - 2, Long.MAX_VALUE - 1};
        long[] prices = {110_000, 110_010, 110_060};
        Quotes quotes = Quotes.decimal(times, prices, prices, 5, "0.0001", true);
        LabelSeries series = LabelSeries.ofTicks(quotes.parts(1), quotes.pipSize(), Prices.MID);
        Label label = LabelCase.kernelLabels(LabelKernel.searching(series, 0), "T5_S5_H60")
                .get(0);
        assertThat(label.outcome()).isEqualTo("target");
        assertThat(label.hitStop()).isNull();
    }
}
