package dev.necrozma.market.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * How much room decoding a page of a column takes. Numbers in a page say how many values follow, and Parquet makes the room that they
 * say: here they are compared with the number of values that the page has. Nothing else of a page is looked at.
 */
final class PageBounds {

    /* Runs are filled up to whole groups of eight by the format, of 32 by DuckDB. */
    private static final int MOST_PADDING = 1024;
    /* Writers take 128 to 2048. */
    private static final int MOST_BLOCK_VALUES = 1 << 14;

    private final PrimitiveType type;
    private final int levelWidth;
    private final long mostPageBytes;

    PageBounds(ColumnDescriptor column, long mostPageBytes) {
        this.type = column.getPrimitiveType();
        this.levelWidth = Integer.SIZE - Integer.numberOfLeadingZeros(column.getMaxDefinitionLevel());
        this.mostPageBytes = mostPageBytes;
    }

    void requireDictionary(ByteBuffer page, int entries) throws IOException {
        ByteBuffer bytes = little(page);
        int least = switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> 1;
            case INT32, FLOAT, BINARY -> 4;
            case INT64, DOUBLE -> 8;
            case INT96 -> 12;
            case FIXED_LEN_BYTE_ARRAY -> type.getTypeLength();
        };
        require(least > 0 && entries >= 0 && entries <= bytes.remaining() / least);
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY) {
            for (int i = 0; i < entries; i++) {
                VarInt.skip(bytes, bytes.getInt());
            }
        }
    }

    /** A page of the first version, which has levels and values in one. */
    void requirePage(ByteBuffer page, int count, Encoding repetitions, Encoding definitions, Encoding values)
            throws IOException {
        ByteBuffer bytes = little(page);
        require(areOfLevels(repetitions) && areOfLevels(definitions));
        if (levelWidth > 0 && definitions == Encoding.RLE) {
            int length = bytes.getInt();
            ByteBuffer levels = bytes.slice();
            VarInt.skip(bytes, length);
            requireRuns(levels.limit(length), levelWidth, count);
        } else {
            VarInt.skip(bytes, Math.min(bytes.remaining(), Math.toIntExact((count * (long) levelWidth + 7) / 8)));
        }
        requireValues(values, bytes, count);
    }

    /** A page of the second version. */
    void requirePage(ByteBuffer definitions, ByteBuffer values, int count, Encoding encoding) throws IOException {
        if (levelWidth > 0) {
            requireRuns(little(definitions), levelWidth, count);
        }
        requireValues(encoding, little(values), count);
    }

    @SuppressWarnings("deprecation") // of the format, but files have it
    private static boolean areOfLevels(Encoding encoding) {
        return encoding == Encoding.RLE || encoding == Encoding.BIT_PACKED;
    }

    private void requireValues(Encoding encoding, ByteBuffer bytes, int count) throws IOException {
        if (!bytes.hasRemaining()) {
            return; // all are null
        }
        if (encoding.usesDictionary()) {
            requireRuns(bytes, bytes.get() & 0xff, count);
        } else if (encoding == Encoding.DELTA_BINARY_PACKED || encoding == Encoding.DELTA_LENGTH_BYTE_ARRAY) {
            requireDeltas(bytes, count);
        } else if (encoding == Encoding.DELTA_BYTE_ARRAY) {
            requireTexts(bytes, count);
        }
    }

    private static void requireRuns(ByteBuffer bytes, int width, int count) throws IOException {
        long left = count;
        while (left > 0 && bytes.hasRemaining()) {
            int head = VarInt.read(bytes);
            int length = head >>> 1;
            if (length == 0) {
                return; // Parquet reads none after this
            }
            if ((head & 1) == 0) {
                VarInt.skip(bytes, Math.min(bytes.remaining(), (width + 7) / 8));
                left -= length;
            } else {
                left -= 8L * length;
                require(left >= -MOST_PADDING);
                VarInt.skip(bytes, (int) Math.min(bytes.remaining(), (long) length * width));
            }
        }
    }

    /* How many there are. */
    private static int requireDeltas(ByteBuffer bytes, int count) throws IOException {
        int block = VarInt.read(bytes);
        int parts = VarInt.read(bytes);
        int total = VarInt.read(bytes);
        require(block <= MOST_BLOCK_VALUES && parts > 0 && parts <= block && total <= count);
        return total;
    }

    /* Each begins as the one before it does, as far as is said, and is longer than what the page has of it. */
    private void requireTexts(ByteBuffer bytes, int count) throws IOException {
        ValuesReader prefixes = new DeltaBinaryPackingValuesReader();
        ValuesReader suffixes = new DeltaBinaryPackingValuesReader();
        ByteBufferInputStream in = ByteBufferInputStream.wrap(bytes.duplicate());
        int total = requireDeltas(bytes.duplicate(), count);
        prefixes.initFromPage(count, in);
        VarInt.skip(bytes, (int) in.position());
        total = Math.min(total, requireDeltas(bytes, count));
        suffixes.initFromPage(count, in);
        long length = 0;
        for (int i = 0; i < total; i++) {
            int prefix = prefixes.readInteger();
            int suffix = suffixes.readInteger();
            length += (long) prefix + suffix;
            require(prefix >= 0 && suffix >= 0 && length <= mostPageBytes);
        }
    }

    private static ByteBuffer little(ByteBuffer bytes) {
        return bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void require(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("a page states more values than it has");
        }
    }
}
