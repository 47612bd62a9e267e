package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.FileStamp;
import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The stamps of the files that this store hashed, wrote and synced itself since it was opened. While the stamp of such a file is the
 * same, a copy of it needs no reading (docs/decisions/0016). Remembers the newest only. Safe for use by several threads.
 */
final class SealedFiles {

    private static final int MOST_FILES = 1 << 16;

    private final Disk disk;
    private final Map<Fingerprint, FileStamp> stamps = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Fingerprint, FileStamp> eldest) {
            return size() > MOST_FILES;
        }
    };

    SealedFiles(Disk disk) {
        this.disk = disk;
    }

    /** Remembers a file of {@code content} that was just renamed to {@code object}. */
    void add(Fingerprint content, Path object) throws IOException {
        FileStamp stamp = disk.examine(object);
        synchronized (stamps) {
            stamps.put(content, stamp);
        }
    }

    /**
     * Creates {@code copy} with the content of a file that is remembered and unchanged, durably.
     *
     * @return false if the file is neither, or changed meanwhile; then there is no copy
     */
    boolean copy(PayloadRef ref, Path object, Path copy) throws IOException {
        Optional<FileStamp> sealed = find(ref.fingerprint());
        if (sealed.isEmpty() || !isUnchanged(object, sealed.get())) {
            return false;
        }
        try {
            if (disk.copy(object, copy) == ref.lengthBytes() && isUnchanged(object, sealed.get())) {
                return true;
            }
        } catch (NoSuchFileException gone) {
            return false;
        }
        disk.delete(copy);
        return false;
    }

    private Optional<FileStamp> find(Fingerprint content) {
        synchronized (stamps) {
            return Optional.ofNullable(stamps.get(content));
        }
    }

    private boolean isUnchanged(Path object, FileStamp sealed) throws IOException {
        try {
            return disk.examine(object).equals(sealed);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
