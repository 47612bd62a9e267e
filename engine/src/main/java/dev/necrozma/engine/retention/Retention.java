package dev.necrozma.engine.retention;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.StoreView;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a store within limits. What must stay is what the caller needs, what an unfinished sweep of any process needs, and what
 * both were computed from, as far as it is stored. If something that another process is about to read goes all the same, that process
 * computes it again.
 */
public final class Retention {

    /** Files that no result has are deleted when nothing was written to them for so long. */
    public static final Duration ORPHAN_GRACE = Duration.ofHours(1);

    private final DirectoryStore store;
    private final Planning planning;

    public Retention(DirectoryStore store, Disk disk, Clock clock) {
        this.store = store;
        this.planning = new Planning(store.directory(), disk, clock);
    }

    /** What {@link #keep} would delete of a store that is only read, if nobody needs a result now. */
    public static RetentionPlan plan(StoreView store, Disk disk, Clock clock, RetentionLimits limits)
            throws IOException {
        return new Planning(store.directory(), disk, clock).plan(store.artifacts(), limits, List.of());
    }

    /**
     * Plans what goes to keep {@code limits}.
     *
     * @param needed the ids of keys whose results must stay
     */
    public RetentionPlan plan(RetentionLimits limits, Collection<Fingerprint> needed) throws IOException {
        return planning.plan(store.artifacts(), limits, needed);
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
