package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.FileStamp;
import dev.necrozma.engine.disk.LockableFile;
import dev.necrozma.engine.disk.NotAFileException;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.pipeline.Manifest.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder that people open. Files in it are published by renaming; a manifest records which are ours, what they hold, and their
 * stamps, so that a file that was damaged or deleted is noticed without reading any. One process at a time publishes.
 */
final class OutputFolder {

    private static final String MANIFEST = ".necrozma-manifest";
    private static final String TEMPORARY = ".necrozma-new-";
    private static final String LOCK = ".necrozma-lock";
    private static final long LOCK_POLL_MILLIS = 20;

    /* Whoever copies waits for the device more than it works. */
    private static final int COPIES_AT_A_TIME = 4;

    private static final long LONGEST_MANIFEST = 1 << 30;

    /** The folders in it that hold what was published. */
    static final List<String> PUBLISHED = List.of("universes", "labels", "reports");

    /** What a file holds. */
    interface Content {

        /** Writes it; what was written is of no use if this throws. */
        void writeTo(OutputStream out) throws IOException;

        /**
         * Creates {@code file} as a copy of one that this process has stored, durably, if the content is that. What was created stays
         * after a failure. Called by several threads at a time for different contents.
         *
         * @return whether there is a copy; if not, nothing was created
         */
        default boolean copyTo(Path file) throws IOException {
            return false;
        }

        /** Creates {@code file} with it, durably. What was created stays after a failure. */
        default void createAt(Disk disk, Path file) throws IOException {
            try (DiskWriter writer = disk.create(file)) {
                writeTo(writer.stream());
                writer.sync();
            }
        }
    }

    /**
     * A file to publish.
     *
     * @param path relative to the folder
     * @param token stands for the content: files with the same token have the same bytes
     * @param stored the file that holds these very bytes in the store, if links are wanted and there is one
     */
    record Publication(String path, String token, Optional<Path> stored, Content content) {}

    private final Disk disk;
    private final Path root;

    /** Whether a directory holds what this program wrote: results, or a store. */
    static boolean isOurs(Path directory) {
        Path parent = directory.resolveSibling("");
        String name = String.valueOf(directory.getFileName());
        return Files.exists(directory.resolve(MANIFEST))
                || (Files.isDirectory(directory.resolve("catalog")) && Files.exists(directory.resolve("FORMAT")))
                || (PUBLISHED.contains(name) && Files.exists(parent.resolve(MANIFEST)));
    }

    OutputFolder(Disk disk, Path root) {
        this.disk = disk;
        this.root = root;
    }

    /**
     * Waits until no other process publishes here, whatever store it has, and keeps others out until the result is closed. The
     * file that it leaves is no lock by itself.
     */
    Closeable lock() throws IOException, InterruptedException {
        disk.createDirectories(root);
        LockableFile file = disk.openLocks(root.resolve(LOCK));
        try {
            while (!tryLock(file)) {
                Thread.sleep(LOCK_POLL_MILLIS);
            }
            return file;
        } catch (IOException | RuntimeException | InterruptedException failed) {
            try (file) {
                throw failed;
            }
        }
    }

    private static boolean tryLock(LockableFile file) throws IOException {
        try {
            return file.tryLock(0, false).isPresent();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /**
     * Makes the folder hold {@code publications} and no other file of ours of another dataset, nor any in {@code folders} of an
     * earlier grid.
     *
     * @param dataset stands for the dataset that the publications are of
     * @param folders which of its folders the publications are all of
     * @return what a person should know, in sentences
     * @throws IOException also if a file that is not ours is in the way; then nothing was published
     */
    List<String> publish(String dataset, Set<String> folders, List<Publication> publications)
            throws IOException, InterruptedException {
        Manifest before = readManifest();
        SortedMap<String, Entry> after = new TreeMap<>();
        List<Publication> wanting = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        if (before.dataset().equals(dataset)) {
            after.putAll(before.entries());
            after.keySet().removeIf(path -> folders.contains(path.substring(0, path.indexOf('/'))));
        }
        int restored = 0;
        for (Publication publication : publications) {
            Entry known = before.entries().getOrDefault(publication.path(), Entry.UNDER_WAY);
            Optional<FileStamp> present = stamp(publication.path());
            if (present.filter(FileStamp::directory).isPresent()) {
                throw notOurs(root.resolve(publication.path()));
            }
            if (present.isPresent() && !before.entries().containsKey(publication.path())) {
                requireOurs(publication, present.get());
            }
            boolean same = known.token().equals(publication.token());
            boolean untouched = same
                    && (present.equals(Optional.of(known.stamp()))
                            || isLinkElsewhereToo(publication, known.stamp(), present));
            if (untouched) {
                after.put(publication.path(), new Entry(publication.token(), present.orElseThrow()));
            } else {
                restored += same ? 1 : 0;
                wanting.add(publication);
            }
        }
        if (!wanting.isEmpty()) {
            removeLeftovers(before, publications, after, messages);
        }
        announce(dataset, wanting, before);
        after.putAll(putAll(wanting));
        if (restored > 0) {
            messages.add(restored + (restored == 1 ? " file was" : " files were") + " damaged or gone in " + root
                    + " and put back from the store");
        }
        SortedMap<String, Entry> obsolete = new TreeMap<>(before.entries());
        obsolete.keySet().removeAll(after.keySet());
        removeObsolete(obsolete, messages);
        if (!wanting.isEmpty()
                || !after.equals(before.entries())
                || !before.dataset().equals(dataset)) {
            writeManifest(new Manifest(dataset, after));
        }
        return messages;
    }

    /* Of a publication that did not end, perhaps for want of the room that is needed now. */
    private void removeLeftovers(
            Manifest before, List<Publication> publications, SortedMap<String, Entry> staying, List<String> messages)
            throws IOException {
        SortedMap<String, Entry> left = new TreeMap<>(before.entries());
        left.values().removeIf(entry -> !entry.equals(Entry.UNDER_WAY));
        left.keySet().removeAll(staying.keySet());
        publications.forEach(publication -> left.remove(publication.path()));
        removeObsolete(left, messages);
    }

    /* If the manifest was lost, what a file holds is all that tells whose it is. */
    private void requireOurs(Publication publication, FileStamp present) throws IOException {
        Path file = root.resolve(publication.path());
        CountingOutputStream size = new CountingOutputStream();
        MessageDigest wanted = Fingerprint.newDigest();
        publication.content().writeTo(new DigestOutputStream(size, wanted));
        if (present.size() == size.count) {
            try (DiskReader reader = disk.open(file)) {
                if (Fingerprint.of(reader.readAll()).equals(Fingerprint.ofDigest(wanted.digest()))) {
                    return;
                }
            }
        }
        throw notOurs(file);
    }

    private static IOException notOurs(Path file) {
        return new IOException(file + " is not of this program: move it away, or choose another --output");
    }

    private static final class CountingOutputStream extends OutputStream {

        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }

    /* So that what a killed run has published by then is known as ours, and goes if the next run is another. */
    private void announce(String dataset, List<Publication> wanting, Manifest before) throws IOException {
        if (!wanting.isEmpty()) {
            SortedMap<String, Entry> announced = new TreeMap<>(before.entries());
            wanting.forEach(publication -> announced.put(publication.path(), Entry.UNDER_WAY));
            writeManifest(new Manifest(before.dataset().equals(dataset) ? dataset : "", announced));
        }
    }

    /*
     * A link's time of change tells of every link to the same file: one made by another folder, one that the store gave up. Its content
     * is then read to be sure.
     */
    private boolean isLinkElsewhereToo(Publication publication, FileStamp known, Optional<FileStamp> present)
            throws IOException {
        if (publication.stored().isEmpty()
                || present.isEmpty()
                || present.get().size() != known.size()
                || present.get().modifiedNanos() != known.modifiedNanos()
                || present.get().inode() != known.inode()) {
            return false;
        }
        publication.content().writeTo(OutputStream.nullOutputStream());
        try {
            return disk.examine(publication.stored().get()).inode() == known.inode();
        } catch (NoSuchFileException givenUp) {
            return false;
        }
    }

    /*
     * What is more than a copy takes memory, or tells of the copies: one at a time, after those. So is what could not be copied, as
     * there may be room for one where there is none for several, each beside the file that it replaces.
     */
    private Map<String, Entry> putAll(List<Publication> publications) throws IOException, InterruptedException {
        Map<String, Entry> published = new ConcurrentHashMap<>();
        List<Publication> perhapsCopies = publications.stream()
                .filter(publication -> publication.stored().isEmpty())
                .toList();
        try {
            Simultaneous.forEach(perhapsCopies, COPIES_AT_A_TIME, "necrozma-publishing", publication -> {
                if (put(publication, publication.content()::copyTo)) {
                    published.put(publication.path(), entry(publication));
                }
            });
        } catch (IOException refused) {
            // It is told if it is so again.
        }
        for (Publication publication : publications) {
            if (!published.containsKey(publication.path())) {
                put(publication);
                published.put(publication.path(), entry(publication));
            }
        }
        return published;
    }

    private Entry entry(Publication publication) throws IOException {
        return new Entry(publication.token(), disk.examine(root.resolve(publication.path())));
    }

    private void put(Publication publication) throws IOException {
        put(publication, file -> {
            if (publication.stored().isEmpty()
                    || !link(publication, publication.stored().get(), file)) {
                publication.content().createAt(disk, file);
            }
            return true;
        });
    }

    private interface Creation {
        /** Returns whether the file was created. */
        boolean at(Path file) throws IOException;
    }

    private boolean put(Publication publication, Creation creation) throws IOException {
        Path target = root.resolve(publication.path());
        Path written = target.resolveSibling(TEMPORARY + UUID.randomUUID());
        disk.createDirectories(target.resolveSibling(""));
        try {
            if (!creation.at(written)) {
                return false;
            }
            disk.rename(written, target);
            disk.delete(written); // still there if both were links to one file
            return true;
        } catch (IOException failed) {
            abandon(written, failed);
            throw naming(target, written, failed);
        } catch (RuntimeException failed) {
            abandon(written, failed);
            throw failed;
        }
    }

    private void abandon(Path written, Exception failed) {
        try {
            disk.delete(written);
        } catch (IOException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    /* The name of a temporary file tells nobody anything. */
    private static IOException naming(Path target, Path written, IOException failed) {
        String said = String.valueOf(failed.getMessage());
        if (!said.startsWith(written.toString())) {
            return failed;
        }
        FileSystemException named = new FileSystemException(
                target.toString(),
                null,
                reason(failed, said.substring(written.toString().length())));
        named.initCause(failed);
        return named;
    }

    private static String reason(IOException failed, String afterTheName) {
        if (failed instanceof AccessDeniedException) {
            return "Permission denied";
        }
        int colon = afterTheName.lastIndexOf(": ");
        return colon < 0 ? failed.getClass().getSimpleName() : afterTheName.substring(colon + 2);
    }

    /* The content is read once, and thereby verified. Not every file system has links, nor any between two file systems. */
    private boolean link(Publication publication, Path stored, Path name) throws IOException {
        publication.content().writeTo(OutputStream.nullOutputStream());
        try {
            disk.link(stored, name);
            return true;
        } catch (IOException | UnsupportedOperationException refused) {
            return false;
        }
    }

    private void removeObsolete(SortedMap<String, Entry> obsolete, List<String> messages) throws IOException {
        int removed = 0;
        for (Map.Entry<String, Entry> file : obsolete.entrySet()) {
            Optional<FileStamp> present = stamp(file.getKey());
            boolean ours = file.getValue().equals(Entry.UNDER_WAY)
                    || present.equals(Optional.of(file.getValue().stamp()));
            if (present.isPresent() && ours && !present.get().directory()) {
                disk.delete(root.resolve(file.getKey()));
                removed++;
            } else if (present.isPresent()) {
                messages.add(root.resolve(file.getKey())
                        + " is of an earlier run and was changed since: it was left there, and is not of this run");
            }
        }
        if (removed > 0) {
            messages.add(removed + (removed == 1 ? " file" : " files") + " of an earlier run removed from " + root
                    + " (kept in the store)");
        }
    }

    private Optional<FileStamp> stamp(String path) throws IOException {
        try {
            return Optional.of(disk.examine(root.resolve(path)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** Of which dataset the folder is, by the fingerprint in text; empty if that is not known. */
    String dataset() throws IOException {
        return readManifest().dataset();
    }

    private Manifest readManifest() throws IOException {
        try (DiskReader reader = disk.open(root.resolve(MANIFEST))) {
            return reader.endsALine(LONGEST_MANIFEST)
                    ? Manifest.parse(new String(reader.readAll(), StandardCharsets.UTF_8))
                    : Manifest.NONE;
        } catch (NoSuchFileException | NotAFileException absent) {
            return Manifest.NONE;
        }
    }

    private void writeManifest(Manifest manifest) throws IOException {
        if (stamp(MANIFEST).filter(FileStamp::directory).isPresent()) {
            throw notOurs(root.resolve(MANIFEST));
        }
        byte[] text = manifest.toText().getBytes(StandardCharsets.UTF_8);
        put(new Publication(MANIFEST, "", Optional.empty(), out -> out.write(text)));
    }

    /** Deletes what a killed process left half written in {@code directory}. */
    void sweep(String directory) throws IOException {
        for (Path file : disk.list(root.resolve(directory))) {
            if (String.valueOf(file.getFileName()).startsWith(TEMPORARY)) {
                disk.delete(file);
            }
        }
    }
}
