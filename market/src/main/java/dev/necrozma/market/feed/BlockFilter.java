package dev.necrozma.market.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that does something to each block that is read of another. A single byte is a block, and there is no going back to a mark. */
abstract class BlockFilter extends FilterInputStream {

    BlockFilter(InputStream in) {
        super(in);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] bytes, int offset, int length) throws IOException;

    @Override
    public final boolean markSupported() {
        return false;
    }
}
