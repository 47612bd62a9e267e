package dev.necrozma.market.feed;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Gives a stream block by block. */
interface BlockSource extends Closeable {

    /** The first block. */
    Block first() throws IOException;

    /** The block after {@code used}, which must not be touched any more. */
    Block next(Block used) throws IOException;

    /** Reads a short stream when asked; leaves it to the caller to close. */
    static BlockSource of(InputStream in) {
        return new BlockSource() {
            private @Nullable Block spare;

            @Override
            public Block first() {
                Block block = new Block();
                block.fill(in);
                return block;
            }

            @Override
            public Block next(Block used) {
                Block block = spare == null ? new Block() : spare;
                spare = used;
                block.fill(in);
                return block;
            }

            @Override
            public void close() {}
        };
    }
}
