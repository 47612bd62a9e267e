package dev.necrozma.engine.disk;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Every file operation of the engine. {@link LocalDisk} is the real one; tests put a recording or a faulty one in its place.
 *
 * <p>Absence is {@link java.nio.file.NoSuchFileException}; every other trouble is some other {@link IOException} that names the
 * path. Implementations are safe for use by several threads.
 */
public interface Disk {

    /**
     * Creates a file and opens it for writing.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one already
     */
    DiskWriter create(Path file) throws IOException;

    /**
     * The same for a file that is likely to be long and not to be read soon. Its writer may hold back the end of what was written
     * until it is flushed or synced, and what it holds when it is closed is lost.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one already
     */
    default DiskWriter createLong(Path file) throws IOException {
        return create(file);
    }

    /**
     * Creates a file that holds what another holds, durably; sharing blocks where it can. What was created
     * stays after a failure.
     *
     * @return how many bytes it has
     * @throws java.nio.file.FileAlreadyExistsException if there is a file {@code copy} already
     */
    default long copy(Path file, Path copy) throws IOException {
        try (DiskReader from = open(file);
                DiskWriter to = create(copy)) {
            byte[] piece = new byte[1 << 16];
            long position = 0;
            for (int got = from.read(0, piece, 0, piece.length); got > 0; ) {
                to.write(piece, 0, got);
                position += got;
                got = from.read(position, piece, 0, piece.length);
            }
            to.sync();
            return position;
        }
    }

    /**
     * Opens a file for reading.
     *
     * @throws NotAFileException if there is something else, such as a directory
     */
    DiskReader open(Path file) throws IOException;

    /** The path of what is there, absolute and free of links: two names of one file or directory have the same. */
    Path realPath(Path existing) throws IOException;

    /** Size, times and identity of a file or directory, following links. */
    FileStamp examine(Path file) throws IOException;

    /** When the content of a file, or the names in a directory, last changed; cheaper than {@link #examine} where every claim asks. */
    default long modifiedNanos(Path file) throws IOException {
        return examine(file).modifiedNanos();
    }

    /** Whether there is a directory. */
    default boolean isDirectory(Path path) throws IOException {
        try {
            return examine(path).directory();
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    /** Makes the names in a directory durable. */
    void syncDirectory(Path directory) throws IOException;

    /** Gives a file another name in one step, over a file that has the name already. */
    void rename(Path from, Path to) throws IOException;

    /** Gives a file a second name, which must be free. */
    void link(Path existing, Path name) throws IOException;

    /** The entries of a directory in the order of their names; empty if there is no such directory. */
    List<Path> list(Path directory) throws IOException;

    /** Deletes a file or an empty directory, and says whether there was one; a directory that is not empty stays. */
    boolean delete(Path file) throws IOException;

    /** Creates a directory and those above it, where absent. */
    void createDirectories(Path directory) throws IOException;

    /**
     * Opens a file for locking ranges of it, creating it if absent.
     *
     * @throws NotAFileException if there is something else, such as a directory or a link
     */
    LockableFile openLocks(Path file) throws IOException;
}
