package dev.necrozma.engine.disk;

import java.io.Closeable;
import java.io.IOException;

/** A file open for reading at any place. Safe for use by several threads. */
public interface DiskReader extends Closeable {

    /** The length of the file now, in bytes. */
    long size() throws IOException;

    /** Reads up to {@code length} bytes from {@code position}; returns how many, or -1 at the end of the file. */
    int read(long position, byte[] into, int offset, int length) throws IOException;
}
