package dev.necrozma.engine.disk;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside the heap for one disk to read and write past the system's cache, in pieces that begin at a whole block. At most a sixteenth of what the
 * heap may take, and 32 MiB; what was taken once is kept for the next. Safe for use by several threads.
 */
final class Pieces {

    static final int BYTES = 1 << 20;

    /* Of every device and file system in use; where blocks are larger, writing past the cache is refused, which is no harm. */
    static final int BLOCK = 4096;

    private static final int MOST = 32;
    private static final int HEAP_PARTS = 16;

    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private int unmade;
    private boolean givenUp;

    Pieces() {
        this(Math.toIntExact(Math.min(MOST, Runtime.getRuntime().maxMemory() / HEAP_PARTS / BYTES)));
    }

    Pieces(int most) {
        this.unmade = most;
    }

    /** An empty piece; null if all are in use. */
    synchronized @Nullable ByteBuffer take() {
        ByteBuffer piece = free.poll();
        if (piece == null && unmade > 0) {
            try {
                piece = ByteBuffer.allocateDirect(BYTES + BLOCK).alignedSlice(BLOCK);
                unmade--;
            } catch (OutOfMemoryError enoughMade) {
                unmade = 0;
            }
        }
        return piece == null ? null : piece.clear().limit(BYTES);
    }

    /** Takes back a piece, which nobody has any more. */
    synchronized void give(ByteBuffer piece) {
        if (!givenUp) {
            free.push(piece);
        }
    }

    /** There will be none any more, as the system refuses what they are for. */
    synchronized void giveUp() {
        givenUp = true;
        unmade = 0;
        free.clear();
    }
}
