package dev.necrozma.engine.disk;

import java.io.Closeable;
import java.io.IOException;

/** A new file being written from its start. Used by one thread at a time. */
public interface DiskWriter extends Closeable {

    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Makes what was written durable. After a failure the file's content is unknown, and must not be synced again. */
    void sync() throws IOException;
}
