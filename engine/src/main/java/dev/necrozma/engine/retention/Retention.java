package dev.necrozma.engine.retention;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.run.RunRecords;
import dev.necrozma.engine.run.SweepNeeds;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.PayloadRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps a store within limits. What must stay is what the caller needs, what an unfinished sweep of any process needs, and what
 * both were computed from, as far as it is stored. If something that another process is about to read goes all the same, that process
 * computes it again.
 */
public final class Retention {

    /** Files that no result has are deleted when nothing was written to them for so long. */
    public static final Duration ORPHAN_GRACE = Duration.ofHours(1);

    private final DirectoryStore store;
    private final Disk disk;
    private final Clock clock;
    private final RunRecords runs;

    public Retention(DirectoryStore store, Disk disk, Clock clock) {
        this.store = store;
        this.disk = disk;
        this.clock = clock;
        this.runs = new RunRecords(disk, store.directory().resolve("runs"));
    }

    /**
     * Plans what goes to keep {@code limits}.
     *
     * @param needed the ids of keys whose results must stay
     */
    public RetentionPlan plan(RetentionLimits limits, Collection<Fingerprint> needed) throws IOException {
        Instant now = clock.instant();
        List<Artifact> artifacts = store.artifacts();
        if (artifacts.isEmpty() || keepsAll(limits, artifacts, now)) {
            List<Holding> held = holdings(artifacts, new HashSet<>(), Map.of());
            return RetentionPlan.of(held, RetentionLimits.NONE, now);
        }
        Set<Fingerprint> kept = new HashSet<>(needed);
        kept.addAll(usedByLast(limits, artifacts));
        Path progress = store.directory().resolve("progress");
        Set<Fingerprint> closed = Needs.of(artifacts, kept, SweepNeeds.read(disk, progress, clock));
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

    /** Deletes what the plan says, as far as it is still there, and says in the catalog why. */
    public void apply(RetentionPlan plan) throws IOException {
        Map<String, List<Artifact>> byDetail = new LinkedHashMap<>();
        for (Deletion deletion : plan.deletions()) {
            List<Artifact> going = byDetail.computeIfAbsent(deletion.detail(), absent -> new ArrayList<>());
            store.find(deletion.holding().keyId()).ifPresent(going::add);
        }
        for (Map.Entry<String, List<Artifact>> going : byDetail.entrySet()) {
            store.evict(going.getValue(), going.getKey());
        }
    }

    /** Plans and applies, and deletes files that no result has had for {@link #ORPHAN_GRACE}. */
    public RetentionPlan keep(RetentionLimits limits, Collection<Fingerprint> needed) throws IOException {
        RetentionPlan plan = plan(limits, needed);
        apply(plan);
        store.deleteOrphans(ORPHAN_GRACE);
        return plan;
    }
}
