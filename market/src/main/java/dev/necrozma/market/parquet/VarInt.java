package dev.necrozma.market.parquet;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Unsigned numbers, seven bits in a byte, the lowest first. */
final class VarInt {

    private VarInt() {}

    /** @throws IOException if it is more than an int holds, which no size in Parquet is */
    static int read(ByteBuffer bytes) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int part = bytes.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                if (value > Integer.MAX_VALUE) {
                    break;
                }
                return (int) value;
            }
        }
        throw new IOException("a size that is too large");
    }

    /** Moves by {@code count}. */
    static void skip(ByteBuffer bytes, int count) {
        if (count < 0 || count > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        bytes.position(bytes.position() + count);
    }
}
