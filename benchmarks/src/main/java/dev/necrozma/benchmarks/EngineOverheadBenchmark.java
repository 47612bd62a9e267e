package dev.necrozma.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.run.SweepProgress;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.engine.sweep.CheckpointPolicy;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepExecutor;
import dev.necrozma.engine.sweep.SweepOptions;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.engine.sweep.SweepUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Measures what the engine adds, in processor time of the whole process, to a cold sweep on two threads: the same computation runs
 * in turns through the engine into a new store, and without it. Arguments: units (210), milliseconds of work a unit (20), bytes of
 * payload a unit (20,000), checkpoint interval (10 and 1 in turns), rounds (9). Three comparisons are made, each with its own
 * figure without the engine:
 *
 * <ul>
 *   <li>the result is eight bytes, and without the engine they are kept in memory: the engine's part is keys, catalog, checkpoints,
 *       locks and the progress file;
 *   <li>the result is the payload, and without the engine it is written to a plain file: the engine's part has hashing and syncing
 *       too;
 *   <li>the same, and the engine's files are then copied out, as publishing does.
 * </ul>
 *
 * Both are warm: ten thousand units without work go before, so that the time of the compiler is not among the figures, though in a
 * process that runs one sweep it is. Figures are means of the middle half of the rounds; the JDK tells a process's time in steps of 10 ms. Without work the difference
 * is not lost in the noise of the work: many units of no milliseconds give the most exact figure a unit.
 */
final class EngineOverheadBenchmark {

    private static final int WORKERS = 2;
    private static final int WARM_UP_UNITS = 10_000;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final int units;
    private final int payloadBytes;
    private final long fullSteps;
    private volatile long steps;
    private final Path directory;

    private EngineOverheadBenchmark(int units, int millis, int payloadBytes, Path directory) {
        this.units = units;
        this.payloadBytes = payloadBytes;
        this.fullSteps = millis == 0 ? 0 : millis * stepsPerMillisecond();
        this.directory = directory;
    }

    public static void main(String[] args) throws Exception {
        int units = argument(args, 0, 210);
        int millis = argument(args, 1, 20);
        int payloadBytes = argument(args, 2, 20_000);
        int[] intervals = args.length > 3 ? new int[] {Integer.parseInt(args[3])} : new int[] {10, 1};
        int rounds = argument(args, 4, 9);
        System.out.printf("%d units of %d ms and %,d bytes, %d rounds%n", units, millis, payloadBytes, rounds);
        Path directory = Files.createTempDirectory("engine-overhead");
        try {
            EngineOverheadBenchmark benchmark = new EngineOverheadBenchmark(units, millis, payloadBytes, directory);
            for (Comparison comparison : Comparison.values()) {
                benchmark.compare(comparison, intervals, rounds);
            }
        } finally {
            delete(directory);
        }
    }

    private static int argument(String[] args, int index, int absent) {
        return args.length > index ? Integer.parseInt(args[index]) : absent;
    }

    private enum Comparison {
        SMALL("keys, catalog, checkpoints and locks"),
        PAYLOAD("with hashing and syncing of payloads"),
        COPIED("with payloads, and copies of them");

        private final String text;

        Comparison(String text) {
            this.text = text;
        }
    }

    private interface Run {
        void run(Path place) throws Exception;
    }

    private void compare(Comparison comparison, int[] intervals, int rounds) throws Exception {
        double[] without = new double[rounds];
        double[][] with = new double[intervals.length][rounds];
        int warmUp = 1 + WARM_UP_UNITS / units;
        for (int round = -warmUp; round < rounds; round++) {
            steps = round < -1 ? 0 : fullSteps;
            double plain = cpuMillis(place -> runPlain(comparison, place));
            for (int i = 0; i < intervals.length; i++) {
                int interval = intervals[i];
                double engine = cpuMillis(place -> runEngine(comparison, interval, place));
                if (round >= 0) {
                    with[i][round] = engine;
                }
            }
            if (round >= 0) {
                without[round] = plain;
            }
        }
        System.out.println(comparison.text);
        for (int i = 0; i < intervals.length; i++) {
            double[] differences = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                differences[round] = with[i][round] - without[round];
            }
            System.out.printf(
                    "  checkpoint_interval %2d: %.1f ms of processor time with the engine, %.1f without, ratio %.4f;"
                            + " %.0f µs more a unit (quartiles %.0f to %.0f)%n",
                    intervals[i],
                    middle(with[i]),
                    middle(without),
                    1 + middle(differences) / middle(without),
                    1000 * middle(differences) / units,
                    1000 * quantile(differences, 0.25) / units,
                    1000 * quantile(differences, 0.75) / units);
        }
    }

    private double cpuMillis(Run run) throws Exception {
        Path place = Files.createDirectory(directory.resolve("run"));
        long start = PROCESS.getProcessCpuTime();
        run.run(place);
        double millis = (PROCESS.getProcessCpuTime() - start) / 1e6;
        delete(place);
        return millis;
    }

    private void runPlain(Comparison comparison, Path place) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        List<Future<byte[]>> results = new ArrayList<>();
        for (int i = 0; i < units; i++) {
            int unit = i;
            results.add(threads.submit(() -> {
                byte[] payload = compute(unit);
                if (comparison == Comparison.SMALL) {
                    return Arrays.copyOf(payload, Long.BYTES);
                }
                Files.write(place.resolve("unit-" + unit), payload);
                return new byte[0];
            }));
        }
        for (Future<byte[]> result : results) {
            result.get();
        }
        threads.shutdown();
    }

    private void runEngine(Comparison comparison, int interval, Path place) throws Exception {
        Disk disk = new LocalDisk();
        try (DirectoryStore store = DirectoryStore.open(disk, place.resolve("store"), Clock.systemUTC());
                SweepProgress progress = new SweepProgress(
                        disk, place.resolve("store/progress"), Clock.systemUTC(), System::nanoTime, trouble -> {
                            throw new UncheckedIOException(trouble);
                        })) {
            List<SweepUnit> sweep = new ArrayList<>();
            for (int i = 0; i < units; i++) {
                sweep.add(unit(i, comparison));
            }
            SweepResult result = SweepExecutor.threads(store, WORKERS)
                    .run(
                            new Sweep("benchmark", sweep),
                            new SweepOptions(Optional.empty(), CheckpointPolicy.every(interval)),
                            progress,
                            Cancellation.none());
            if (!result.isComplete()) {
                throw new IllegalStateException("incomplete");
            }
            if (comparison == Comparison.COPIED) {
                for (SweepUnit unit : sweep) {
                    Artifact artifact = result.artifact(unit.name());
                    store.copy(artifact, "payload", place.resolve(unit.name()));
                }
            }
        }
    }

    /* A key like that of a label: its targets, and what it reads for twelve months. */
    private SweepUnit unit(int number, Comparison comparison) {
        CacheKey.Builder key = CacheKey.of("benchmark", 1)
                .parameter("target", number)
                .parameter("stop", 10)
                .parameter("horizon", 60)
                .parameter("pip_size", 0.0001);
        for (int month = 1; month <= 12; month++) {
            key.input("path/2018-" + month, new Fingerprint(month, number, 2, 3));
        }
        return new SweepUnit("unit-" + number, key.build(), out -> {
            byte[] payload = compute(number);
            out.put("payload", comparison == Comparison.SMALL ? Arrays.copyOf(payload, Long.BYTES) : payload);
            out.attribute("rows", Integer.toString(payloadBytes));
        });
    }

    private byte[] compute(int unit) {
        long state = work(unit + 1L, steps);
        ByteBuffer payload = ByteBuffer.allocate(Math.max(Long.BYTES, payloadBytes));
        while (payload.remaining() >= Long.BYTES) {
            state = work(state, 1);
            payload.putLong(state);
        }
        return payload.array();
    }

    /* A generator of random numbers whose steps wait for one another, so that their time hardly depends on anything else. */
    private static long work(long seed, long steps) {
        long state = seed;
        for (long i = 0; i < steps; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
        }
        return state;
    }

    private static long stepsPerMillisecond() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long steps = 100_000_000;
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = threads.getCurrentThreadCpuTime();
            if (work(1, steps) == 0) {
                throw new IllegalStateException("never zero");
            }
            best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
        }
        return steps * 1_000_000 / best;
    }

    private static double middle(double[] values) {
        int quarter = values.length / 4;
        return Arrays.stream(values)
                .sorted()
                .skip(quarter)
                .limit(values.length - 2 * quarter)
                .average()
                .orElseThrow();
    }

    private static double quantile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(part * (sorted.length - 1))];
    }

    private static void delete(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
