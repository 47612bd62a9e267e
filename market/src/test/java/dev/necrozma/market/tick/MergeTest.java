package dev.necrozma.market.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MergeTest {

    /** A tick of a file, and where in it. */
    private record Tick(long time, double bid, double ask, int file) {

        Tick inFile(int other) {
            return new Tick(time, bid, ask, other);
        }
    }

    @Test
    void keepsEachTickOfTheFirstAndWhatTheSecondAlone() {
        for (long seed = 0; seed < 200; seed++) {
            List<Tick> first = ticks(seed, 0);
            List<Tick> second = ticks(seed + 1_000, 1);
            List<Tick> expected = new ArrayList<>(first);
            Set<Tick> known = new HashSet<>(first);
            second.stream().filter(tick -> !known.contains(tick.inFile(0))).forEach(expected::add);
            expected.sort(Comparator.comparingLong(Tick::time).thenComparing(Tick::file)); // stable

            TickSeries merged = TickSeries.merge(series(first), series(second));

            assertThat(lines(merged)).as("seed " + seed).isEqualTo(lines(series(expected)));
        }
    }

    @Test
    void takesABarThatBothHaveOnceAndRefusesOneThatDiffers() {
        BarSeries first = bars(1.1, 0, 60);
        assertThat(BarSeries.merge(first, bars(1.1, 60, 120)).size()).isEqualTo(3);
        assertThatThrownBy(() -> BarSeries.merge(first, bars(1.2, 60)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bars of 1970-01-01T00:01:00Z differ");
    }

    private static BarSeries bars(double price, long... seconds) {
        long[] times =
                java.util.Arrays.stream(seconds).map(s -> s * 1_000_000_000L).toArray();
        double[] prices = new double[times.length];
        java.util.Arrays.fill(prices, price);
        return new BarSeries(times, prices, prices, prices, prices, times.length, 1, 1);
    }

    private static List<Tick> ticks(long seed, int file) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Tick> ticks = new ArrayList<>();
        long time = random.nextInt(10);
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            time += random.nextInt(2);
            ticks.add(new Tick(time, random.nextInt(1, 3), random.nextInt(1, 3), file));
        }
        return ticks;
    }

    private static TickSeries series(List<Tick> ticks) {
        return new TickSeries(
                ticks.stream().mapToLong(Tick::time).toArray(),
                ticks.stream().mapToDouble(Tick::bid).toArray(),
                ticks.stream().mapToDouble(Tick::ask).toArray(),
                ticks.size(),
                0);
    }

    private static List<String> lines(TickSeries ticks) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < ticks.size(); i++) {
            lines.add(ticks.timeNanos(i) + " " + ticks.bid(i) + " " + ticks.ask(i));
        }
        return lines;
    }
}
