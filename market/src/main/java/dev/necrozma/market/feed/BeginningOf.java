package dev.necrozma.market.feed;

import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream up to a line's end, as if it ended there. */
final class BeginningOf extends BlockFilter {

    private long left;
    private boolean ended;

    /** @param bytes how many there are at least, if the stream has them */
    BeginningOf(InputStream in, long bytes) {
        super(in);
        this.left = bytes;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        int count = in.read(bytes, offset, left > 0 ? (int) Math.min(length, left) : 1);
        left -= Math.max(0, count);
        ended = count < 0 || (left <= 0 && bytes[offset + count - 1] == '\n');
        return count;
    }
}
