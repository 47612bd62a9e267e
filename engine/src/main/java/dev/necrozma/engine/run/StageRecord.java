package dev.necrozma.engine.run;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.PayloadRef;
import dev.necrozma.engine.sweep.Outcome;
import dev.necrozma.engine.sweep.SweepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one stage of a run did.
 *
 * @param seconds spent computing, summed over units, so more than elapsed if several ran at a time
 * @param secondsSaved that the reused units took when they were computed
 * @param storeSeconds spent with the store: looking, claiming and publishing, some of it beside the computation
 * @param bytesWritten of the files of computed units
 * @param reasons why units were computed, and how many for each
 * @param units what became of each unit, in their order; of very many, a record that was read has the first
 */
public record StageRecord(
        String name,
        int reused,
        int computed,
        int failed,
        int cancelled,
        double seconds,
        double secondsSaved,
        double storeSeconds,
        long bytesWritten,
        Map<String, Integer> reasons,
        List<Unit> units) {

    /**
     * What became of one unit.
     *
     * @param outcome {@code reused}, {@code computed}, {@code failed} or {@code cancelled}
     * @param detail why it was computed or failed; else empty
     * @param key the id of its key
     * @param differs whether it was computed again with other content than was stored
     */
    public record Unit(String name, String outcome, String detail, Fingerprint key, boolean differs) {}

    /** Sums up what became of the units of {@code result}. */
    public static StageRecord of(SweepResult result) {
        int[] counts = new int[4];
        Duration computing = Duration.ZERO;
        Duration saved = Duration.ZERO;
        long bytes = 0;
        Map<String, Integer> reasons = new TreeMap<>();
        List<Unit> units = new ArrayList<>();
        for (var unit : result.sweep().units()) {
            Outcome outcome = result.outcomes().get(unit.name());
            String detail = "";
            String what;
            boolean differs = false;
            if (outcome instanceof Outcome.Reused reused) {
                what = "reused";
                counts[0]++;
                saved = saved.plus(reused.result().cost());
            } else if (outcome instanceof Outcome.Computed computed) {
                what = "computed";
                counts[1]++;
                detail = computed.why().detail();
                differs = computed.differs();
                computing = computing.plus(computed.result().cost());
                bytes += sizeBytes(computed.result());
                reasons.merge(computed.why().reason().summary(), 1, Integer::sum);
            } else if (outcome instanceof Outcome.Failed failed) {
                what = "failed";
                counts[2]++;
                detail = failed.message();
            } else {
                what = "cancelled";
                counts[3]++;
            }
            units.add(new Unit(unit.name(), what, detail, unit.key().id(), differs));
        }
        return new StageRecord(
                result.sweep().stage(),
                counts[0],
                counts[1],
                counts[2],
                counts[3],
                computing.toNanos() / 1e9,
                saved.toNanos() / 1e9,
                result.storeTime().toNanos() / 1e9,
                bytes,
                reasons,
                units);
    }

    /** How many units there were beside {@link #units}. */
    public int unnamed() {
        return reused + computed + failed + cancelled - units.size();
    }

    private static long sizeBytes(Artifact artifact) {
        return artifact.payloads().values().stream()
                .mapToLong(PayloadRef::lengthBytes)
                .sum();
    }
}
