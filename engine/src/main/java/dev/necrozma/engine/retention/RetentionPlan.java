package dev.necrozma.engine.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is to be deleted from a store so that it keeps its limits. A pure function of what the store holds, the limits and the time:
 * the order of the holdings does not matter. What is needed never goes.
 *
 * <p>First goes what expired, then what was not used for too long, then, if that is asked for, what the last runs did not use. If the
 * rest is still too much, results go in the order of {@link #worth}, until it is not, or only what is needed is left.
 *
 * @param deletions in the order in which they were decided
 * @param bytesBefore of all files, each counted once
 * @param bytesAfter of the files that are left
 */
public record RetentionPlan(List<Deletion> deletions, long bytesBefore, long bytesAfter) {

    /** The time after which what is unused is worth half. */
    private static final double HALF_WORTH_SECONDS = 7 * 24 * 3600.0;

    public RetentionPlan {
        deletions = List.copyOf(deletions);
    }

    /** Plans what goes of {@code held} at the time {@code now}. */
    public static RetentionPlan of(List<Holding> held, RetentionLimits limits, Instant now) {
        List<Holding> inOrder = held.stream()
                .sorted(Comparator.comparing(Holding::lastUsed).thenComparing(Holding::keyId))
                .toList();
        FileCount files = new FileCount(inOrder);
        long before = files.bytes();
        List<Deletion> deletions = new ArrayList<>();
        List<Holding> left = new ArrayList<>();
        for (Holding holding : inOrder) {
            Optional<Deletion> byAge = holding.needed() ? Optional.empty() : byAge(holding, limits, now);
            if (byAge.isPresent()) {
                deletions.add(byAge.get());
                files.remove(holding);
            } else {
                left.add(holding);
            }
        }
        deletions.sort(Comparator.comparing(Deletion::limit));
        if (limits.maxBytes().isPresent() && files.bytes() > limits.maxBytes().getAsLong()) {
            bySize(left, limits.maxBytes().getAsLong(), now, files, deletions);
        }
        return new RetentionPlan(deletions, before, files.bytes());
    }

    private static Optional<Deletion> byAge(Holding holding, RetentionLimits limits, Instant now) {
        Duration expiry = limits.expire().get(holding.stage());
        if (expiry != null && isOlder(holding.created(), expiry, now)) {
            return Optional.of(new Deletion(
                    holding, Deletion.Limit.EXPIRED, holding.stage() + " expire after " + Ages.text(expiry)));
        }
        if (limits.maxAge().isPresent()
                && isOlder(holding.lastUsed(), limits.maxAge().get(), now)) {
            return Optional.of(new Deletion(
                    holding,
                    Deletion.Limit.AGE,
                    "age limit: not used for " + Ages.text(limits.maxAge().get())));
        }
        return limits.onlyKeepsLast()
                ? Optional.of(new Deletion(
                        holding,
                        Deletion.Limit.NOT_AMONG_LAST,
                        "not used by the last " + limits.keepLast().getAsInt() + " runs"))
                : Optional.empty();
    }

    private static boolean isOlder(Instant time, Duration age, Instant now) {
        return Duration.between(time, now).compareTo(age) > 0;
    }

    /*
     * Results that share a file go together: one of them alone would be lost and free nothing. Files of what is needed are there
     * anyway, so that they join nobody.
     */
    private static void bySize(
            List<Holding> left, long maxBytes, Instant now, FileCount files, List<Deletion> deletions) {
        List<SharingGroup> groups = new ArrayList<>(SharingGroup.of(left));
        groups.sort(Comparator.comparingDouble(
                        (SharingGroup group) -> worth(group.cost(), group.bytes(), group.lastUsed(), now))
                .thenComparing(SharingGroup::lastUsed)
                .thenComparing(group -> group.members().get(0).keyId()));
        for (SharingGroup group : groups) {
            if (files.bytes() <= maxBytes) {
                return;
            }
            for (Holding holding : group.members()) {
                deletions.add(new Deletion(holding, Deletion.Limit.SIZE, "size limit"));
                files.remove(holding);
            }
        }
    }

    /**
     * What a byte is worth: the seconds of computing that keeping it saves, less the longer it was not used, half after a week, a third
     * after two. The least goes first.
     */
    static double worth(Duration cost, long bytes, Instant lastUsed, Instant now) {
        double unusedSeconds = Math.max(0, Duration.between(lastUsed, now).toMillis() / 1e3);
        return cost.toNanos() / 1e9 / bytes / (1 + unusedSeconds / HALF_WORTH_SECONDS);
    }

    /** How many bytes the deletions free. */
    public long freedBytes() {
        return bytesBefore - bytesAfter;
    }
}
