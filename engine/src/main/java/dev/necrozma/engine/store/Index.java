package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a set of segments says, whatever the order in which they are added: for each key its newest record, unless that
 * was removed. Holds places, and decodes a record only when asked. Not safe for use by several threads.
 */
final class Index {

    private final KeyTable records = new KeyTable();
    private final KeyTable removals = new KeyTable();
    private final Set<RecordId> removed = new HashSet<>();
    /* By number; null where one was forgotten. A place is the number of a segment and the offset of an entry in it. */
    private final List<@Nullable Segment> segments = new ArrayList<>();
    private @Nullable UnitTable newestOfUnit;

    void add(Segment segment) {
        int number = segments.size();
        segments.add(segment);
        ByteBuffer body = segment.body();
        for (int entry = segment.first(); entry >= 0; entry = segment.after(entry)) {
            int type = body.get(entry);
            if (type == Entry.RECORD) {
                put(records, body, number, entry);
            } else if (type == Entry.REMOVAL) {
                removed.add(Entry.recordId(body, entry));
                put(removals, body, number, entry);
            }
        }
        if (newestOfUnit != null) {
            addUnits(newestOfUnit, number);
        }
    }

    private void put(KeyTable table, ByteBuffer body, int segment, int entry) {
        int before = table.size();
        int row = table.findOrAdd(Entry.keyId(body, entry));
        long place = place(segment, entry);
        if (row == before || later(table.place(row), place) == place) {
            table.set(row, Entry.recordId(body, entry), place);
        }
    }

    /** The newest record of a key, unless it was removed: those before it are superseded, and never stand again. */
    Optional<Entry> find(Fingerprint keyId) {
        int row = records.find(keyId);
        return row < 0 || isRemoved(row) ? Optional.empty() : Optional.of(entry(records.place(row)));
    }

    private boolean isRemoved(int row) {
        return !removed.isEmpty() && removed.contains(records.record(row));
    }

    /** The removal of a key that has no record now. */
    Optional<Entry> removal(Fingerprint keyId) {
        return find(keyId).isPresent() ? Optional.empty() : newest(removals, keyId);
    }

    private Optional<Entry> newest(KeyTable table, Fingerprint keyId) {
        int row = table.find(keyId);
        return row < 0 ? Optional.empty() : Optional.of(entry(table.place(row)));
    }

    /** The newest record or removal of a stage and unit, as {@link Entry#stageAndUnit()} writes them. */
    Optional<Entry> newest(String stageAndUnit) {
        if (newestOfUnit == null) {
            newestOfUnit = new UnitTable();
            for (int number = 0; number < segments.size(); number++) {
                addUnits(newestOfUnit, number);
            }
        }
        long place = newestOfUnit.find(Entry.hashOf(stageAndUnit));
        return place < 0
                ? Optional.empty()
                : Optional.of(entry(place)).filter(entry -> entry.stageAndUnit().equals(stageAndUnit));
    }

    private void addUnits(UnitTable units, int number) {
        Segment segment = segments.get(number);
        if (segment != null) {
            ByteBuffer body = segment.body();
            for (int entry = segment.first(); entry >= 0; entry = segment.after(entry)) {
                if (isOfKey(body.get(entry))) {
                    units.merge(Entry.hashOfStageAndUnit(body, entry), place(number, entry), this::later);
                }
            }
        }
    }

    /** Every record that {@link #find} can return, in no order. */
    List<Entry> live() {
        List<Entry> live = new ArrayList<>(records.size());
        for (int row = 0; row < records.size(); row++) {
            if (!isRemoved(row)) {
                live.add(entry(records.place(row)));
            }
        }
        return live;
    }

    /** Every record and removal of a key that the segments still have, oldest first. */
    List<Entry> history(Fingerprint keyId) {
        List<Entry> history = new ArrayList<>();
        for (Segment segment : inOrder()) {
            for (int entry = segment.first(); entry >= 0; entry = segment.after(entry)) {
                if (isOfKey(segment.body().get(entry))
                        && Entry.keyId(segment.body(), entry).equals(keyId)) {
                    history.add(new Entry(segment, entry));
                }
            }
        }
        return history;
    }

    /** A record or removal of a key, whichever is known: either says what the key is. */
    Optional<Entry> named(Fingerprint keyId) {
        return newest(records, keyId).or(() -> newest(removals, keyId));
    }

    /** Takes the entry at a place of a segment. */
    interface Sink {
        void accept(Segment segment, int entry);
    }

    /**
     * Names what a segment needs to hold that is merged of these, oldest first: live records, and removals that explain why a key has
     * none. If there are older segments that stay, also the newest record of a key that was removed, since without it an older one would
     * stand again, and the newest removal of each.
     */
    void forEachWorthKeeping(boolean olderStay, Sink sink) {
        Map<Segment, Integer> numbers = new HashMap<>();
        for (int number = 0; number < segments.size(); number++) {
            numbers.put(segments.get(number), number);
        }
        for (Segment segment : inOrder()) {
            int number = Objects.requireNonNull(numbers.get(segment));
            for (int entry = segment.first(); entry >= 0; entry = segment.after(entry)) {
                if (isWorthKeeping(segment.body(), entry, place(number, entry), olderStay)) {
                    sink.accept(segment, entry);
                }
            }
        }
    }

    private boolean isWorthKeeping(ByteBuffer body, int entry, long place, boolean olderStay) {
        int type = body.get(entry);
        if (!isOfKey(type)) {
            return false;
        }
        KeyTable table = type == Entry.RECORD ? records : removals;
        Fingerprint keyId = Entry.keyId(body, entry);
        int row = table.find(keyId);
        if (table.place(row) != place) {
            return false;
        }
        return olderStay
                || (type == Entry.RECORD ? !isRemoved(row) : find(keyId).isEmpty());
    }

    /** Forgets segments of which everything that matters is in a later one, which was added. */
    void forget(Collection<Segment> merged) {
        segments.replaceAll(segment -> segment == null || merged.contains(segment) ? null : segment);
    }

    private List<Segment> inOrder() {
        return segments.stream()
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Segment::name))
                .toList();
    }

    private static boolean isOfKey(int type) {
        return type == Entry.RECORD || type == Entry.REMOVAL;
    }

    private static long place(int segment, int entry) {
        return (long) segment << Integer.SIZE | entry;
    }

    private Entry entry(long place) {
        return new Entry(segment(place), (int) place);
    }

    private Segment segment(long place) {
        return Objects.requireNonNull(segments.get((int) (place >>> Integer.SIZE)));
    }

    /* Names order as commits do; of one name are those of one segment only. */
    private long later(long one, long other) {
        int bySegment = segment(one).name().compareTo(segment(other).name());
        boolean second = bySegment == 0 ? (int) other > (int) one : bySegment < 0;
        return second ? other : one;
    }
}
