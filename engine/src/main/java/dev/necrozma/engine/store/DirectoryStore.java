package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.disk.NotAFileException;
import dev.necrozma.engine.disk.RandomName;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A store in a directory of a local file system, shared by any number of threads and processes.
 *
 * <p>Files are immutable and published by renaming. The rename of a catalog segment is the commit: before it a result does not
 * exist, after it everything that the result needs is durable. docs/formats.md states the layout.
 */
public final class DirectoryStore implements ArtifactStore {

    private static final long KEY_POSITIONS = 1L << 62;

    private final Disk disk;
    private final Path root;
    private final ObjectFiles objects;
    private final TemporaryFiles temporaries;
    private final Clock clock;
    private final long writer;
    private final AtomicLong records = new AtomicLong();
    private final LockFile locks;
    private final Closeable presence;
    private final Quarantine quarantine;
    private final Catalog catalog;
    private final SealedFiles sealed;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DirectoryStore(Disk disk, Path root, Clock clock) throws IOException {
        this.disk = disk;
        this.root = root;
        this.objects = new ObjectFiles(disk, root);
        this.clock = clock;
        String writerName = RandomName.next();
        this.writer = HexFormat.fromHexDigitsToLong(writerName);
        this.temporaries = new TemporaryFiles(disk, root.resolve("tmp"), writerName);
        this.quarantine = new Quarantine(disk, root.resolve("quarantine"), clock);
        this.catalog = new Catalog(disk, root.resolve("catalog"), writerName, temporaries::next, clock, quarantine);
        this.sealed = new SealedFiles(disk);
        this.locks = LockFile.open(disk, root.resolve("lock"));
        try {
            this.presence = locks.tryTake(TemporaryFiles.position(writerName))
                    .orElseThrow(() -> new IOException(root + ": another writer has the random name " + writerName));
        } catch (IOException | RuntimeException failed) {
            locks.close();
            throw failed;
        }
    }

    /** Opens the store in {@code directory}, creating it if there is none. */
    public static DirectoryStore open(Path directory) throws IOException {
        return open(new LocalDisk(), directory, Clock.systemUTC());
    }

    /**
     * Opens the store in {@code directory}, creating it if there is none.
     *
     * @throws IOException if the directory cannot be written, or holds a store of another format
     */
    public static DirectoryStore open(Disk disk, Path directory, Clock clock) throws IOException {
        StoreFormat.prepare(disk, directory);
        DirectoryStore store = new DirectoryStore(disk, disk.realPath(directory), clock);
        try {
            store.temporaries.sweep(store.locks);
            store.catalog.refresh();
            store.mergeIfDue();
            return store;
        } catch (IOException | RuntimeException failed) {
            try {
                store.close();
            } catch (IOException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
    }

    /** The directory of this store; its parts are those of docs/formats.md. */
    public Path directory() {
        return root;
    }

    /** The file of the store that holds a payload, unless it is kept in the catalog. Nobody may write to it. */
    public Optional<Path> file(Artifact artifact, String payload) {
        Fingerprint content = artifact.fingerprint(payload);
        return artifact.inline().containsKey(payload) ? Optional.empty() : Optional.of(objects.path(content));
    }

    @Override
    public Optional<Artifact> find(CacheKey key) {
        return catalog.find(key.id()).map(entry -> entry.artifact(key));
    }

    @Override
    public Optional<Artifact> find(Fingerprint keyId) {
        return catalog.find(keyId).map(Entry::artifact);
    }

    /** Every result that there is, in no order. */
    public List<Artifact> artifacts() {
        return catalog.live().stream().map(Entry::artifact).toList();
    }

    @Override
    public void refresh() throws IOException {
        catalog.refresh();
    }

    @Override
    public void refreshIfChanged() throws IOException {
        catalog.refreshIfChanged();
    }

    @Override
    public Optional<Removal> removal(CacheKey key) {
        return catalog.removal(key);
    }

    @Override
    public Optional<CacheKey> newest(String stage, String unit) {
        return catalog.newest(stage, unit);
    }

    @Override
    public List<String> incidents() {
        return quarantine.incidents();
    }

    @Override
    public byte[] read(Artifact artifact, String payload) throws IOException {
        PayloadRef ref = artifact.payload(payload);
        byte[] inline = artifact.inline().get(payload);
        if (inline != null) {
            return inline.clone();
        }
        Optional<byte[]> content = objects.read(ref);
        if (content.isEmpty()) {
            throw setAside(artifact, ref);
        }
        return content.get();
    }

    @Override
    public void copy(Artifact artifact, String payload, OutputStream out) throws IOException {
        PayloadRef ref = artifact.payload(payload);
        byte[] inline = artifact.inline().get(payload);
        if (inline != null) {
            out.write(inline);
        } else if (!objects.copy(ref, out)) {
            throw setAside(artifact, ref);
        }
    }

    /**
     * Creates {@code copy}, a file outside the store, with the content of a payload, durably. A file that this store wrote itself since
     * it was opened, and that has not been touched, is copied as it is; any other is verified as it is read.
     *
     * @throws PayloadLostException as {@link #copy(Artifact, String, OutputStream)}; then there is no copy, while after any
     *     other failure there may be a part of one
     */
    public void copy(Artifact artifact, String payload, Path copy) throws IOException {
        if (!copyAsWritten(artifact, payload, copy)) {
            try (DiskWriter writer = disk.create(copy)) {
                copy(artifact, payload, writer.stream());
                writer.sync();
            } catch (PayloadLostException lost) {
                disk.delete(copy);
                throw lost;
            }
        }
    }

    /**
     * The same for a file that this store wrote itself since it was opened, and that has not been touched.
     *
     * @return false if it is no such file; then there is no copy
     */
    public boolean copyAsWritten(Artifact artifact, String payload, Path copy) throws IOException {
        PayloadRef ref = artifact.payload(payload);
        return !artifact.inline().containsKey(payload) && sealed.copy(ref, objects.path(ref.fingerprint()), copy);
    }

    /*
     * Looks once more, with the store to itself: another process may have put a good copy there since. If so, the artifact stands,
     * and only this reading failed.
     */
    private PayloadLostException setAside(Artifact artifact, PayloadRef ref) throws IOException {
        Path object = objects.path(ref.fingerprint());
        try (Closeable ignored = locks.enterExclusive()) {
            catalog.refresh();
            Removal.Cause cause;
            String finding;
            try (DiskReader reader = disk.open(object)) {
                if (ObjectFiles.copyVerified(reader, ref, OutputStream.nullOutputStream())) {
                    return new PayloadLostException(
                            artifact, Removal.Cause.CORRUPT, object + " was being repaired while it was read");
                }
                cause = Removal.Cause.CORRUPT;
                finding = "file " + ref.name() + " of " + artifact.unit() + " has other bytes than were stored";
                quarantine.take(object, finding);
            } catch (NotAFileException other) {
                cause = Removal.Cause.CORRUPT;
                finding = "in place of file " + ref.name() + " of " + artifact.unit() + " is no file";
                quarantine.take(object, finding);
            } catch (NoSuchFileException absent) {
                boolean damaged = quarantine.hasTaken(object, artifact.created());
                cause = damaged ? Removal.Cause.CORRUPT : Removal.Cause.MISSING;
                finding = "file " + ref.name() + " of " + artifact.unit()
                        + (damaged ? " lies damaged in quarantine" : " is not in the store");
            }
            List<Artifact> losers = whoLoses(artifact, ref);
            if (cause == Removal.Cause.MISSING && !losers.isEmpty()) {
                quarantine.note(finding);
            }
            remove(losers, new Removal(cause, finding, clock.instant()));
            return new PayloadLostException(artifact, cause, finding);
        }
    }

    /* The result of the artifact's key now, be it this one or a later one, if it has the file; a removed one loses nothing. */
    private List<Artifact> whoLoses(Artifact artifact, PayloadRef lost) {
        return find(artifact.key()).stream()
                .filter(now -> now.payloads().values().stream()
                        .anyMatch(payload -> payload.fingerprint().equals(lost.fingerprint())))
                .toList();
    }

    /* The caller is alone inside the gate. */
    private void remove(Collection<Artifact> artifacts, Removal removal) throws IOException {
        List<byte[]> entries = new ArrayList<>();
        for (Artifact artifact : artifacts) {
            boolean live = catalog.find(artifact.key().id())
                    .filter(entry -> entry.recordId().equals(artifact.recordId()))
                    .isPresent();
            if (live) {
                entries.add(EntryWriter.removal(artifact, removal));
            }
        }
        if (!entries.isEmpty()) {
            catalog.append(entries);
        }
    }

    @Override
    public Draft draft(CacheKey key, String unit) {
        return new Draft(key, unit, disk, temporaries::next);
    }

    @Override
    public List<Artifact> publish(List<Draft> drafts) throws IOException {
        try {
            Map<Draft.Content, Path> files = new HashMap<>();
            for (Draft draft : drafts) {
                draft.requirePublishable();
            }
            for (Draft draft : drafts) {
                for (Draft.Content content : draft.contents()) {
                    Optional<Path> sealed = content.seal();
                    sealed.ifPresent(file -> files.put(content, file));
                }
            }
            List<Artifact> artifacts = new ArrayList<>(drafts.size());
            if (!drafts.isEmpty()) {
                try (Closeable ignored = locks.enterShared()) {
                    install(files);
                    artifacts.addAll(commit(drafts));
                }
                mergeIfDue();
            }
            return artifacts;
        } finally {
            for (Draft draft : drafts) {
                draft.close();
            }
        }
    }

    private void install(Map<Draft.Content, Path> files) throws IOException {
        Set<Path> changed = new HashSet<>();
        for (Map.Entry<Draft.Content, Path> file : files.entrySet()) {
            Path object = objects.path(file.getKey().ref().fingerprint());
            Path directory = object.resolveSibling("");
            if (changed.add(directory)) {
                disk.createDirectories(directory);
            }
            putInPlace(file.getValue(), object);
            file.getKey().moved();
            sealed.add(file.getKey().ref().fingerprint(), object);
        }
        for (Path directory : changed) {
            disk.syncDirectory(directory);
        }
        if (!changed.isEmpty()) {
            disk.syncDirectory(objects.directory());
        }
    }

    private void putInPlace(Path written, Path object) throws IOException {
        try {
            disk.rename(written, object);
        } catch (FileSystemException refused) {
            if (!disk.isDirectory(object)) {
                throw refused;
            }
            quarantine.take(object, object + " is a directory, where a file was to be stored");
            disk.rename(written, object);
        }
    }

    private List<Artifact> commit(List<Draft> drafts) throws IOException {
        Instant now = clock.instant();
        List<byte[]> entries = new ArrayList<>(drafts.size());
        List<Artifact> artifacts = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            Map<String, byte[]> inline = new HashMap<>();
            for (Draft.Content content : draft.contents()) {
                content.inline().ifPresent(bytes -> inline.put(content.ref().name(), bytes));
            }
            Artifact artifact = new Artifact(
                    new RecordId(writer, records.incrementAndGet()),
                    draft.key(),
                    draft.unit(),
                    draft.files(),
                    draft.attributes(),
                    draft.cost(),
                    draft.created().orElse(now),
                    inline);
            entries.add(EntryWriter.record(artifact));
            artifacts.add(artifact);
        }
        catalog.append(entries);
        return artifacts;
    }

    @Override
    public void evict(Collection<Artifact> artifacts, String detail) throws IOException {
        try (Closeable ignored = locks.enterExclusive()) {
            catalog.refresh();
            remove(artifacts, new Removal(Removal.Cause.EVICTED, detail, clock.instant()));
            catalog.makeDurable();
            Set<Fingerprint> needed = neededFiles();
            for (Artifact artifact : artifacts) {
                for (PayloadRef payload : artifact.payloads().values()) {
                    if (!artifact.isInline(payload.name()) && !needed.contains(payload.fingerprint())) {
                        disk.delete(objects.path(payload.fingerprint()));
                    }
                }
            }
        }
    }

    /**
     * Deletes the files of results that no result has, if nothing was written to them for {@code grace}: what a crash before a
     * commit left, and what was replaced.
     *
     * @return how many bytes they had
     */
    public long deleteOrphans(Duration grace) throws IOException {
        long deleted = 0;
        try (Closeable ignored = locks.enterExclusive()) {
            catalog.refresh();
            List<Path> orphans = objects.orphans(neededFiles(), clock.instant().minus(grace));
            if (!orphans.isEmpty()) {
                catalog.makeDurable();
            }
            for (Path object : orphans) {
                long size = disk.examine(object).size();
                deleted += disk.delete(object) ? size : 0;
            }
        }
        return deleted;
    }

    private Set<Fingerprint> neededFiles() {
        Set<Fingerprint> needed = new HashSet<>();
        for (Entry entry : catalog.live()) {
            Artifact.Content content = entry.content(); // reading the key as well would take most of the time
            for (PayloadRef payload : content.payloads().values()) {
                if (!content.inline().containsKey(payload.name())) {
                    needed.add(payload.fingerprint());
                }
            }
        }
        return needed;
    }

    @Override
    public Optional<Claim> claim(CacheKey key) throws IOException {
        return locks.tryTake(KEY_POSITIONS | (key.id().word0() >>> 3)).map(taken -> () -> {
            try {
                taken.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    @Override
    public void awaitClaims(Duration atMost) throws InterruptedException {
        locks.await(atMost.toMillis());
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try (LockFile ignored = locks) {
                presence.close();
            }
        }
    }

    /* Whoever published or opened the store has what was asked for, merged or not. */
    private void mergeIfDue() {
        if (catalog.isMergeDue()) {
            try {
                Optional<Closeable> alone = locks.tryEnterExclusive();
                if (alone.isPresent()) {
                    try (Closeable ignored = alone.get()) {
                        catalog.merge();
                    }
                }
            } catch (IOException refused) {
                quarantine.note("catalog segments could not be merged: " + refused.getMessage());
            }
        }
    }
}
