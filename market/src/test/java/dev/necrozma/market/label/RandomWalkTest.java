package dev.necrozma.market.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.label.NaiveLabels.Label;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks of one pip up or down a step, whose labels probability theory knows. */
class RandomWalkTest {

    private static final int STEPS = 15;
    private static final int WALKS = 1 << STEPS;

    /** All walks of 15 steps, one after the other, an hour apart; the last is followed by one more price. */
    @Test
    void fivePipsAreTouchedWithin15StepsBy6885Of32768Walks() {
        int length = STEPS + 1;
        long[] times = new long[WALKS * length + 1];
        long[] prices = new long[times.length];
        long time = 0;
        for (int walk = 0; walk < WALKS; walk++) {
            long price = 11_000;
            for (int step = 0; step < length; step++) {
                time += step == 0 ? 60 * LabelCase.MINUTE : LabelCase.MINUTE;
                price += step == 0 ? 0 : ((walk >> (step - 1)) & 1) == 0 ? 1 : -1;
                times[walk * length + step] = time;
                prices[walk * length + step] = price;
            }
        }
        times[WALKS * length] = time + 60 * LabelCase.MINUTE;
        prices[WALKS * length] = 11_000;
        for (LabelCase labels : LabelCase.of(quotes(times, prices), 1, true)) {
            assertThat(labels.series().size()).isEqualTo(times.length);
            assertThat(touches(labels.series(), length, STEPS))
                    .as(labels.name())
                    .containsExactly(6_885, 6_885, 6_885, 6_885);
        }
    }

    /** Targets and stops touched by the first entry of each walk: up, up, down, down. */
    private static int[] touches(LabelSeries series, int length, int horizon) {
        LabelKernel kernel = LabelKernel.searching(series, 0);
        LabelRows rows = new LabelRows();
        int[] touches = new int[4];
        for (int chunk = 0; chunk < series.chunks(); chunk++) {
            kernel.label(new LabelSpec(5, 5, horizon), chunk, rows);
            for (int i = 0; i < rows.size(); i++) {
                int entry = rows.from() + i;
                if (entry % length == 0 && entry < WALKS * length) {
                    touches[0] += rows.up().hitTarget()[i];
                    touches[1] += rows.up().hitStop()[i];
                    touches[2] += rows.down().hitTarget()[i];
                    touches[3] += rows.down().hitStop()[i];
                }
            }
        }
        return touches;
    }

    /** Each sample begins where the one before was decided, so that samples are independent. */
    @ParameterizedTest
    @ValueSource(longs = 1)
    void aTargetTwiceAsFarAsTheStopIsReachedByAThirdIn50StepsOnAverage(long seed) {
        int samples = 10_000;
        List<Label> labels = walkLabels(seed, 620_000, "T10_S5_H500000");
        for (int direction = 0; direction < 2; direction++) {
            int targets = 0;
            double duration = 0;
            int entry = 0;
            for (int sample = 0; sample < samples; sample++) {
                Label label = labels.get(2 * entry + direction);
                boolean target = label.outcome().equals("target");
                double minutes = target ? label.timeToTarget() : label.timeToStop();
                targets += target ? 1 : 0;
                duration += minutes;
                entry += (int) minutes;
            }
            assertThat((double) targets / samples)
                    .as("seed %d", seed)
                    .isCloseTo(1 / 3.0, within(4 * Math.sqrt(2 / 9.0 / samples)));
            /* The variance of the time until a walk leaves (-a, b) is ab(a² + b² - 2)/3. */
            assertThat(duration / samples)
                    .as("seed %d", seed)
                    .isCloseTo(50, within(4 * Math.sqrt(50 * (25 + 100 - 2) / 3.0 / samples)));
        }
    }

    /** A stopped walk is a martingale: whatever the barriers, nothing is won on average. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "T5_S5_H5",
                "T10_S5_H15",
                "T5_S30_H30",
                "T2.5_S7.5_H60",
                "T50_S30_H60",
                "T15_S10_H240",
                "T1_S20_H240"
            })
    void nothingIsWonOnAverage(String configuration) {
        int horizon = (int) LabelSpec.parse(configuration).horizonMinutes();
        int size = 200_000;
        List<Label> labels = walkLabels(7, size, configuration);
        for (int direction = 0; direction < 2; direction++) {
            double sum = 0;
            double squares = 0;
            int samples = 0;
            for (int entry = 0; entry + horizon < size - 1; entry += horizon) {
                Label label = labels.get(2 * entry + direction);
                assertThat(label.censored()).isFalse();
                sum += label.exitPips();
                squares += label.exitPips() * label.exitPips();
                samples++;
            }
            assertThat(sum / samples).isCloseTo(0, within(4 * Math.sqrt(squares / samples / samples)));
        }
    }

    private static List<Label> walkLabels(long seed, int size, String configuration) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] prices = new long[size];
        prices[0] = 1_000_000;
        for (int i = 1; i < size; i++) {
            prices[i] = prices[i - 1] + (random.nextBoolean() ? 1 : -1);
        }
        long[] times =
                IntStream.range(0, size).mapToLong(i -> i * LabelCase.MINUTE).toArray();
        Quotes quotes = quotes(times, prices);
        LabelSeries series = LabelSeries.ofTicks(quotes.parts(1), quotes.pipSize(), Prices.MID);
        return LabelCase.kernelLabels(LabelKernel.searching(series, 0), configuration);
    }

    private static Quotes quotes(long[] times, long[] prices) {
        return Quotes.decimal(times, prices, prices, 4, "0.0001", true);
    }
}
