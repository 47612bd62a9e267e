package dev.necrozma.market.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of one page before compression, in the encodings of Parquet: definition levels and dictionary indices as one run of the
 * hybrid of run lengths and bit packing, truth values as bits. Its array is used again for each page. Used by one thread.
 */
final class PageBuffer {

    /** Indices of dictionaries have at most so many bits. */
    static final int MOST_BITS = 16;

    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Moves the lowest bit of each of eight bytes to the highest byte of a product. */
    private static final long GATHER_BITS = 0x0102040810204080L;

    private static final int MOST_BYTES_A_ROW = 8;
    private static final int MOST_LEVELS_AND_HEADERS = 64;

    private final byte[] bytes;
    private int size;

    /** @param rows how many rows a page has at most */
    PageBuffer(int rows) {
        this.bytes = new byte[rows * MOST_BYTES_A_ROW + rows / 8 + MOST_LEVELS_AND_HEADERS];
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void putInt(int value) {
        INTS.set(bytes, size, value);
        size += Integer.BYTES;
    }

    void putInts(int[] values, int count) {
        for (int i = 0; i < count; i++) {
            INTS.set(bytes, size + i * Integer.BYTES, values[i]);
        }
        size += count * Integer.BYTES;
    }

    void putLongs(long[] values, int count) {
        for (int i = 0; i < count; i++) {
            LONGS.set(bytes, size + i * Long.BYTES, values[i]);
        }
        size += count * Long.BYTES;
    }

    void putBytes(byte[] values, int length) {
        System.arraycopy(values, 0, bytes, size, length);
        size += length;
    }

    /**
     * Puts definition levels of 0 where a float is NaN and 1 elsewhere, and the bits of the others into {@code present}.
     *
     * @return how many are present
     */
    int putLevels(float[] values, int count, int[] present) {
        int start = size;
        putBitPackedHeader(start + Integer.BYTES, count);
        int found = 0;
        int at = size;
        for (int i = 0; i < count; i += 8) {
            int end = Math.min(8, count - i);
            int levels = 0;
            for (int bit = 0; bit < end; bit++) {
                int value = Float.floatToRawIntBits(values[i + bit]);
                // 1 unless it is NaN, without a branch that would be mispredicted.
                int is = ((value & 0x7fffffff) - 0x7f800001) >>> 31;
                present[found] = value;
                found += is;
                levels |= is << bit;
            }
            bytes[at++] = (byte) levels;
        }
        endLevels(start, at, count, found);
        return found;
    }

    /**
     * Puts definition levels of 0 where {@code values} is {@code absent} and 1 elsewhere, and the others into {@code present}.
     *
     * @return how many are present
     */
    int putLevels(byte[] values, int count, byte absent, byte[] present) {
        int start = size;
        putBitPackedHeader(start + Integer.BYTES, count);
        int found = 0;
        int at = size;
        for (int i = 0; i < count; i += 8) {
            int end = Math.min(8, count - i);
            int levels = 0;
            for (int bit = 0; bit < end; bit++) {
                byte value = values[i + bit];
                int is = value == absent ? 0 : 1;
                present[found] = value;
                found += is;
                levels |= is << bit;
            }
            bytes[at++] = (byte) levels;
        }
        endLevels(start, at, count, found);
        return found;
    }

    /** Puts definition levels of 1 for each of so many rows. */
    void putAllPresent(int count) {
        endLevels(size, size, count, count);
    }

    /* Levels follow their length in four bytes. If they are all the same, a run takes the place of those that end at end. */
    private void endLevels(int start, int end, int count, int found) {
        size = end;
        if (found == 0 || found == count) {
            size = start + Integer.BYTES;
            putRun(found == 0 ? 0 : 1, 1, count);
        }
        INTS.set(bytes, start, size - start - Integer.BYTES);
    }

    private void putBitPackedHeader(int at, int count) {
        size = at;
        putVarInt((((count + 7) >>> 3) << 1) | 1);
    }

    private void putRun(int value, int bits, int count) {
        putVarInt(count << 1);
        for (int shift = 0; shift < bits; shift += 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void putVarInt(int value) {
        int rest = value;
        while (rest >= 0x80) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /**
     * So many bits make an index into a dictionary of {@code entries}: a power of two, which Parquet leaves to the writer. As indices
     * then do not straddle bytes, equal rows look equal to the compressor, which takes back more than the wider indices cost.
     */
    static int bits(int entries) {
        int bits = entries <= 1 ? 0 : 1;
        while (bits > 0 && entries > 1 << bits) {
            bits <<= 1;
        }
        return bits;
    }

    /** Puts indices into a dictionary of {@code entries}, at most 65,536. */
    void putIndices(int[] indices, int count, int entries) {
        int bits = bits(entries);
        bytes[size++] = (byte) bits;
        if (bits == 0) {
            putRun(0, 0, count);
            return;
        }
        putBitPackedHeader(size, count);
        int from = size;
        int groups = (count + 7) >>> 3;
        size += groups * bits;
        if (bits == MOST_BITS) {
            for (int i = 0; i < count; i++) {
                SHORTS.set(bytes, from + 2 * i, (short) indices[i]);
            }
            clear(from + 2 * count);
        } else {
            pack(indices, count, bits, from);
        }
    }

    private void pack(int[] indices, int count, int bits, int from) {
        int perByte = 8 / bits;
        int at = from;
        int i = 0;
        for (; i + perByte <= count; i += perByte) {
            int packed = 0;
            for (int k = 0; k < perByte; k++) {
                packed |= indices[i + k] << (k * bits);
            }
            bytes[at++] = (byte) packed;
        }
        if (i < count) {
            int packed = 0;
            for (int shift = 0; i < count; i++, shift += bits) {
                packed |= indices[i] << shift;
            }
            bytes[at++] = (byte) packed;
        }
        clear(at);
    }

    /** Puts indices into a dictionary of three or four entries. */
    void putIndices(byte[] indices, int count) {
        bytes[size++] = 2;
        putBitPackedHeader(size, count);
        int at = size;
        size += 2 * ((count + 7) >>> 3);
        int i = 0;
        for (; i + 8 <= count; i += 8, at += 2) {
            long pairs = (long) LONGS.get(indices, i);
            pairs |= pairs >>> 6;
            pairs &= 0x000F000F000F000FL;
            pairs |= pairs >>> 12;
            pairs &= 0x000000FF000000FFL;
            SHORTS.set(bytes, at, (short) (pairs | (pairs >>> 24)));
        }
        clear(at);
        for (int k = 0; i < count; i++, k++) {
            bytes[at + (k >>> 2)] |= (byte) (indices[i] << ((k & 3) * 2));
        }
    }

    /** Puts a bit for each value, which is 0 or 1. */
    void putBits(byte[] values, int count) {
        int at = size;
        size += (count + 7) >>> 3;
        int i = 0;
        for (; i + 8 <= count; i += 8) {
            bytes[at++] = (byte) (((long) LONGS.get(values, i) * GATHER_BITS) >>> 56);
        }
        clear(at);
        for (int bit = 0; i < count; i++, bit++) {
            bytes[at] |= (byte) (values[i] << bit);
        }
    }

    /* The array has what earlier pages left in it. */
    private void clear(int from) {
        for (int i = from; i < size; i++) {
            bytes[i] = 0;
        }
    }
}
