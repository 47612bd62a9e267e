package dev.necrozma.engine.retention;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.run.RunRecords;
import dev.necrozma.engine.run.SweepNeeds;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.PayloadRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what a {@link RetentionPlan} is made from: the results of a store, and what of them is needed and when it was used. */
final class Planning {

    private final Path store;
    private final Disk disk;
    private final Clock clock;
    private final RunRecords runs;

    /** @param store its directory */
    Planning(Path store, Disk disk, Clock clock) {
        this.store = store;
        this.disk = disk;
        this.clock = clock;
        this.runs = new RunRecords(disk, store.resolve("runs"));
    }

    /**
     * Plans what goes of {@code artifacts} to keep {@code limits}.
     *
     * @param needed the ids of keys whose results must stay
     */
    RetentionPlan plan(List<Artifact> artifacts, RetentionLimits limits, Collection<Fingerprint> needed)
            throws IOException {
        Instant now = clock.instant();
        if (artifacts.isEmpty() || keepsAll(limits, artifacts, now)) {
            List<Holding> held = holdings(artifacts, new HashSet<>(), Map.of());
            return RetentionPlan.of(held, RetentionLimits.NONE, now);
        }
        Set<Fingerprint> kept = new HashSet<>(needed);
        kept.addAll(usedByLast(limits, artifacts));
        Set<Fingerprint> closed = Needs.of(artifacts, kept, SweepNeeds.read(disk, store.resolve("progress"), clock));
        return RetentionPlan.of(holdings(artifacts, closed, lastUsed(artifacts)), limits, now);
    }

    /* Without a look at what runs used: nothing can be too old that is not, and nothing too much. */
    private static boolean keepsAll(RetentionLimits limits, List<Artifact> artifacts, Instant now) {
        if (limits.isNone()) {
            return true;
        }
        List<Holding> held = holdings(artifacts, new HashSet<>(), Map.of());
        return !limits.onlyKeepsLast()
                && RetentionPlan.of(held, limits, now).deletions().isEmpty();
    }

    private Set<Fingerprint> usedByLast(RetentionLimits limits, List<Artifact> artifacts) throws IOException {
        Set<Fingerprint> used = new HashSet<>();
        if (limits.keepLast().isPresent()) {
            for (RunRecord run : runs.newest(about -> true, limits.keepLast().getAsInt())) {
                RunRecords.Used ofRun = runs.used(run);
                artifacts.stream()
                        .map(artifact -> artifact.key().id())
                        .filter(ofRun::contains)
                        .forEach(used::add);
            }
        }
        return used;
    }

    private Map<Fingerprint, Instant> lastUsed(List<Artifact> artifacts) throws IOException {
        List<Fingerprint> keys =
                artifacts.stream().map(artifact -> artifact.key().id()).toList();
        return runs.lastUsed(keys, Instant.EPOCH);
    }

    private static List<Holding> holdings(
            List<Artifact> artifacts, Set<Fingerprint> needed, Map<Fingerprint, Instant> lastUsed) {
        List<Holding> holdings = new ArrayList<>(artifacts.size());
        for (Artifact artifact : artifacts) {
            Fingerprint id = artifact.key().id();
            Map<Fingerprint, Long> files = new HashMap<>();
            long inline = 0;
            for (PayloadRef payload : artifact.payloads().values()) {
                if (artifact.isInline(payload.name())) {
                    inline += payload.lengthBytes();
                } else {
                    files.put(payload.fingerprint(), payload.lengthBytes());
                }
            }
            Instant used = lastUsed.getOrDefault(id, artifact.created());
            holdings.add(new Holding(
                    id,
                    artifact.key().stage(),
                    artifact.unit(),
                    files,
                    inline,
                    artifact.created(),
                    used.isBefore(artifact.created()) ? artifact.created() : used,
                    artifact.cost(),
                    needed.contains(id)));
        }
        return holdings;
    }
}
