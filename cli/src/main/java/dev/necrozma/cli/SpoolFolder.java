package dev.necrozma.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder for one file that is needed as long as this process lives, in the folder for temporary files. A lock, which goes with the
 * process, tells whose folders are still in use: those of the dead are deleted by whoever looks next.
 */
final class SpoolFolder implements Closeable {

    private static final String PREFIX = "necrozma-input-";
    private static final String LOCK = "lock";
    private static final String FILE = "content";
    /* Between its making and that of its lock a folder has none. */
    private static final Duration WITHOUT_LOCK = Duration.ofHours(1);

    /*
     * The names of those that this process has made and not closed: it must not open their locks to look at them, since POSIX drops all
     * locks of a process on a file when the process closes any channel on it.
     */
    private static final Set<String> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;

    private SpoolFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes a folder in {@code temporary}. */
    static SpoolFolder create(Path temporary) throws IOException {
        while (true) {
            Path folder = Files.createTempDirectory(temporary, PREFIX);
            Path file = folder.resolve(LOCK);
            OURS.add(name(folder)); // before there is a lock that it could be judged by
            FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            /* Another process may have taken it for one of the dead before it was locked. */
            if (lock.tryLock() != null && Files.exists(file)) {
                Files.createFile(folder.resolve(FILE));
                return new SpoolFolder(folder, lock);
            }
            lock.close();
            OURS.remove(name(folder));
        }
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }

    /** The file, which is empty at first. */
    Path file() {
        return folder.resolve(FILE);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            delete(folder);
        } finally {
            OURS.remove(name(folder));
        }
    }

    /**
     * Deletes the folders in {@code temporary} whose makers are dead. What cannot be listed or deleted, as that of another user, stays; so
     * does a link, which anybody may have put there. Those that this process has made itself are not looked at.
     */
    static void deleteAbandoned(Path temporary) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!OURS.contains(name(folder)) && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    deleteIfAbandoned(folder);
                }
            }
        } catch (DirectoryIteratorException | IOException notListed) {
            return; // nothing depends on it
        }
    }

    private static void deleteIfAbandoned(Path folder) {
        Path file = folder.resolve(LOCK);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                Instant made = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS)
                        .toInstant();
                if (made.isBefore(Instant.now().minus(WITHOUT_LOCK))) {
                    delete(folder);
                }
                return;
            }
            try (FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE)) {
                if (lock.tryLock() != null) {
                    delete(folder);
                }
            }
        } catch (OverlappingFileLockException | IOException inUseOrNotOurs) {
            return; // or gone: nothing depends on it
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
        Files.deleteIfExists(folder.resolve(LOCK));
        Files.deleteIfExists(folder);
    }
}
