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
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0a0a_0a0a_0a0a_0a0aL;
    private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;

    private final byte[] bytes = new byte[HEADROOM + CAPACITY + PADDING];
    private final int[] lineFeeds = new int[CAPACITY + Long.BYTES];
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
        } catch (IOException | RuntimeException | Error e) {
            failure = e; // whoever parses, in another thread, must not wait for ever
        }
        indexLineFeeds();
        if (lineFeedCount == 0 && endLinesAtCarriageReturns()) {
            indexLineFeeds();
        }
        return !last && failure == null;
    }

    /* Where there is no line feed at all, lines end in carriage returns alone, if in anything. */
    private boolean endLinesAtCarriageReturns() {
        boolean found = false;
        for (int p = HEADROOM; p < limit; p++) {
            if (bytes[p] == '\r') {
                bytes[p] = '\n';
                found = true;
            }
        }
        return found;
    }

    private void indexLineFeeds() {
        int count = 0;
        for (int p = HEADROOM; p < limit; p += Long.BYTES) {
            long difference = (long) LONG.get(bytes, p) ^ LINE_FEEDS;
            /* The high bit of each byte that is a line feed, and no other. */
            long found = ~(((difference & LOW_BITS) + LOW_BITS) | difference | LOW_BITS);
            while (found != 0) {
                lineFeeds[count++] = p + (Long.numberOfTrailingZeros(found) >>> 3);
                found &= found - 1;
            }
        }
        while (count > 0 && lineFeeds[count - 1] >= limit) {
            count--;
        }
        lineFeedCount = count;
    }
}
