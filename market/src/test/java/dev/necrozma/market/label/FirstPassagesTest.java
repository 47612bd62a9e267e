package dev.necrozma.market.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstPassagesTest {

    private static final int SIZE = 2 * LabelSeries.CHUNK + 100;

    @Test
    void areTheFirstPricesAtOrBeyondTheLevel() {
        long[] prices = walk();
        LabelSeries series = series(prices);
        for (boolean upper : new boolean[] {true, false}) {
            for (int pips : new int[] {1, 6}) {
                Barrier barrier = new Barrier(PriceSide.MID, upper, pips);
                for (int chunk = series.chunks() - 1; chunk >= 0; chunk--) {
                    int[] first = FirstPassages.find(series, barrier, chunk);
                    assertThat(first).hasSize(series.chunkEnd(chunk) - series.chunkStart(chunk));
                    for (int i = 0; i < first.length; i++) {
                        int entry = series.chunkStart(chunk) + i;
                        assertThat(first[i]).isEqualTo(first(prices, entry, upper, 10 * pips));
                    }
                }
            }
        }
    }

    private static int first(long[] prices, int entry, boolean upper, int points) {
        for (int i = entry + 1; i < prices.length; i++) {
            if ((upper ? prices[i] - prices[entry] : prices[entry] - prices[i]) >= points) {
                return i;
            }
        }
        return FirstPassages.NEVER;
    }

    @Test
    void mayBeFoundInAnyOrderAndKept() {
        LabelSeries series = series(walk());
        LabelSpec spec = LabelSpec.parse("T5_S3_H60");
        int[][][] kept = new int[4][series.chunks()][];
        List<Barrier> barriers = Barrier.of(Prices.MID, spec);
        for (int chunk : new int[] {2, 0, 1}) {
            for (int i = 3; i >= 0; i--) {
                kept[i][chunk] = FirstPassages.find(series, barriers.get(i), chunk);
            }
        }
        LabelKernel keeping =
                new LabelKernel(series, (barrier, chunk) -> kept[barriers.indexOf(barrier)][chunk], 1 << 20);
        LabelCase.assertEqual(
                LabelCase.kernelLabels(keeping, spec.name()),
                LabelCase.kernelLabels(LabelKernel.searching(series, 0), spec.name()),
                "kept");
    }

    @Test
    void needASideThatTheSeriesHas() {
        LabelSeries series = series(new long[] {110_000, 110_010});
        assertThatThrownBy(() -> FirstPassages.find(series, new Barrier(PriceSide.BID, true, 5), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels at MID prices have no BID side");
    }

    private static long[] walk() {
        SplittableRandom random = new SplittableRandom(8);
        long[] prices = new long[SIZE];
        prices[0] = 110_000;
        for (int i = 1; i < SIZE; i++) {
            prices[i] = prices[i - 1] + random.nextInt(-9, 10) - Long.signum(prices[i - 1] - 110_000);
        }
        return prices;
    }

    private static LabelSeries series(long[] prices) {
        long[] times = IntStream.range(0, prices.length)
                .mapToLong(i -> i * LabelCase.MINUTE)
                .toArray();
        Quotes quotes = Quotes.decimal(times, prices, prices, 5, "0.0001", true);
        return LabelSeries.ofTicks(quotes.parts(1), quotes.pipSize(), Prices.MID);
    }
}
