package dev.necrozma.market.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.label.NaiveLabels.Kind;
import dev.necrozma.market.label.NaiveLabels.Label;
import dev.necrozma.market.tick.TickSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** The same entries and path twice: as the kernel and as the oracle take them. */
record LabelCase(String name, LabelSeries series, NaiveLabels oracle) {

    static final long MINUTE = 60_000_000_000L;

    private static final List<String> OUTCOMES = List.of("target", "stop", "none");

    /**
     * All combinations of entries, path and prices that are allowed for these quotes.
     *
     * @param followed whether the last candle is complete
     */
    static List<LabelCase> of(Quotes quotes, int parts, boolean followed) {
        Instrument instrument = new Instrument("TEST", quotes.pipSize());
        CandleSeries candles = Candles.fromTicks(quotes.series(), 1, instrument, followed);
        List<TickSeries> ticks = quotes.parts(parts);
        NaiveCandles naive = NaiveCandles.of(quotes, followed);
        return List.of(
                new LabelCase(
                        "ticks, mid",
                        LabelSeries.ofTicks(ticks, quotes.pipSize(), Prices.MID),
                        onTicks(quotes, quotes.mids(), quotes.mids())),
                new LabelCase(
                        "ticks, bid and ask",
                        LabelSeries.ofTicks(ticks, quotes.pipSize(), Prices.BID_ASK),
                        onTicks(quotes, quotes.bids(), quotes.asks())),
                new LabelCase(
                        "closes on ticks, mid",
                        LabelSeries.ofCandlesAndTicks(candles, ticks, Prices.MID),
                        naive.onTicks(quotes, quotes.mids(), quotes.mids())),
                new LabelCase(
                        "closes on ticks, bid and ask",
                        LabelSeries.ofCandlesAndTicks(candles, ticks, Prices.BID_ASK),
                        naive.onTicks(quotes, quotes.bids(), quotes.asks())),
                new LabelCase("candles", LabelSeries.ofCandles(candles), naive.onCandles(quotes)));
    }

    static LabelCase ofBars(Bars bars) {
        CandleSeries candles =
                Candles.fromBars(bars.series(), bars.minutes(), new Instrument("TEST", bars.pipSize()), true);
        return new LabelCase("bars", LabelSeries.ofCandles(candles), bars.oracle());
    }

    private static NaiveLabels onTicks(Quotes quotes, long[] longs, long[] shorts) {
        int[] rows = new int[quotes.size()];
        Arrays.setAll(rows, i -> i);
        return new NaiveLabels(
                Kind.TICKS,
                quotes.halfPointsPerPip(),
                quotes.times(),
                quotes.times(),
                points(longs),
                points(shorts),
                quotes.times(),
                rows,
                shorts,
                longs);
    }

    static long[][] points(long[] prices) {
        return new long[][] {prices, prices, prices, prices};
    }

    /** Every label of a configuration: of the first entry as a long, as a short, of the second… */
    List<Label> kernelLabels(String configuration, long memoryBytes) {
        return kernelLabels(LabelKernel.searching(series, memoryBytes), configuration);
    }

    static List<Label> kernelLabels(LabelKernel kernel, String configuration) {
        List<Label> labels = new ArrayList<>();
        LabelRows rows = new LabelRows();
        for (int chunk = 0; chunk < kernel.series().chunks(); chunk++) {
            kernel.label(LabelSpec.parse(configuration), chunk, rows);
            assertThat(rows.from()).isEqualTo(labels.size() / 2);
            for (int i = 0; i < rows.size(); i++) {
                labels.add(label(rows.up(), i));
                labels.add(label(rows.down(), i));
            }
        }
        return labels;
    }

    List<Label> naiveLabels(String configuration) {
        List<Label> labels = new ArrayList<>();
        for (int entry = 0; entry < oracle.size(); entry++) {
            labels.add(oracle.label(configuration, entry, true));
            labels.add(oracle.label(configuration, entry, false));
        }
        return labels;
    }

    /** Makes sure that kernel and oracle agree on every bit. */
    void check(List<String> configurations, long memoryBytes, String circumstances) {
        check(LabelKernel.searching(series, memoryBytes), configurations, circumstances);
    }

    void check(LabelKernel kernel, List<String> configurations, String circumstances) {
        for (String configuration : configurations) {
            assertEqual(
                    kernelLabels(kernel, configuration),
                    naiveLabels(configuration),
                    name + ", " + configuration + ", " + circumstances);
        }
    }

    static void assertEqual(List<Label> labels, List<Label> expected, String circumstances) {
        assertThat(labels).as(circumstances).hasSameSizeAs(expected);
        for (int i = 0; i < labels.size(); i++) {
            if (!labels.get(i).equals(expected.get(i))) {
                assertThat(labels.get(i))
                        .as("entry %d %s: %s", i / 2, i % 2 == 0 ? "up" : "down", circumstances)
                        .isEqualTo(expected.get(i));
            }
        }
    }

    static Label label(LabelRows.Columns columns, int i) {
        BiFunction<byte[], Integer, Boolean> truth =
                (bytes, at) -> bytes[at] == LabelRows.UNKNOWN ? null : Boolean.valueOf(bytes[at] == 1);
        return new Label(
                OUTCOMES.get(columns.outcome()[i]),
                truth.apply(columns.hitTarget(), i),
                truth.apply(columns.hitStop(), i),
                nullable(columns.timeToTarget()[i]),
                nullable(columns.timeToStop()[i]),
                nullable(columns.exitPips()[i]),
                nullable(columns.rMultiple()[i]),
                columns.mfe()[i],
                columns.mae()[i],
                nullable(columns.maxGapMinutes()[i]),
                columns.censored()[i] == 1);
    }

    private static Float nullable(float value) {
        return Float.isNaN(value) ? null : Float.valueOf(value);
    }
}
