package dev.necrozma.market.feed;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a stream and where its lines end. The piece stands behind some headroom, for the line that the piece before
 * left unfinished, and before some bytes that may be read though they mean nothing. Reused; not thread-safe.
 */
final class Block {

    /** How much of an unfinished line fits before the piece. */
    static final int HEADROOM = 1 << 16;

    /** Bytes that may be read beyond the piece. */
    static final int PADDING = 40;

    private static final int CAPACITY = 1 << 18;
    private static final int LONGEST_LINE_END = 3;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0a0a_0a0a_0a0a_0a0aL;
    private static final long CARRIAGE_RETURNS = 0x0d0d_0d0d_0d0d_0d0dL;
    private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;

    private final byte[] bytes = new byte[HEADROOM + CAPACITY + LONGEST_LINE_END - 1 + PADDING];
    private final int[] lineFeeds = new int[CAPACITY + LONGEST_LINE_END - 1];
    private int limit;
    private int lineFeedCount;
    private boolean last;
    private @Nullable Throwable failure;

    byte[] bytes() {
        return bytes;
    }

    /** The end of the piece, which begins at {@link #HEADROOM}. */
    int limit() {
        return limit;
    }

    /** Where the line feeds of the piece stand; {@link #lineFeedCount} of them. */
    int[] lineFeeds() {
        return lineFeeds;
    }

    int lineFeedCount() {
        return lineFeedCount;
    }

    /** Whether nothing follows. */
    boolean last() {
        return last;
    }

    /** Fails if the stream failed after this piece. */
    void check() throws IOException {
        if (failure instanceof IOException failed) {
            throw failed;
        }
        if (failure instanceof Error failed) {
            throw failed;
        }
        if (failure != null) {
            throw new IOException("cannot read: " + failure, failure);
        }
    }

    /**
     * Reads the next piece of the stream, and tells whether more may follow. A failure is kept for {@link #check}, beside
     * what was read before it.
     */
    boolean fill(InputStream in) {
        limit = HEADROOM;
        last = false;
        failure = null;
        try {
            while (limit < HEADROOM + CAPACITY) {
                int count = in.read(bytes, limit, HEADROOM + CAPACITY - limit);
                if (count < 0) {
                    last = true;
                    break;
                }
                limit += count;
            }
            for (int more = 1; more < LONGEST_LINE_END && !last && bytes[limit - 1] == '\r'; more++) {
                readOne(in);
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e; // whoever parses, in another thread, must not wait for ever
        }
        indexLineFeeds();
        return !last && failure == null;
    }

    /* So that a carriage return is seen with the line feed that follows it. */
    private void readOne(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            last = true;
        } else {
            bytes[limit++] = (byte) next;
        }
    }

    /*
     * A carriage return that no line feed follows ends a line, too, and is made one. Two before a line feed end one line with it: they
     * are written where a program ends lines in both, to a file that is written as text.
     */
    private void indexLineFeeds() {
        int count = 0;
        for (int p = HEADROOM; p < limit; p += Long.BYTES) {
            long word = (long) LONG.get(bytes, p);
            long found = zeros(word ^ LINE_FEEDS) | zeros(word ^ CARRIAGE_RETURNS);
            while (found != 0) {
                int place = p + (Long.numberOfTrailingZeros(found) >>> 3);
                found &= found - 1;
                if (place < limit && (bytes[place] == '\n' || isAlone(place))) {
                    bytes[place] = '\n';
                    lineFeeds[count++] = place;
                }
            }
        }
        lineFeedCount = count;
    }

    private boolean isAlone(int carriageReturn) {
        int next = carriageReturn + 1;
        if (next == limit || bytes[next] == '\n') {
            return next == limit;
        }
        return bytes[next] != '\r' || next + 1 == limit || bytes[next + 1] != '\n';
    }

    /* The high bit of each byte that is zero, and no other. */
    private static long zeros(long word) {
        return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
    }
}
