package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.retention.Retention;
import dev.necrozma.engine.retention.RetentionLimits;
import dev.necrozma.engine.retention.RetentionPlan;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.store.DirectoryStore;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Keeps the limits of a store at the end of a run. */
final class RunRetention {

    private RunRetention() {}

    /**
     * Deletes what the limits demand, though nothing that the run used.
     *
     * @param report of a run that reached its end: what one that was cut short would have used, nobody knows
     * @return what was deleted, in a sentence, if anything was
     */
    static Optional<String> keep(DirectoryStore store, Disk disk, RetentionLimits limits, RunReport report)
            throws IOException {
        boolean wrote = report.stages().stream().anyMatch(stage -> stage.computed() > 0);
        if (!wrote && limits.isNone()) {
            return Optional.empty();
        }
        Retention retention = new Retention(store, disk, Clock.systemUTC());
        RetentionPlan plan =
                limits.isNone() ? new RetentionPlan(List.of(), 0, 0) : retention.plan(limits, keys(report));
        retention.apply(plan);
        if (wrote) {
            store.deleteOrphans(Retention.ORPHAN_GRACE);
        }
        return sentence(plan, limits);
    }

    private static List<Fingerprint> keys(RunReport report) {
        List<Fingerprint> keys = new ArrayList<>();
        for (StageRecord stage : report.stages()) {
            stage.units().forEach(unit -> keys.add(unit.key()));
        }
        return keys;
    }

    private static Optional<String> sentence(RetentionPlan plan, RetentionLimits limits) {
        if (!plan.deletions().isEmpty()) {
            int gone = plan.deletions().size();
            return Optional.of(
                    gone + (gone == 1 ? " result" : " results") + " evicted to keep the limits of the cache: "
                            + megabytes(plan.freedBytes()) + " freed, " + megabytes(plan.bytesAfter()) + " left");
        }
        if (limits.maxBytes().isPresent()
                && plan.bytesAfter() > limits.maxBytes().getAsLong()) {
            return Optional.of("the cache holds " + megabytes(plan.bytesAfter())
                    + ", more than cache.max_size: all of it is needed by this run or by one that was interrupted");
        }
        return Optional.empty();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }
}
