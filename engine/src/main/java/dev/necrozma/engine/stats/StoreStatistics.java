package dev.necrozma.engine.stats;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.PayloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A store in numbers: a pure function of what it holds, what its runs recorded, and the time.
 *
 * @param stages in the order of their names
 * @param resultBytes of the files of all results, a file that several have counted for each
 * @param storedBytes that they take on disk: each file once, and the catalog with the small ones
 * @param lastRun the last run alone
 * @param lastTen the last ten
 * @param allTime all runs that there are records of
 * @param ages how long ago results were computed, in seconds
 * @param sizes of results, in bytes
 */
public record StoreStatistics(
        List<StageStatistics> stages,
        int entries,
        long resultBytes,
        long storedBytes,
        RunTotals lastRun,
        RunTotals lastTen,
        RunTotals allTime,
        Histogram ages,
        Histogram sizes) {

    private static final int TEN = 10;
    private static final long DAY = 86_400;
    private static final List<Long> AGES = List.of(3_600L, DAY, 7 * DAY, 30 * DAY, 365 * DAY);
    private static final List<Long> SIZES = List.of(1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L, 100_000_000L);

    public StoreStatistics {
        stages = List.copyOf(stages);
    }

    /**
     * Counts.
     *
     * @param runs the last first
     * @param catalogBytes what the catalog takes on disk
     */
    public static StoreStatistics of(List<StoredResult> results, List<RunRecord> runs, long catalogBytes, Instant now) {
        Map<Fingerprint, Long> files = new HashMap<>();
        List<Histogram.Item> ages = new ArrayList<>();
        List<Histogram.Item> sizes = new ArrayList<>();
        long bytes = 0;
        for (StoredResult result : results) {
            Artifact artifact = result.artifact();
            long size = artifact.sizeBytes();
            bytes += size;
            ages.add(
                    new Histogram.Item(Duration.between(artifact.created(), now).toSeconds(), size));
            sizes.add(new Histogram.Item(size, size));
            for (PayloadRef payload : artifact.payloads().values()) {
                if (!artifact.isInline(payload.name())) {
                    files.put(payload.fingerprint(), payload.lengthBytes());
                }
            }
        }
        long stored = catalogBytes;
        for (long length : files.values()) {
            stored += length;
        }
        return new StoreStatistics(
                stages(results, runs),
                results.size(),
                bytes,
                stored,
                RunTotals.of(runs.subList(0, Math.min(1, runs.size()))),
                RunTotals.of(runs.subList(0, Math.min(TEN, runs.size()))),
                RunTotals.of(runs),
                Histogram.of(AGES, ages),
                Histogram.of(SIZES, sizes));
    }

    private static List<StageStatistics> stages(List<StoredResult> results, List<RunRecord> runs) {
        SortedSet<String> names = new TreeSet<>();
        results.forEach(result -> names.add(result.stage()));
        runs.forEach(run -> run.stages().forEach(stage -> names.add(stage.name())));
        List<StageStatistics> stages = new ArrayList<>();
        for (String name : names) {
            int entries = 0;
            long bytes = 0;
            Duration cost = Duration.ZERO;
            for (StoredResult result : results) {
                if (result.stage().equals(name)) {
                    entries++;
                    bytes += result.artifact().sizeBytes();
                    cost = cost.plus(result.artifact().cost());
                }
            }
            List<StageRecord> records = runs.stream()
                    .flatMap(run -> run.stages().stream())
                    .filter(stage -> stage.name().equals(name))
                    .toList();
            stages.add(new StageStatistics(name, entries, bytes, cost, RunTotals.of(records.size(), records)));
        }
        return stages;
    }

    /** How many bytes of results there are for each stored byte; NaN if none is stored. */
    public double compression() {
        return storedBytes == 0 ? Double.NaN : resultBytes / (double) storedBytes;
    }
}
