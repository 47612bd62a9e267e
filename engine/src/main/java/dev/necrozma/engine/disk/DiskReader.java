package dev.necrozma.engine.disk;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** A file open for reading at any place. Safe for use by several threads. */
public interface DiskReader extends Closeable {

    /** The length of the file now, in bytes. */
    long size() throws IOException;

    /** Reads up to {@code length} bytes from {@code position}; returns how many, or -1 at the end of the file. */
    int read(long position, byte[] into, int offset, int length) throws IOException;

    /**
     * What the file holds from its start to where its end is met; whoever does not know its size asks for that first.
     *
     * @throws IllegalArgumentException if it is too long for an array
     */
    default byte[] readAll() throws IOException {
        long size = size();
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("too long for an array: a file of " + size + " bytes");
        }
        byte[] content = new byte[(int) size];
        int mostAtOnce = 1 << 20; // a channel takes a buffer outside of the heap for as much as is asked for
        int have = 0;
        while (have < content.length) {
            int got = read(have, content, have, Math.min(mostAtOnce, content.length - have));
            if (got < 0) {
                return Arrays.copyOf(content, have);
            }
            have += got;
        }
        return content;
    }

    /**
     * Whether the file has up to {@code mostBytes} and its last one ends a line. Text that was torn or extended does not: it need not be
     * read, however long it is.
     */
    default boolean endsALine(long mostBytes) throws IOException {
        byte[] last = new byte[1];
        return size() > 0 && size() <= mostBytes && read(size() - 1, last, 0, 1) == 1 && last[0] == '\n';
    }
}
