package dev.necrozma.engine.retention;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Results that may go, tied to one another by files that they share.
 *
 * @param members at least one, in the order in which they were given
 * @param bytes that are free once all are gone, above zero
 * @param cost of computing all of them
 * @param lastUsed when any of them was
 */
record SharingGroup(List<Holding> members, long bytes, Duration cost, Instant lastUsed) {

    /** The groups of those that are not needed, and whose going frees anything. */
    static List<SharingGroup> of(List<Holding> held) {
        Set<Fingerprint> pinned = new HashSet<>();
        held.stream()
                .filter(Holding::needed)
                .forEach(holding -> pinned.addAll(holding.files().keySet()));
        List<Holding> evictable =
                held.stream().filter(holding -> !holding.needed()).toList();
        int[] leader = leaders(evictable, pinned);
        Map<Integer, List<Holding>> byLeader = new LinkedHashMap<>();
        for (int i = 0; i < leader.length; i++) {
            byLeader.computeIfAbsent(find(leader, i), absent -> new ArrayList<>())
                    .add(evictable.get(i));
        }
        return byLeader.values().stream()
                .map(members -> of(members, pinned))
                .filter(group -> group.bytes > 0)
                .toList();
    }

    /* Each holding points towards the first of those it is tied to. */
    private static int[] leaders(List<Holding> held, Set<Fingerprint> pinned) {
        int[] leader = new int[held.size()];
        Map<Fingerprint, Integer> first = new HashMap<>();
        for (int i = 0; i < leader.length; i++) {
            leader[i] = i;
            for (Fingerprint file : held.get(i).files().keySet()) {
                Integer other = pinned.contains(file) ? null : first.putIfAbsent(file, i);
                if (other != null) {
                    int one = find(leader, i);
                    int two = find(leader, other);
                    leader[Math.max(one, two)] = Math.min(one, two);
                }
            }
        }
        return leader;
    }

    private static int find(int[] leader, int of) {
        int at = of;
        while (leader[at] != at) {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        return at;
    }

    private static SharingGroup of(List<Holding> members, Set<Fingerprint> pinned) {
        Map<Fingerprint, Long> files = new HashMap<>();
        long bytes = 0;
        Duration cost = Duration.ZERO;
        Instant lastUsed = Instant.MIN;
        for (Holding member : members) {
            bytes += member.inlineBytes();
            cost = cost.plus(member.cost());
            lastUsed = lastUsed.isAfter(member.lastUsed()) ? lastUsed : member.lastUsed();
            files.putAll(member.files());
        }
        files.keySet().removeAll(pinned);
        for (long length : files.values()) {
            bytes += length;
        }
        return new SharingGroup(members, bytes, cost, lastUsed);
    }
}
