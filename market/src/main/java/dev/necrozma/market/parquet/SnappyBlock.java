package dev.necrozma.market.parquet;

import java.io.IOException;

/** The block format of Snappy (google/snappy, format_description.txt), which pandas compresses Parquet pages with. */
final class SnappyBlock {

    private final byte[] in;
    private final byte[] out;
    private int from;
    private int to;

    private SnappyBlock(byte[] in, int size) {
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
            return new SnappyBlock(block, size).decompress();
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("Snappy page is corrupt", e);
        }
    }

    private byte[] decompress() throws IOException {
        if (length() != out.length) {
            throw new IOException("Snappy page has another length than stated");
        }
        while (from < in.length) {
            int tag = in[from++] & 0xff;
            switch (tag & 3) {
                case 0:
                    literal(tag >>> 2);
                    break;
                case 1:
                    copy((tag >>> 5 << 8) | number(1), 4 + (tag >>> 2 & 7));
                    break;
                case 2:
                    copy(number(2), 1 + (tag >>> 2));
                    break;
                default:
                    copy(number(4), 1 + (tag >>> 2));
            }
        }
        if (to != out.length) {
            throw new IOException("Snappy page ends early");
        }
        return out;
    }

    private int length() {
        int length = 0;
        int shift = 0;
        int part;
        do {
            part = in[from++];
            length |= (part & 0x7f) << shift;
            shift += 7;
        } while (part < 0 && shift < 35);
        return length;
    }

    private void literal(int code) {
        int length = code < 60 ? code + 1 : number(code - 59) + 1;
        System.arraycopy(in, from, out, to, length);
        from += length;
        to += length;
    }

    private void copy(int distance, int length) {
        if (distance <= 0) {
            throw new IndexOutOfBoundsException(distance);
        }
        BackReference.copy(out, to, distance, length);
        to += length;
    }

    private int number(int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in[from++] & 0xff) << (8 * i);
        }
        return value;
    }
}
