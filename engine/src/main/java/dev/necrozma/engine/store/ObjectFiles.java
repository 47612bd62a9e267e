package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of a store that hold payloads, each named by its content. Reads only. Safe for use by several threads. */
final class ObjectFiles {

    private static final Pattern DIRECTORY = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern FILE = Pattern.compile("[0-9a-f]{64}");

    private static final int CHUNK = 1 << 18;

    private final Disk disk;
    private final Path objects;

    ObjectFiles(Disk disk, Path objects) {
        this.disk = disk;
        this.objects = objects;
    }

    /** Whether {@code path} is named as the directories of {@code objects} are. */
    static boolean isDirectory(Path path) {
        return DIRECTORY.matcher(path.getFileName().toString()).matches();
    }

    /** Whether {@code path} is named as payload files are. */
    static boolean isFile(Path path) {
        return FILE.matcher(path.getFileName().toString()).matches();
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
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Writes the content of a payload; false if the file is absent or has other bytes, and then what was written is of no use. */
    boolean copy(PayloadRef ref, OutputStream out) throws IOException {
        try (DiskReader reader = open(ref.fingerprint())) {
            return copyVerified(reader, ref, out);
        } catch (NoSuchFileException absent) {
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
}
