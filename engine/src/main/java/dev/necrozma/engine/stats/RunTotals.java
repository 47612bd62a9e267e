package dev.necrozma.engine.stats;

import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.run.StageRecord;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What some runs did, together.
 *
 * @param hits units that were reused
 * @param misses units that were computed, or failed
 * @param reasons why units were computed, and how many for each
 * @param secondsComputed spent computing
 * @param secondsSaved that the reused units once took
 * @param secondsStore what the store itself took
 */
public record RunTotals(
        int runs,
        long hits,
        long misses,
        SortedMap<String, Long> reasons,
        double secondsComputed,
        double secondsSaved,
        double secondsStore) {

    public RunTotals {
        reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
    }

    static RunTotals of(List<RunRecord> records) {
        List<StageRecord> stages =
                records.stream().flatMap(record -> record.stages().stream()).toList();
        return of(records.size(), stages);
    }

    static RunTotals of(int runs, List<StageRecord> stages) {
        long hits = 0;
        long misses = 0;
        SortedMap<String, Long> reasons = new TreeMap<>();
        double computed = 0;
        double saved = 0;
        double store = 0;
        for (StageRecord stage : stages) {
            hits += stage.reused();
            misses += stage.computed() + stage.failed();
            computed += stage.seconds();
            saved += stage.secondsSaved();
            store += stage.storeSeconds();
            for (Map.Entry<String, Integer> reason : stage.reasons().entrySet()) {
                reasons.merge(reason.getKey(), (long) reason.getValue(), Long::sum);
            }
        }
        return new RunTotals(runs, hits, misses, reasons, computed, saved, store);
    }

    /** The share of units that were reused; NaN if there were none. */
    public double hitRate() {
        return hits / (double) (hits + misses);
    }

    /** What reuse saved, less what the store took. */
    public double netSecondsSaved() {
        return secondsSaved - secondsStore;
    }
}
