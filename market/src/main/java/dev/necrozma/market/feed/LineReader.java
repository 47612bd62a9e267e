package dev.necrozma.market.feed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/**
 * Splits a stream into lines without copying or allocating: each is a range of the one buffer until the next call. Lines end
 * in LF or CRLF, the last one also with the stream. A leading UTF-8 byte-order mark is dropped.
 */
final class LineReader {

    /** Bytes that may be read beyond a line's end. */
    static final int PADDING = 40;

    private static final int CAPACITY = 1 << 18;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0a0a_0a0a_0a0a_0a0aL;
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private final InputStream in;
    private final String place;
    private final byte[] bytes = new byte[CAPACITY + PADDING];
    private int limit;
    private int position;
    private int from;
    private int to;
    private long lineNumber;
    private boolean ended;

    LineReader(InputStream in, String place) {
        this.in = in;
        this.place = place;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The number of the current line, from 1. */
    long lineNumber() {
        return lineNumber;
    }

    /** Moves to the next line; false at the end of the stream. */
    boolean next() throws IOException {
        int lineFeed = indexOfLineFeed(position);
        if (lineFeed < 0) {
            lineFeed = refill();
            if (lineFeed < 0) {
                return false;
            }
        }
        from = position;
        to = lineFeed > from && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        position = lineFeed + 1;
        lineNumber++;
        return true;
    }

    /* Returns where the line at the position ends, after reading as much as it takes; -1 if nothing is left. */
    private int refill() throws IOException {
        while (!ended) {
            int searched = limit - position;
            System.arraycopy(bytes, position, bytes, 0, searched);
            limit = searched;
            position = 0;
            if (limit == CAPACITY) {
                throw new FeedException(
                        place + ":" + (lineNumber + 1) + ": a line of more than " + CAPACITY + " bytes is not CSV");
            }
            fill();
            int lineFeed = indexOfLineFeed(searched);
            if (lineFeed >= 0) {
                return lineFeed;
            }
        }
        if (position >= limit) {
            return -1;
        }
        /* The last line has no line feed; the padding has room for one. */
        bytes[limit] = '\n';
        return limit;
    }

    private void fill() throws IOException {
        boolean start = lineNumber == 0 && limit == 0;
        try {
            do {
                int count = in.read(bytes, limit, CAPACITY - limit);
                if (count < 0) {
                    ended = true;
                    break;
                }
                limit += count;
            } while (limit < CAPACITY);
        } catch (EOFException e) {
            throw new FeedException(
                    place + " is truncated: its compressed data ends early, after line " + linesSoFar(), e);
        } catch (ZipException e) {
            throw new FeedException(
                    place + " is damaged: its compressed data is unreadable after line " + linesSoFar(), e);
        }
        if (start && limit >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf) {
            position = 3;
        }
    }

    private long linesSoFar() {
        long count = lineNumber;
        for (int i = position; i < limit; i++) {
            count += bytes[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    /* Looks at 32 bytes at once: lines of much the same length then take the same number of steps, which a CPU foresees. */
    private int indexOfLineFeed(int start) {
        for (int p = start; p < limit; p += 32) {
            long first = lineFeeds(p);
            long second = lineFeeds(p + 8);
            long third = lineFeeds(p + 16);
            long fourth = lineFeeds(p + 24);
            if ((first | second | third | fourth) != 0) {
                int at = p;
                long found = first;
                if ((first | second) == 0) {
                    at = p + 16;
                    found = third;
                }
                if (found == 0) {
                    at += 8;
                    found = at == p + 8 ? second : fourth;
                }
                at += Long.numberOfTrailingZeros(found) >>> 3;
                return at < limit ? at : -1;
            }
        }
        return -1;
    }

    /* The high bit of the first byte that is a line feed is set; those of bytes before it are not. */
    private long lineFeeds(int at) {
        long difference = (long) LONG.get(bytes, at) ^ LINE_FEEDS;
        return (difference - LOW_BITS) & ~difference & HIGH_BITS;
    }
}
