package dev.necrozma.engine.sweep;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Removal;
import dev.necrozma.engine.store.StoredArtifacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Why a unit was computed.
 *
 * @param reason the first that applies
 * @param detail a clause for people that names what changed and shows both values, such as
 *     {@code parameter `pip_size` changed (0.0001 → 0.01)}
 */
public record Explanation(Reason reason, String detail) {

    private static final int MOST_NAMED = 3;

    /** Nothing was to be reused, or not here. */
    public static Explanation requested(Reason reason) {
        return new Explanation(reason, reason.summary());
    }

    /** Why {@code store} has no result of {@code key}, seen from the newest result of the same stage and unit name. */
    public static Explanation ofMiss(StoredArtifacts store, CacheKey key, String unit) {
        Optional<Removal> removal = store.removal(key);
        if (removal.isPresent()) {
            return ofRemoval(removal.get());
        }
        return store.newest(key.stage(), unit)
                .filter(before -> !before.equals(key))
                .map(before -> ofChange(before, key))
                .orElse(new Explanation(Reason.NEVER_COMPUTED, "never computed before"));
    }

    static Explanation ofRemoval(Removal removal) {
        String when = " on " + removal.when();
        return switch (removal.cause()) {
            case EVICTED -> new Explanation(Reason.EVICTED, "evicted" + when + " (" + removal.detail() + ")");
            case CORRUPT ->
                new Explanation(Reason.CORRUPT, "set aside" + when + " (checksum: " + removal.detail() + ")");
            case MISSING -> new Explanation(Reason.MISSING, "lost" + when + " (" + removal.detail() + ")");
        };
    }

    /** What differs between two keys of a stage, the most telling difference first. */
    public static Explanation ofChange(CacheKey before, CacheKey after) {
        List<Explanation> changes = new ArrayList<>();
        if (before.version() != after.version()) {
            changes.add(new Explanation(
                    Reason.CODE_VERSION_CHANGED,
                    "code version changed (" + before.version() + " → " + after.version() + ")"));
        }
        compareParameters(before.parameters(), after.parameters(), changes);
        compareInputs(before.inputs(), after.inputs(), changes);
        changes.sort(Comparator.comparing(Explanation::reason));
        List<String> clauses = changes.stream()
                .limit(MOST_NAMED)
                .map(Explanation::detail)
                .collect(Collectors.toCollection(ArrayList::new));
        int others = changes.size() - clauses.size();
        if (others > 0) {
            clauses.add(others + " other " + (others == 1 ? "difference" : "differences"));
        }
        return new Explanation(changes.get(0).reason, joined(clauses));
    }

    private static String joined(List<String> clauses) {
        int last = clauses.size() - 1;
        return last == 0 ? clauses.get(0) : String.join(", ", clauses.subList(0, last)) + " and " + clauses.get(last);
    }

    private static void compareParameters(
            SortedMap<String, String> before, SortedMap<String, String> after, List<Explanation> changes) {
        for (String name : union(before, after)) {
            if (!Objects.equals(before.get(name), after.get(name))) {
                changes.add(new Explanation(
                        Reason.PARAMETER_CHANGED,
                        "parameter `" + name + "` changed (" + before.getOrDefault(name, "default") + " → "
                                + after.getOrDefault(name, "default") + ")"));
            }
        }
    }

    private static void compareInputs(
            SortedMap<String, Fingerprint> before, SortedMap<String, Fingerprint> after, List<Explanation> changes) {
        for (String name : union(before, after)) {
            Fingerprint was = before.get(name);
            Fingerprint is = after.get(name);
            if (was == null && is != null) {
                changes.add(new Explanation(
                        Reason.INPUT_ADDED, "input `" + name + "` was added (" + is.shortText() + "…)"));
            } else if (was != null && is == null) {
                changes.add(new Explanation(
                        Reason.INPUT_REMOVED, "input `" + name + "` is no longer there (" + was.shortText() + "…)"));
            } else if (was != null && !Objects.equals(was, is)) {
                changes.add(new Explanation(
                        Reason.INPUT_CHANGED,
                        "input `" + name + "` changed (" + was.shortText() + "… → "
                                + Objects.requireNonNull(is).shortText() + "…)"));
            }
        }
    }

    private static TreeSet<String> union(Map<String, ?> one, Map<String, ?> other) {
        TreeSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }
}
