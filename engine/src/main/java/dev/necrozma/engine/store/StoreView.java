package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.FileStamp;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a store in a directory held when it was opened. Reads only: it takes no lock, repairs nothing, merges nothing and sets nothing
 * aside, so that it works where writing is not allowed. Safe for use by several threads.
 */
public final class StoreView implements StoredArtifacts {

    private final Disk disk;
    private final Path root;
    private final ObjectFiles objects;
    private final Catalog catalog;
    private final Quarantine findings;

    private StoreView(Disk disk, Path root, Clock clock, Quarantine.Mode mode) {
        this.disk = disk;
        this.root = root;
        this.objects = new ObjectFiles(disk, root);
        this.findings = new Quarantine(disk, root.resolve("quarantine"), clock, mode);
        this.catalog = new Catalog(
                disk,
                root.resolve("catalog"),
                "reader",
                () -> {
                    throw new IllegalStateException("a view writes nothing");
                },
                clock,
                findings);
    }

    /**
     * Reads the catalog of the store in {@code directory}.
     *
     * @throws NoSuchFileException if there is no store
     * @throws IOException if it cannot be read, or has another format
     */
    public static StoreView open(Disk disk, Path directory, Clock clock) throws IOException {
        StoreFormat.require(disk, directory);
        return open(disk, directory, clock, Quarantine.Mode.NOTING);
    }

    /** The same where the file that says which format it is may be damaged, and passing over segments that cannot be read. */
    static StoreView ofWhatCanBeRead(Disk disk, Path directory, Clock clock) throws IOException {
        return open(disk, directory, clock, Quarantine.Mode.NOTING_ALL);
    }

    private static StoreView open(Disk disk, Path directory, Clock clock, Quarantine.Mode mode) throws IOException {
        StoreView view = new StoreView(disk, directory, clock, mode);
        view.catalog.refresh();
        return view;
    }

    public Path directory() {
        return root;
    }

    /** Every result, in no order. */
    public List<Artifact> artifacts() {
        return catalog.live().stream().map(Entry::artifact).toList();
    }

    @Override
    public Optional<Artifact> find(CacheKey key) {
        return catalog.find(key.id()).map(entry -> entry.artifact(key));
    }

    @Override
    public Optional<Artifact> find(Fingerprint keyId) {
        return catalog.find(keyId).map(Entry::artifact);
    }

    /** The key with this id, if the catalog still names it, its result removed or not. */
    public Optional<CacheKey> key(Fingerprint keyId) {
        return catalog.key(keyId);
    }

    @Override
    public Optional<Removal> removal(CacheKey key) {
        return catalog.removal(key);
    }

    @Override
    public Optional<CacheKey> newest(String stage, String unit) {
        return catalog.newest(stage, unit);
    }

    /** What happened to a key as far as the catalog still says, oldest first: superseded results go when segments are merged. */
    public List<StoreEvent> history(Fingerprint keyId) {
        return catalog.history(keyId).stream()
                .map(entry -> entry.type() == Entry.RECORD
                        ? StoreEvent.stored(entry.artifact())
                        : StoreEvent.removed(entry.removal()))
                .toList();
    }

    /** Opens the stored file of a payload, unless it is kept in the catalog; whoever reads it checks what it reads. */
    public DiskReader open(Artifact artifact, String payload) throws IOException {
        return objects.open(artifact.fingerprint(payload));
    }

    @Override
    public byte[] read(Artifact artifact, String payload) throws IOException {
        Optional<byte[]> inline = inline(artifact, payload);
        return inline.isPresent()
                ? inline.get()
                : objects.read(artifact.payload(payload)).orElseThrow(() -> lost(artifact, payload));
    }

    @Override
    public void copy(Artifact artifact, String payload, OutputStream out) throws IOException {
        Optional<byte[]> inline = inline(artifact, payload);
        if (inline.isPresent()) {
            out.write(inline.get());
        } else if (!objects.copy(artifact.payload(payload), out)) {
            throw lost(artifact, payload);
        }
    }

    /* The artifact stays: it is for those who may write to set it aside. */
    private static PayloadLostException lost(Artifact artifact, String payload) {
        return new PayloadLostException(
                artifact,
                Removal.Cause.CORRUPT,
                "file " + payload + " of " + artifact.unit() + " is absent or has other bytes than were stored");
    }

    /** The content of a payload that is kept in the catalog. */
    public Optional<byte[]> inline(Artifact artifact, String payload) {
        return Optional.ofNullable(artifact.inline().get(payload)).map(byte[]::clone);
    }

    /** The payloads of {@code artifact} whose files are absent or have another length; their content is not read. */
    public List<String> missing(Artifact artifact) throws IOException {
        List<String> missing = new ArrayList<>();
        for (PayloadRef payload : artifact.payloads().values()) {
            if (!artifact.isInline(payload.name()) && !isThere(payload)) {
                missing.add(payload.name());
            }
        }
        return missing;
    }

    private boolean isThere(PayloadRef payload) throws IOException {
        try {
            FileStamp found = disk.examine(objects.path(payload.fingerprint()));
            return !found.directory() && found.size() == payload.lengthBytes();
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    /** The catalog segments that were found damaged. */
    List<Path> damagedSegments() {
        return findings.damaged();
    }

    /** The catalog segments that could not be read, and why. */
    Map<Path, IOException> unreadableSegments() {
        return findings.unreadable();
    }

    @Override
    public List<String> incidents() {
        return findings.incidents();
    }
}
