package dev.necrozma.engine.disk;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * A file whose bytes are locked one by one, against other processes. The file's content plays no part. Closing it drops every
 * lock that this process holds on the file, through whatever object: POSIX ties them to the process.
 */
public interface LockableFile extends Closeable {

    /**
     * Locks the byte at {@code position}, if no other process holds it (for a shared lock: if no other process holds it
     * exclusively).
     *
     * @throws java.nio.channels.OverlappingFileLockException if this process holds it already
     */
    Optional<Closeable> tryLock(long position, boolean shared) throws IOException;
}
