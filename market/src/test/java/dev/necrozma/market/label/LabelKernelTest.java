package dev.necrozma.market.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelKernelTest {

    private static final int[] SIZES = {0, 1, 2, 3, 15, 16, 17, 40, 100, 255, 256, 257, 300};

    @Test
    void everyColumnEqualsAScanOverThePath() {
        checkSeeds(1, 150);
    }

    @Test
    @Tag("slow")
    void everyColumnEqualsAScanOverManyPaths() {
        checkSeeds(1_000, 2_000);
    }

    private static void checkSeeds(long first, int count) {
        for (long seed = first; seed < first + count; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int size = SIZES[random.nextInt(SIZES.length)];
            List<String> configurations = random.ints(5, 0, RandomMarket.CONFIGURATIONS.length)
                    .mapToObj(i -> RandomMarket.CONFIGURATIONS[i])
                    .toList();
            long memory = new long[] {0, 30_000, 1 << 30}[random.nextInt(3)];
            RandomMarket market = new RandomMarket(seed);
            Quotes quotes = market.quotes(size);
            for (LabelCase labels : LabelCase.of(quotes, 1 + random.nextInt(4), random.nextBoolean())) {
                labels.check(configurations, memory, "seed " + seed + ", size " + size);
            }
            LabelCase.ofBars(market.bars(size)).check(configurations, memory, "seed " + seed + ", size " + size);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LabelSeries.CHUNK - 1, LabelSeries.CHUNK, LabelSeries.CHUNK + 1})
    void chunksMeetWithoutASeam(int size) {
        List<String> configurations = List.of("T2.5_S5_H6");
        Quotes quotes = oneAMinute(size + 1);
        for (LabelCase labels : LabelCase.of(quotes, 3, false)) {
            assertThat(labels.series().size()).isBetween(size, size + 1);
            labels.check(configurations, 1 << 30, "size " + size);
        }
    }

    private static Quotes oneAMinute(int size) {
        SplittableRandom random = new SplittableRandom(size);
        long[] times = new long[size];
        long[] bids = new long[size];
        long[] asks = new long[size];
        long price = 110_000;
        for (int i = 0; i < size; i++) {
            times[i] = i * LabelCase.MINUTE;
            price += random.nextInt(41) - 20;
            bids[i] = price;
            asks[i] = price + random.nextInt(12);
        }
        return Quotes.decimal(times, bids, asks, 5, "0.0001", true);
    }

    @Test
    void memoryAndTheOrderOfConfigurationsChangeNothing() {
        for (LabelCase labels : LabelCase.of(oneAMinute(5_000), 1, true)) {
            List<String> configurations =
                    new ArrayList<>(List.of("T5_S5_H60", "T10_S5_H60", "T5_S10_H240", "T5_S5_H1"));
            LabelKernel ample = LabelKernel.searching(labels.series(), 1 << 30);
            for (int round = 0; round < 2; round++) {
                for (String configuration : configurations) {
                    List<NaiveLabels.Label> expected = labels.kernelLabels(configuration, 0);
                    LabelCase.assertEqual(LabelCase.kernelLabels(ample, configuration), expected, labels.name());
                    LabelCase.assertEqual(labels.kernelLabels(configuration, 150_000), expected, labels.name());
                }
                Collections.reverse(configurations);
            }
        }
    }

    @Test
    void threadsChangeNothing() {
        LabelSeries series = LabelCase.of(oneAMinute(3 * LabelSeries.CHUNK / 2), 1, true)
                .get(0)
                .series();
        List<LabelSpec> specs = Arrays.stream(new String[] {"T5_S5_H60", "T10_S5_H60", "T5_S10_H240", "T5_S5_H1"})
                .map(LabelSpec::parse)
                .toList();
        LabelKernel alone = LabelKernel.searching(series, 1 << 30);
        LabelKernel shared = LabelKernel.searching(series, 20_000_000);
        int units = specs.size() * series.chunks();
        List<LabelRows> found = IntStream.range(0, units)
                .parallel()
                .mapToObj(unit -> labelled(shared, specs, unit))
                .toList();
        for (int unit = 0; unit < units; unit++) {
            LabelRows expected = labelled(alone, specs, unit);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(LabelCase.label(found.get(unit).up(), i)).isEqualTo(LabelCase.label(expected.up(), i));
                assertThat(LabelCase.label(found.get(unit).down(), i)).isEqualTo(LabelCase.label(expected.down(), i));
            }
        }
    }

    private static LabelRows labelled(LabelKernel kernel, List<LabelSpec> specs, int unit) {
        LabelRows rows = new LabelRows();
        kernel.label(specs.get(unit % specs.size()), unit / specs.size(), rows);
        return rows;
    }
}
