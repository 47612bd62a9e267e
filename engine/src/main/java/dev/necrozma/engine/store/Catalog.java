package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.NotAFileException;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The catalog directory and what it says, in memory. Segments are never changed: a commit adds one, a merge adds one that stands
 * for many, and those go at once. Safe for use by several threads; among processes, {@link #append} is called inside the
 * gate and {@link #merge} alone inside it.
 */
final class Catalog {

    /** A merge is due beyond so many segments. */
    static final int MERGE_ABOVE = 48;

    /* The times of file systems are as coarse as a hundredth of a second. */
    private static final int SETTLED_MILLIS = 20;

    /* The length of a body has four bytes. */
    private static final long LARGEST_BYTES = 1L << 30;

    private static final int SEQUENCE_DIGITS = 12;
    private static final int WRITER_DIGITS = 16;

    /* Half of those that there are: a segment beyond has a name that none of ours gave it, and others must come after it. */
    private static final long MOST_SEQUENCE = 500_000_000_000L;

    private static final String END = ".seg";

    private final Disk disk;
    private final Path directory;
    private final String writer;
    private final Supplier<Path> temporaryNames;
    private final Clock clock;
    private final Quarantine quarantine;

    private final NavigableMap<String, Segment> loaded = new TreeMap<>();
    private final Set<String> replaced = new HashSet<>();
    private Index index = new Index();
    private List<String> seen = List.of();
    private boolean replacedPresent;
    private long readAt = Long.MIN_VALUE;
    private long highest;

    Catalog(
            Disk disk,
            Path directory,
            String writer,
            Supplier<Path> temporaryNames,
            Clock clock,
            Quarantine quarantine) {
        this.disk = disk;
        this.directory = directory;
        this.writer = writer;
        this.temporaryNames = temporaryNames;
        this.clock = clock;
        this.quarantine = quarantine;
    }

    synchronized Optional<Entry> find(Fingerprint keyId) {
        return index.find(keyId);
    }

    synchronized Optional<Removal> removal(CacheKey key) {
        return index.removal(key.id()).map(Entry::removal);
    }

    synchronized Optional<CacheKey> newest(String stage, String unit) {
        return index.newest(stage + "\n" + unit).map(Entry::key);
    }

    synchronized List<Entry> live() {
        return index.live();
    }

    synchronized List<Entry> history(Fingerprint keyId) {
        return index.history(keyId);
    }

    synchronized Optional<CacheKey> key(Fingerprint keyId) {
        return index.named(keyId).map(Entry::key);
    }

    /** Reads the segments that were added since, and forgets those that are gone. */
    synchronized void refresh() throws IOException {
        List<String> names = names();
        boolean known = names.equals(seen) || isNoNews(names);
        Set<String> vanished = new HashSet<>();
        while (!known) {
            boolean complete = tryRefresh(names, vanished);
            /*
             * A listing during which a merged segment came and those that it replaces went may have neither. What is in the directory all
             * the time is in every listing.
             */
            List<String> now = names();
            known = complete && now.equals(names);
            names = now;
        }
        seen = names;
    }

    /* If there are those that are loaded and no others: what was added since the last listing is this process's own. */
    private boolean isNoNews(List<String> names) {
        boolean same = names.size() == loaded.size()
                && loaded.keySet().containsAll(names)
                && Collections.disjoint(replaced, names);
        replacedPresent &= !same;
        return same;
    }

    /** The same, unless the directory is as it was when it was last read, by the time of its last change. */
    synchronized void refreshIfChanged() throws IOException {
        long modified = disk.modifiedNanos(directory);
        long readMillis = clock.millis();
        if (modified != readAt) {
            refresh();
            boolean settled = readMillis - modified / 1_000_000 >= SETTLED_MILLIS;
            readAt = settled ? modified : Long.MIN_VALUE; // else the next change may bear the same time
        }
    }

    /* False if a segment vanished between the listing and the reading: another process merged. */
    private boolean tryRefresh(List<String> names, Set<String> vanished) throws IOException {
        for (int i = names.size() - 1; i >= 0; i--) {
            String name = names.get(i);
            sawName(name);
            if (!loaded.containsKey(name) && !replaced.contains(name)) {
                try {
                    load(name);
                } catch (NoSuchFileException absent) {
                    if (vanished.add(name)) {
                        return false;
                    }
                    /* Listed again, and not there again: nobody merged, it is a link that leads nowhere. */
                    quarantine.take(directory.resolve(name), "catalog segment " + name + " is a link to nothing");
                } catch (IOException unreadable) {
                    quarantine.passOver(directory.resolve(name), unreadable);
                }
            }
        }
        Set<String> present = new HashSet<>(names);
        replacedPresent = replaced.stream().anyMatch(present::contains);
        if (loaded.keySet().removeIf(name -> !present.contains(name) || replaced.contains(name))) {
            index = new Index();
            loaded.values().forEach(index::add);
        }
        return true;
    }

    private void load(String name) throws IOException {
        Path file = directory.resolve(name);
        Optional<Segment> segment;
        try (DiskReader reader = disk.open(file)) {
            segment = Segment.read(name, reader);
        } catch (NotAFileException other) {
            segment = Optional.empty();
        }
        if (segment.isPresent()) {
            add(segment.get());
        } else {
            quarantine.take(file, "catalog segment " + name + " is damaged");
        }
    }

    private void add(Segment segment) {
        loaded.put(segment.name(), segment);
        index.add(segment);
        replaced.addAll(segment.replaces());
    }

    /** Commits entries: when this returns, they are durable. Look-ups go on meanwhile. */
    void append(List<byte[]> entries) throws IOException {
        append(SegmentWriter.of(nextName(), entries).segment());
    }

    private void append(Segment segment) throws IOException {
        Path written = temporaryNames.get();
        try {
            try (DiskWriter out = disk.create(written)) {
                SegmentWriter.write(segment, out);
                out.sync();
            }
            disk.rename(written, directory.resolve(segment.name()));
        } catch (IOException failed) {
            deleteQuietly(written, failed);
            throw failed;
        }
        disk.syncDirectory(directory);
        synchronized (this) {
            if (!loaded.containsKey(segment.name())) {
                add(segment);
            }
        }
    }

    /**
     * Makes durable what is there: another process may have been killed between adding a segment and that. Before it, nothing may be
     * deleted that is not needed only because of that segment.
     */
    void makeDurable() throws IOException {
        disk.syncDirectory(directory);
    }

    private synchronized String nextName() throws IOException {
        if (disk.modifiedNanos(directory) != readAt) {
            for (String name : names()) {
                sawName(name);
            }
        }
        highest++;
        String sequence = Long.toString(highest);
        return "0".repeat(SEQUENCE_DIGITS - sequence.length()) + sequence + "-" + writer + END;
    }

    private void deleteQuietly(Path file, IOException because) {
        try {
            disk.delete(file);
        } catch (IOException alsoFailed) {
            because.addSuppressed(alsoFailed);
        }
    }

    /** Whether there are many segments, or some that another stands for. */
    synchronized boolean isMergeDue() {
        return loaded.size() > MERGE_ABOVE || replacedPresent;
    }

    /** If there are many segments, writes one that stands for the newest there are, or all; and deletes those that another stands for. */
    synchronized void merge() throws IOException {
        refresh();
        deleteReplaced();
        List<Segment> newest = loaded.size() > MERGE_ABOVE ? worthMerging() : List.of();
        if (newest.size() > 1) {
            merge(newest);
            deleteReplaced();
        }
        refresh();
    }

    private void merge(List<Segment> newest) throws IOException {
        boolean all = newest.size() == loaded.size();
        Index merged = new Index();
        newest.forEach(merged::add);
        append(merged(merged, !all, EntryWriter.replaces(present(newest))));
        if (!all) {
            /* The new segment has every entry that the index points to in these: it need not be made again. */
            newest.forEach(segment -> loaded.remove(segment.name()));
            index.forget(newest);
        }
    }

    private Segment merged(Index merged, boolean olderStay, byte[] replaces) throws IOException {
        AtomicLong bytes = new AtomicLong(4 + replaces.length);
        merged.forEachWorthKeeping(olderStay, (from, entry) -> bytes.addAndGet(4 + from.length(entry)));
        SegmentWriter segment = new SegmentWriter(nextName(), bytes.get());
        segment.add(replaces);
        merged.forEachWorthKeeping(olderStay, segment::add);
        return segment.segment();
    }

    /*
     * The newest segments, as far back as each older one is less than twice as large as those after it together: so a segment is
     * written again only when what there is has grown by half, and of a million results few are written often. Merged segments come last
     * in the order of commits, so that only the newest can be merged.
     */
    private List<Segment> worthMerging() {
        List<Segment> newest = new ArrayList<>();
        long size = 0;
        for (String name : loaded.descendingKeySet()) {
            Segment segment = Objects.requireNonNull(loaded.get(name));
            boolean few = loaded.size() - newest.size() <= MERGE_ABOVE / 2;
            boolean large = newest.size() > 1 && few && segment.sizeBytes() >= 2 * size;
            if (large || size + segment.sizeBytes() > LARGEST_BYTES) {
                break;
            }
            newest.add(segment);
            size += segment.sizeBytes();
        }
        return newest;
    }

    /* With those that are replaced already: else nothing would say what stands for them once the segment that does is replaced. */
    private List<String> present(List<Segment> merged) throws IOException {
        Set<String> names = new HashSet<>();
        merged.forEach(segment -> names.add(segment.name()));
        return names().stream()
                .filter(name -> names.contains(name) || replaced.contains(name))
                .toList();
    }

    /*
     * Durably, before another merge: what comes back after a crash is known to be replaced by the segment that says so, and that one
     * is no longer read once it is replaced itself. Whoever has listed one of these and finds it gone lists again.
     */
    private void deleteReplaced() throws IOException {
        Set<String> stoodFor = new HashSet<>();
        loaded.values().forEach(segment -> stoodFor.addAll(segment.replaces()));
        List<Path> old = names().stream()
                .filter(stoodFor::contains)
                .map(directory::resolve)
                .toList();
        boolean deleted = false;
        if (!old.isEmpty()) {
            makeDurable();
            for (Path file : old) {
                deleted |= disk.delete(file);
            }
        }
        if (deleted) {
            disk.syncDirectory(directory);
        }
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path file : disk.list(directory)) {
            String name = file.getFileName().toString();
            if (isSegment(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Whether segments are named like this. */
    static boolean isSegment(String name) {
        if (name.length() != SEQUENCE_DIGITS + 1 + WRITER_DIGITS + END.length()
                || name.charAt(SEQUENCE_DIGITS) != '-'
                || !name.endsWith(END)) {
            return false;
        }
        /* By hand: a claim lists the segments, and a short run is over before a pattern would be compiled. */
        for (int i = 0; i < name.length() - END.length(); i++) {
            char c = name.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean hex = i > SEQUENCE_DIGITS && c >= 'a' && c <= 'f';
            if (!digit && !hex && i != SEQUENCE_DIGITS) {
                return false;
            }
        }
        return true;
    }

    /* A sequence is not given twice, even if the segment that had it is gone: some may have read it. */
    private void sawName(String name) {
        long sequence = Long.parseLong(name.substring(0, SEQUENCE_DIGITS));
        highest = sequence < MOST_SEQUENCE ? Math.max(highest, sequence) : highest;
    }
}
