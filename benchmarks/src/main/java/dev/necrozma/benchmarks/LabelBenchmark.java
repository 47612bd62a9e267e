package dev.necrozma.benchmarks;

import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.tick.TickSeries;
import dev.necrozma.pipeline.LabelGrid;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * How long the labels of the 210 default configurations take, both directions and all columns, from a random walk of one pip a
 * step with an entry at every price. Arguments: points (372,000), seconds from one to the next (60), threads (2), rounds (5).
 * Everything is in each round, first passages included; the first round is cold.
 */
final class LabelBenchmark {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int DIRECTIONS = 2;

    private LabelBenchmark() {}

    public static void main(String[] args) throws Exception {
        int points = argument(args, 0, 372_000);
        int stepSeconds = argument(args, 1, 60);
        int threads = argument(args, 2, 2);
        int rounds = argument(args, 3, 5);
        List<LabelSpec> specs = LabelGrid.DEFAULT.specs();
        TickSeries walk = KernelRun.walk(points, stepSeconds * NANOS_PER_SECOND);
        print("%,d prices, one every %d s; %d configurations, %d threads", points, stepSeconds, specs.size(), threads);
        KernelRun[] runs = new KernelRun[rounds];
        for (int round = 0; round < rounds; round++) {
            double load = KernelRun.load();
            runs[round] = KernelRun.of(walk, specs, threads);
            print(
                    "round %d: %.2f s wall, %.2f s of processor time, checksum %x, load before %.1f",
                    round + 1,
                    runs[round].wallNanos() / 1e9,
                    runs[round].cpuNanos() / 1e9,
                    runs[round].checksum(),
                    load);
        }
        if (Stream.of(runs).mapToLong(KernelRun::checksum).distinct().count() > 1) {
            throw new IllegalStateException("rounds differ");
        }
        double labels = (double) points * specs.size() * DIRECTIONS;
        report("wall", runs, KernelRun::wallNanos, labels);
        report("processor time", runs, KernelRun::cpuNanos, labels);
    }

    private static void report(String name, KernelRun[] runs, ToLongFunction<KernelRun> time, double labels) {
        long[] sorted = Arrays.stream(runs).mapToLong(time).sorted().toArray();
        print(
                "%s: best %.2f s, median %.2f s; best %.2f ns an entry, configuration and direction",
                name, sorted[0] / 1e9, sorted[sorted.length / 2] / 1e9, sorted[0] / labels);
    }

    private static int argument(String[] args, int index, int absent) {
        return args.length > index ? Integer.parseInt(args[index]) : absent;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
