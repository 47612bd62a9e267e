package dev.necrozma.market.universe;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * The stored form of a {@link ContextTable}: the same bytes for the same table.
 *
 * <p>Layout, big-endian: magic {@code NZCX}, version (1 byte), interval in minutes (2 bytes), candles of a context (2 bytes), rows
 * (4 bytes), features (2 bytes); the block of times; for each feature name, unit and reference (each 2 bytes of length, then
 * UTF-8) and its block; the CRC-32C (4 bytes) of everything before it. A block is the length of a zstd frame (4 bytes) and the
 * frame. The times' holds, in eight planes, the difference of each from the one before (of the first, from 0) in nanoseconds:
 * plane {@code k} has byte {@code k} of each number, lowest first. A feature's holds its values in four planes (a 32-bit float's
 * bits; of a null, 0), then the bitmap of nulls, 8 bytes for 64 rows, bit {@code i % 64} for row {@code i}.
 */
public final class ContextCodec {

    private static final int MAGIC = 0x4E5A4358;
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 4 + 1 + 2 + 2 + 4 + 2;
    private static final int CHECKSUM_BYTES = 4;
    private static final int ZSTD_LEVEL = 1;

    private ContextCodec() {}

    /** Writes a table; does not close the stream. */
    public static void encode(ContextTable table, OutputStream out) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
        DataOutputStream data = new DataOutputStream(checked);
        data.writeInt(MAGIC);
        data.writeByte(VERSION);
        data.writeShort(table.intervalMinutes());
        data.writeShort(table.candles());
        data.writeInt(table.size());
        data.writeShort(table.features().size());
        writeBlock(times(table), data);
        for (FeatureColumn feature : table.features()) {
            writeText(feature.name(), data);
            writeText(feature.unit(), data);
            writeText(feature.reference(), data);
            writeBlock(values(feature, table.size()), data);
        }
        data.flush();
        data.writeInt((int) checked.getChecksum().getValue());
        data.flush();
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static void writeBlock(byte[] block, DataOutputStream out) throws IOException {
        byte[] frame = Zstd.compress(block, ZSTD_LEVEL);
        out.writeInt(frame.length);
        out.write(frame);
    }

    private static byte[] times(ContextTable table) {
        int rows = table.size();
        byte[] block = new byte[Long.BYTES * rows];
        long before = 0;
        for (int i = 0; i < rows; i++) {
            putPlanes(table.timeNanos(i) - before, Long.BYTES, rows, i, block);
            before = table.timeNanos(i);
        }
        return block;
    }

    private static byte[] values(FeatureColumn feature, int rows) {
        byte[] block = new byte[Float.BYTES * rows + Long.BYTES * FeatureColumn.words(rows)];
        int nulls = Float.BYTES * rows;
        for (int i = 0; i < rows; i++) {
            if (feature.isNull(i)) {
                block[nulls + (i >>> 3)] |= (byte) (1 << (i & 7));
            } else {
                putPlanes(Float.floatToRawIntBits(feature.value(i)), Float.BYTES, rows, i, block);
            }
        }
        return block;
    }

    private static void putPlanes(long number, int planes, int rows, int row, byte[] block) {
        for (int plane = 0; plane < planes; plane++) {
            block[plane * rows + row] = (byte) (number >>> (Byte.SIZE * plane));
        }
    }

    private static long planes(byte[] block, int planes, int rows, int row) {
        long number = 0;
        for (int plane = 0; plane < planes; plane++) {
            number |= (block[plane * rows + row] & 0xFFL) << (Byte.SIZE * plane);
        }
        return number;
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IOException if the bytes are anything else
     */
    public static ContextTable decode(byte[] bytes) throws IOException {
        if (bytes.length < HEADER_BYTES + CHECKSUM_BYTES) {
            throw new IOException("not stored contexts: " + bytes.length + " bytes");
        }
        ByteBuffer file = ByteBuffer.wrap(bytes);
        if (file.getInt() != MAGIC || file.get() != VERSION) {
            throw new IOException("not stored contexts of version " + VERSION);
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - CHECKSUM_BYTES);
        if (file.getInt(bytes.length - CHECKSUM_BYTES) != (int) checksum.getValue()) {
            throw new IOException("stored contexts are damaged: their checksum is wrong");
        }
        try {
            return read(file);
        } catch (ZstdException | BufferUnderflowException | IndexOutOfBoundsException wrong) {
            throw new IOException("stored contexts are damaged: " + wrong.getMessage(), wrong);
        }
    }

    private static ContextTable read(ByteBuffer file) {
        int interval = file.getShort();
        int candles = file.getShort();
        int rows = file.getInt();
        int features = file.getShort();
        byte[] differences = readBlock(file, Long.BYTES * rows);
        long[] times = new long[rows];
        long before = 0;
        for (int i = 0; i < rows; i++) {
            before += planes(differences, Long.BYTES, rows, i);
            times[i] = before;
        }
        List<FeatureColumn> columns = new ArrayList<>();
        for (int i = 0; i < features; i++) {
            columns.add(readFeature(file, rows));
        }
        return new ContextTable(interval, candles, times, columns);
    }

    private static FeatureColumn readFeature(ByteBuffer file, int rows) {
        String name = readText(file);
        String unit = readText(file);
        String reference = readText(file);
        byte[] block = readBlock(file, Float.BYTES * rows + Long.BYTES * FeatureColumn.words(rows));
        float[] values = new float[rows];
        long[] nulls = new long[FeatureColumn.words(rows)];
        for (int i = 0; i < rows; i++) {
            values[i] = Float.intBitsToFloat((int) planes(block, Float.BYTES, rows, i));
            long isNull = (long) block[Float.BYTES * rows + (i >>> 3)] >>> (i & 7) & 1;
            nulls[i >>> 6] |= isNull << (i & 63);
        }
        return new FeatureColumn(name, unit, reference, values, FeatureColumn.orNone(nulls));
    }

    private static String readText(ByteBuffer file) {
        byte[] text = new byte[file.getShort()];
        file.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte[] readBlock(ByteBuffer file, int length) {
        byte[] frame = new byte[file.getInt()];
        file.get(frame);
        return Zstd.decompress(frame, length);
    }
}
