package dev.necrozma.benchmarks;

import dev.necrozma.engine.Cache;
import dev.necrozma.engine.Codecs;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepExecutor;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.engine.sweep.SweepUnit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What very many small results cost: {@code fill DIRECTORY UNITS BYTES} runs a sweep of so many units with results of so many random
 * bytes each, and says what the store takes; {@code check DIRECTORY UNITS BYTES} opens that store in a process of its own, runs the same
 * sweep again, and measures single hits.
 */
public final class SmallResultsBenchmark {

    private static final int HITS = 1_000_000;

    private SmallResultsBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[1]);
        int units = Integer.parseInt(args[2]);
        int bytes = Integer.parseInt(args[3]);
        Sweep sweep = sweep(units, bytes);
        if (args[0].equals("fill")) {
            fill(directory, sweep);
        } else {
            check(directory, sweep);
        }
    }

    private static Sweep sweep(int units, int bytes) {
        List<SweepUnit> all = new ArrayList<>(units);
        for (int n = 0; n < units; n++) {
            int number = n;
            CacheKey key = CacheKey.of("small", 1).parameter("n", number).build();
            all.add(new SweepUnit("small-" + number, key, out -> {
                byte[] result = new byte[bytes];
                new Random(number).nextBytes(result);
                out.put("value", result);
            }));
        }
        return new Sweep("small", all);
    }

    private static void fill(Path directory, Sweep sweep) throws Exception {
        long start = System.nanoTime();
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            SweepResult result = SweepExecutor.threads(store, 2).run(sweep);
            if (!result.isComplete()) {
                throw new IllegalStateException("units failed");
            }
        }
        System.out.printf("computed and stored in %.1f s%n", seconds(start));
        long size = 0;
        int files = 0;
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
                files++;
            }
        }
        System.out.printf("%,d bytes in %d files%n", size, files);
    }

    private static void check(Path directory, Sweep sweep) throws Exception {
        System.gc();
        long start = System.nanoTime();
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            System.out.printf("opened in %.3f s%n", seconds(start));
            for (int round = 0; round < 3; round++) {
                start = System.nanoTime();
                SweepResult result = SweepExecutor.threads(store, 2).run(sweep);
                System.out.printf("sweep checked in %.3f s, complete: %s%n", seconds(start), result.isComplete());
            }
            Runtime runtime = Runtime.getRuntime();
            System.gc();
            System.out.printf(
                    "heap in use, with the sweep: %,d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
            hits(store);
        }
    }

    private static void hits(DirectoryStore store) throws Exception {
        try (Cache cache = new Cache(store)) {
            CacheKey known = CacheKey.of("hit", 1).parameter("n", 1).build();
            for (int round = 0; round < 5; round++) {
                long start = System.nanoTime();
                long length = 0;
                for (int hit = 0; hit < HITS; hit++) {
                    length += cache.get(known, Codecs.STRING, SmallResultsBenchmark::value)
                            .length();
                }
                double same = (System.nanoTime() - start) / (double) HITS;
                start = System.nanoTime();
                for (int hit = 0; hit < HITS; hit++) {
                    CacheKey built = CacheKey.of("hit", 1).parameter("n", 1).build();
                    length += cache.get(built, Codecs.STRING, SmallResultsBenchmark::value)
                            .length();
                }
                double building = (System.nanoTime() - start) / (double) HITS;
                System.out.printf(
                        "a hit takes %.0f ns, with the building of its key %.0f ns (%d)%n", same, building, length);
            }
        }
    }

    private static String value() {
        return "x".repeat(100);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
