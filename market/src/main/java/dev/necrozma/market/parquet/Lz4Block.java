package dev.necrozma.market.parquet;

import java.io.IOException;

/** The block format of LZ4 (lz4/lz4, lz4_Block_format.md), which is Parquet's {@code LZ4_RAW}. */
final class Lz4Block {

    private static final int SHORTEST_MATCH = 4;
    private static final int MORE = 15;

    private final byte[] in;
    private final byte[] out;
    private int from;
    private int to;

    private Lz4Block(byte[] in, int size) {
        this.in = in;
        this.out = new byte[size];
    }

    /**
     * The content of {@code block}.
     *
     * @param size how long it must be
     * @throws IOException if it is not, or the block is damaged
     */
    static byte[] decompress(byte[] block, int size) throws IOException {
        try {
            return new Lz4Block(block, size).decompress();
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("LZ4 page is corrupt", e);
        }
    }

    private byte[] decompress() throws IOException {
        while (from < in.length) {
            int token = in[from++] & 0xff;
            int literals = length(token >>> 4);
            System.arraycopy(in, from, out, to, literals);
            from += literals;
            to += literals;
            if (from == in.length) {
                break; // the last sequence has literals alone
            }
            int distance = (in[from] & 0xff) | (in[from + 1] & 0xff) << 8;
            from += 2;
            if (distance == 0) {
                throw new IOException("LZ4 page is corrupt");
            }
            int match = length(token & MORE) + SHORTEST_MATCH;
            BackReference.copy(out, to, distance, match);
            to += match;
        }
        if (to != out.length) {
            throw new IOException("LZ4 page ends early");
        }
        return out;
    }

    private int length(int nibble) {
        int length = nibble;
        int more = nibble == MORE ? 255 : 0;
        while (more == 255) {
            more = in[from++] & 0xff;
            length += more;
        }
        return length;
    }
}
