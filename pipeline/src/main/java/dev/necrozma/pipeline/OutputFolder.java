package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.FileStamp;
import dev.necrozma.engine.disk.LockableFile;
import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The folder that people open. Files in it are published by renaming; a manifest records which are ours, what they hold, and their
 * stamps, so that a file that was damaged or deleted is noticed without reading any. One process at a time publishes.
 */
final class OutputFolder {

    private static final String MANIFEST = ".necrozma-manifest";
    private static final String TEMPORARY = ".necrozma-new-";
    private static final String LOCK = ".necrozma-lock";
    private static final long LOCK_POLL_MILLIS = 20;
    private static final String HEADER = "necrozma manifest 1";

    /** Writes the content of a file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * A file to publish.
     *
     * @param path relative to the folder
     * @param token stands for the content: files with the same token have the same bytes
     * @param stored the file that holds these very bytes in the store, if links are wanted and there is one
     */
    record Publication(String path, String token, Optional<Path> stored, Content content) {}

    private record Published(String token, FileStamp stamp) {}

    /** A file that a run has begun to publish. */
    private static final Published UNDER_WAY = new Published("-", new FileStamp(0, 0, 0, 0, false));

    private final Disk disk;
    private final Path root;

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
     * Makes the folder hold {@code publications} and no other file of ours.
     *
     * @return what a person should know, in sentences
     * @throws IOException also if a file that is not ours is in the way; then nothing was published
     */
    List<String> publish(List<Publication> publications) throws IOException {
        SortedMap<String, Published> before = readManifest();
        SortedMap<String, Published> after = new TreeMap<>();
        List<Publication> wanting = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        int restored = 0;
        for (Publication publication : publications) {
            Published known = before.getOrDefault(publication.path(), UNDER_WAY);
            Optional<FileStamp> present = stamp(publication.path());
            if (present.isPresent() && !before.containsKey(publication.path())) {
                requireOurs(publication, present.get());
            }
            boolean same = known.token().equals(publication.token());
            boolean untouched = same
                    && (present.equals(Optional.of(known.stamp()))
                            || isLinkElsewhereToo(publication, known.stamp(), present));
            if (untouched) {
                after.put(publication.path(), new Published(publication.token(), present.orElseThrow()));
            } else {
                restored += same ? 1 : 0;
                wanting.add(publication);
            }
        }
        announce(wanting, before);
        for (Publication publication : wanting) {
            put(publication);
            after.put(
                    publication.path(),
                    new Published(publication.token(), disk.examine(root.resolve(publication.path()))));
        }
        if (restored > 0) {
            messages.add(restored + (restored == 1 ? " file was" : " files were") + " damaged or gone in " + root
                    + " and put back from the store");
        }
        SortedMap<String, Published> obsolete = new TreeMap<>(before);
        obsolete.keySet().removeAll(after.keySet());
        removeObsolete(obsolete, messages);
        if (!wanting.isEmpty() || !after.equals(before)) {
            writeManifest(after);
        }
        return messages;
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
        throw new IOException(file + " is not of this program: move it away, or choose another --output");
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
    private void announce(List<Publication> wanting, SortedMap<String, Published> before) throws IOException {
        if (!wanting.isEmpty()) {
            SortedMap<String, Published> announced = new TreeMap<>(before);
            wanting.forEach(publication -> announced.put(publication.path(), UNDER_WAY));
            writeManifest(announced);
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

    private void put(Publication publication) throws IOException {
        Path target = root.resolve(publication.path());
        Path written = target.resolveSibling(TEMPORARY + UUID.randomUUID());
        disk.createDirectories(target.resolveSibling(""));
        try {
            if (publication.stored().isEmpty()
                    || !link(publication, publication.stored().get(), written)) {
                write(publication.content(), written);
            }
            disk.rename(written, target);
            disk.delete(written); // still there if both were links to one file
        } catch (IOException | RuntimeException failed) {
            try {
                disk.delete(written);
            } catch (IOException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
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

    private void write(Content content, Path file) throws IOException {
        try (DiskWriter writer = disk.create(file)) {
            OutputStream out = new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    writer.write(bytes, offset, length);
                }
            };
            content.writeTo(out);
            writer.sync();
        }
    }

    private void removeObsolete(SortedMap<String, Published> obsolete, List<String> messages) throws IOException {
        int removed = 0;
        for (Map.Entry<String, Published> file : obsolete.entrySet()) {
            Optional<FileStamp> present = stamp(file.getKey());
            boolean ours = file.getValue().equals(UNDER_WAY)
                    || present.equals(Optional.of(file.getValue().stamp()));
            if (present.isPresent() && ours) {
                disk.delete(root.resolve(file.getKey()));
                removed++;
            } else if (present.isPresent()) {
                messages.add(root.resolve(file.getKey())
                        + " is of an earlier run and was changed since: it was left there, and is not of this run");
            }
        }
        if (removed > 0) {
            messages.add(removed + (removed == 1 ? " file" : " files")
                    + " of another dataset or an earlier grid removed from " + root + " (kept in the store)");
        }
    }

    private Optional<FileStamp> stamp(String path) throws IOException {
        try {
            return Optional.of(disk.examine(root.resolve(path)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /* Whatever is not a whole manifest is none: then every file is published again, over those alone that hold the same. */
    private SortedMap<String, Published> readManifest() throws IOException {
        SortedMap<String, Published> files = new TreeMap<>();
        List<String> lines;
        try (DiskReader reader = disk.open(root.resolve(MANIFEST))) {
            lines = new String(reader.readAll(), StandardCharsets.UTF_8).lines().toList();
        } catch (NoSuchFileException absent) {
            return files;
        }
        int last = lines.size() - 1;
        if (last < 1 || !lines.get(0).equals(HEADER) || !lines.get(last).equals(checksum(lines.subList(0, last)))) {
            return files;
        }
        for (String line : lines.subList(1, last)) {
            String[] parts = line.split(" ", 6);
            FileStamp stamp = new FileStamp(
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]),
                    Long.parseLong(parts[4]),
                    false);
            files.put(parts[5], new Published(parts[0], stamp));
        }
        return files;
    }

    private void writeManifest(SortedMap<String, Published> files) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        files.forEach((path, file) -> {
            FileStamp stamp = file.stamp();
            lines.add(file.token() + " " + stamp.size() + " " + stamp.modifiedNanos() + " " + stamp.changedNanos() + " "
                    + stamp.inode() + " " + path);
        });
        lines.add(checksum(lines));
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        put(new Publication(MANIFEST, "", Optional.empty(), out -> out.write(text)));
    }

    private static String checksum(List<String> lines) {
        return Fingerprint.ofText(String.join("\n", lines)).toString();
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
