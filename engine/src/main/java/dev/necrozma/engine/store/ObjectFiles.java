package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.NotAFileException;
import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of a store that hold payloads, each named by its content. Reads only. Safe for use by several threads. */
final class ObjectFiles {

    private static final Pattern DIRECTORY = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern FILE = Pattern.compile("[0-9a-f]{64}");

    private static final int CHUNK = 1 << 18;

    private final Disk disk;
    private final Path objects;

    /** @param store the directory of the store */
    ObjectFiles(Disk disk, Path store) {
        this.disk = disk;
        this.objects = store.resolve("objects");
    }

    /** Where they lie, in directories of their own. */
    Path directory() {
        return objects;
    }

    Path path(Fingerprint content) {
        String name = content.toString();
        return objects.resolve(name.substring(0, 2)).resolve(name);
    }

    DiskReader open(Fingerprint content) throws IOException {
        return disk.open(path(content));
    }

    /** The content of a payload; absent if that file is, or has other bytes. */
    Optional<byte[]> read(PayloadRef ref) throws IOException {
        try (DiskReader reader = open(ref.fingerprint())) {
            if (reader.size() == ref.lengthBytes()) {
                byte[] content = reader.readAll();
                return Optional.of(content)
                        .filter(bytes -> Fingerprint.of(bytes).equals(ref.fingerprint()));
            }
        } catch (NoSuchFileException | NotAFileException absent) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Writes the content of a payload; false if the file is absent or has other bytes, and then what was written is of no use. */
    boolean copy(PayloadRef ref, OutputStream out) throws IOException {
        try (DiskReader reader = open(ref.fingerprint())) {
            return copyVerified(reader, ref, out);
        } catch (NoSuchFileException | NotAFileException absent) {
            return false;
        }
    }

    /** The same of an open file; one of another length is not read. */
    static boolean copyVerified(DiskReader reader, PayloadRef ref, OutputStream out) throws IOException {
        if (reader.size() != ref.lengthBytes()) {
            return false;
        }
        MessageDigest digest = Fingerprint.newDigest();
        byte[] chunk = new byte[CHUNK];
        long position = 0;
        for (int got = reader.read(0, chunk, 0, chunk.length); got > 0; ) {
            digest.update(chunk, 0, got);
            out.write(chunk, 0, got);
            position += got;
            got = reader.read(position, chunk, 0, chunk.length);
        }
        return Fingerprint.ofDigest(digest.digest()).equals(ref.fingerprint());
    }

    /** Lists what is in a directory. */
    interface Lister {
        List<Path> list(Path directory) throws IOException;
    }

    /** The files in what {@code lister} lists that are named as ours are, and not {@code needed}. */
    List<Path> notNeeded(Set<Fingerprint> needed, Lister lister) throws IOException {
        Set<String> names = new HashSet<>();
        needed.forEach(content -> names.add(content.toString()));
        List<Path> found = new ArrayList<>();
        for (Path directory : lister.list(objects)) {
            if (isNamed(directory, DIRECTORY)) {
                for (Path file : lister.list(directory)) {
                    if (isNamed(file, FILE)
                            && !names.contains(file.getFileName().toString())) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }

    /** Those of all that are not {@code needed} which were last written before {@code before}. */
    List<Path> orphans(Set<Fingerprint> needed, Instant before) throws IOException {
        List<Path> orphans = new ArrayList<>();
        for (Path file : notNeeded(needed, disk::list)) {
            if (isOlder(file, before)) {
                orphans.add(file);
            }
        }
        return orphans;
    }

    private static boolean isNamed(Path file, Pattern name) {
        return name.matcher(file.getFileName().toString()).matches();
    }

    private boolean isOlder(Path file, Instant before) throws IOException {
        try {
            return disk.examine(file).modifiedNanos() / 1_000_000 < before.toEpochMilli();
        } catch (NoSuchFileException vanished) {
            return false;
        }
    }
}
