package dev.necrozma.market.label;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * First passages of one barrier in their stored form, of which each chunk can be decoded by itself.
 *
 * <p>Layout, big-endian: magic {@code NZFP}, version (1 byte), entries (4 bytes), entries a chunk (4 bytes); for each chunk the
 * length of its numbers (4 bytes), the length of the zstd frame that holds them (4 bytes), and the frame; the CRC-32C (4 bytes) of
 * everything before it. A number is 0 for an entry that never reaches the barrier; else 1 plus the difference from the last index
 * before it (at first from the chunk's first entry) with the sign moved to bit 0. It is written with seven bits a byte, low bits
 * first.
 */
public final class StoredPassages {

    private static final int MAGIC = 0x4E5A4650;
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 4 + 1 + 4 + 4;
    private static final int CHECKSUM_BYTES = 4;
    private static final int MOST_BYTES_A_NUMBER = 5;
    private static final int ZSTD_LEVEL = 3;

    private final byte[] bytes;
    private final int entries;
    private final int[] frames;

    private StoredPassages(byte[] bytes, int entries, int[] frames) {
        this.bytes = bytes;
        this.entries = entries;
        this.frames = frames;
    }

    /**
     * Finds the first passages of a barrier, chunk by chunk, and writes them; does not close the stream.
     *
     * @return how many entries reach the barrier
     */
    public static long write(LabelSeries series, Barrier barrier, OutputStream out) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
        DataOutputStream data = new DataOutputStream(checked);
        data.writeInt(MAGIC);
        data.writeByte(VERSION);
        data.writeInt(series.size());
        data.writeInt(LabelSeries.CHUNK);
        byte[] numbers = new byte[LabelSeries.CHUNK * MOST_BYTES_A_NUMBER];
        long reached = 0;
        for (int chunk = 0; chunk < series.chunks(); chunk++) {
            int[] first = FirstPassages.find(series, barrier, chunk);
            reached +=
                    Arrays.stream(first).filter(at -> at != FirstPassages.NEVER).count();
            int length = encode(first, series.chunkStart(chunk), numbers);
            byte[] frame = Zstd.compress(Arrays.copyOf(numbers, length), ZSTD_LEVEL);
            data.writeInt(length);
            data.writeInt(frame.length);
            data.write(frame);
        }
        data.flush();
        int checksum = (int) checked.getChecksum().getValue();
        data.writeInt(checksum);
        data.flush();
        return reached;
    }

    private static int encode(int[] first, int base, byte[] numbers) {
        int length = 0;
        int last = base;
        for (int at : first) {
            int number = 0;
            if (at != FirstPassages.NEVER) {
                int difference = at - last;
                number = ((difference << 1) ^ (difference >> 31)) + 1;
                last = at;
            }
            while ((number & ~0x7f) != 0) {
                numbers[length++] = (byte) (number | 0x80);
                number >>>= 7;
            }
            numbers[length++] = (byte) number;
        }
        return length;
    }

    /**
     * Takes what {@link #write} wrote, without decoding any chunk.
     *
     * @throws IOException if the bytes are none of that, are damaged, or belong to another number of entries
     */
    public static StoredPassages read(byte[] bytes, LabelSeries series) throws IOException {
        if (bytes.length < HEADER_BYTES + CHECKSUM_BYTES) {
            throw new IOException("not stored first passages: " + bytes.length + " bytes");
        }
        ByteBuffer file = ByteBuffer.wrap(bytes);
        if (file.getInt() != MAGIC || file.get() != VERSION) {
            throw new IOException("not stored first passages of version " + VERSION);
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - CHECKSUM_BYTES);
        if (file.getInt(bytes.length - CHECKSUM_BYTES) != (int) checksum.getValue()) {
            throw new IOException("stored first passages are damaged: their checksum is wrong");
        }
        int entries = file.getInt();
        int chunkSize = file.getInt();
        if (entries != series.size() || chunkSize != LabelSeries.CHUNK) {
            throw new IOException("stored first passages are those of " + entries + " entries in chunks of " + chunkSize
                    + ", not of " + series.size() + " in chunks of " + LabelSeries.CHUNK);
        }
        int[] frames = new int[series.chunks()];
        int at = HEADER_BYTES;
        for (int chunk = 0; chunk < frames.length; chunk++) {
            frames[chunk] = at;
            at += 2 * Integer.BYTES + file.getInt(at + Integer.BYTES);
        }
        return new StoredPassages(bytes, entries, frames);
    }

    /** The index of the path point or {@link FirstPassages#NEVER}, for each entry of a chunk. */
    public int[] chunk(int chunk) {
        int from = chunk * LabelSeries.CHUNK;
        int[] first = new int[Math.min(LabelSeries.CHUNK, entries - from)];
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int at = frames[chunk];
        byte[] frame = Arrays.copyOfRange(
                bytes, at + 2 * Integer.BYTES, at + 2 * Integer.BYTES + file.getInt(at + Integer.BYTES));
        try {
            decode(Zstd.decompress(frame, file.getInt(at)), first, from);
        } catch (ZstdException | ArrayIndexOutOfBoundsException wrong) {
            throw new IllegalStateException("first passages were stored wrong: " + wrong.getMessage(), wrong);
        }
        return first;
    }

    private static void decode(byte[] numbers, int[] first, int base) {
        int next = 0;
        int last = base;
        for (int i = 0; i < first.length; i++) {
            int number = 0;
            int shift = 0;
            byte part;
            do {
                part = numbers[next++];
                number |= (part & 0x7f) << shift;
                shift += 7;
            } while (part < 0);
            if (number == 0) {
                first[i] = FirstPassages.NEVER;
            } else {
                int zigzag = number - 1;
                last += (zigzag >>> 1) ^ -(zigzag & 1);
                first[i] = last;
            }
        }
    }
}
