package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a set of segments says, whatever the order in which they are added: for each key its newest record, unless that
 * was removed. Holds places, and decodes a record only when asked. Not safe for use by several threads.
 */
final class Index {

    private final Map<Fingerprint, Entry> records = new HashMap<>();
    private final Map<Fingerprint, Entry> removals = new HashMap<>();
    private final Set<RecordId> removed = new HashSet<>();
    private final List<Segment> segments = new ArrayList<>();
    private @Nullable Map<String, Entry> newestOfUnit;

    void add(Segment segment) {
        segments.add(segment);
        for (Entry entry : segment.entries()) {
            if (entry.type() == Entry.RECORD) {
                records.merge(entry.keyId(), entry, Index::later);
            } else if (entry.type() == Entry.REMOVAL) {
                removed.add(entry.recordId());
                removals.merge(entry.keyId(), entry, Index::later);
            }
            if (newestOfUnit != null) {
                addToUnits(newestOfUnit, entry);
            }
        }
    }

    /** The newest record of a key, unless it was removed: those before it are superseded, and never stand again. */
    Optional<Entry> find(Fingerprint keyId) {
        Entry newest = records.get(keyId);
        return newest == null || removed.contains(newest.recordId()) ? Optional.empty() : Optional.of(newest);
    }

    /** The removal of a key that has no record now. */
    Optional<Entry> removal(Fingerprint keyId) {
        return find(keyId).isPresent() ? Optional.empty() : Optional.ofNullable(removals.get(keyId));
    }

    /** The newest record or removal of a stage and unit, as {@link Entry#stageAndUnit()} writes them. */
    Optional<Entry> newest(String stageAndUnit) {
        if (newestOfUnit == null) {
            newestOfUnit = new HashMap<>();
            for (Segment segment : segments) {
                for (Entry entry : segment.entries()) {
                    addToUnits(newestOfUnit, entry);
                }
            }
        }
        return Optional.ofNullable(newestOfUnit.get(stageAndUnit));
    }

    /** Every record that {@link #find} can return, in no order. */
    List<Entry> live() {
        return records.values().stream()
                .filter(record -> !removed.contains(record.recordId()))
                .toList();
    }

    /** Every record and removal of a key that the segments still have, oldest first. */
    List<Entry> history(Fingerprint keyId) {
        List<Entry> history = new ArrayList<>();
        for (Segment segment : segments) {
            for (Entry entry : segment.entries()) {
                boolean ofKey = entry.type() == Entry.RECORD || entry.type() == Entry.REMOVAL;
                if (ofKey && entry.keyId().equals(keyId)) {
                    history.add(entry);
                }
            }
        }
        history.sort(Index::inOrder);
        return history;
    }

    /** A record or removal of a key, whichever is known: either says what the key is. */
    Optional<Entry> named(Fingerprint keyId) {
        Entry record = records.get(keyId);
        return Optional.ofNullable(record == null ? removals.get(keyId) : record);
    }

    /** What a merged segment needs to hold: live records, and removals that explain why a key has none; oldest first. */
    List<Entry> worthKeeping() {
        List<Entry> kept = new ArrayList<>(live());
        for (Fingerprint keyId : removals.keySet()) {
            removal(keyId).ifPresent(kept::add);
        }
        kept.sort(Index::inOrder);
        return kept;
    }

    /**
     * What a segment needs to hold that is merged of these, where older ones stay: the newest record of each key, also one that was
     * removed, since without it an older one would stand again; and the newest removal of each; oldest first.
     */
    List<Entry> newestOfEach() {
        List<Entry> kept = new ArrayList<>(records.values());
        kept.addAll(removals.values());
        kept.sort(Index::inOrder);
        return kept;
    }

    /** Forgets segments of which everything that matters is in a later one, which was added. */
    void forget(Collection<Segment> merged) {
        segments.removeAll(merged);
    }

    private static int inOrder(Entry one, Entry other) {
        return one.isLaterThan(other) ? 1 : other.isLaterThan(one) ? -1 : 0;
    }

    private static void addToUnits(Map<String, Entry> units, Entry entry) {
        if (entry.type() == Entry.RECORD || entry.type() == Entry.REMOVAL) {
            units.merge(entry.stageAndUnit(), entry, Index::later);
        }
    }

    private static Entry later(Entry one, Entry other) {
        return other.isLaterThan(one) ? other : one;
    }
}
