package dev.necrozma.market.tick;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The stored form of a series: a column of times, then columns of prices.
 *
 * <pre>
 * 4 bytes  "NZMS"
 * 1        version, 1
 * 1        kind: 1 ticks, 2 bars
 * 1        decimals, −1 to 10
 * 2        minutes of a bar, 0 for ticks
 * 4        rows
 * 4        length of the columns
 * …        the columns, as one zstd frame
 * 4        CRC-32C of all bytes before
 * </pre>
 *
 * Numbers are little-endian. In the columns, a number is seven bits a byte, low bits first, the sign moved to bit 0. Times: their
 * unit in nanoseconds, a power of 1000, and the differences from row to row in it. A column of prices: a byte; if 0, each price
 * is a whole number of points over 10^decimals, told as its difference from the row before (first column) or from the first
 * column (others); if 1, eight bytes a price, its bits.
 */
final class SeriesBytes {

    private static final int MAGIC = 0x534d5a4e;
    private static final byte VERSION = 1;
    private static final int HEADER = 17;
    private static final int TRAILER = Integer.BYTES;
    private static final int MAX_NUMBER = 10;
    private static final int LEVEL = 3;
    private static final long MAX_POINTS = 1L << 53;
    private static final long LARGEST_UNIT = 1_000_000_000;
    private static final byte SCALED = 0;
    private static final byte RAW = 1;

    private final byte kind;
    private final int minutes;
    private final int decimals;
    private final int size;
    private final long[] times;
    private final double[][] prices;

    SeriesBytes(byte kind, int minutes, int decimals, int size, long[] times, double[][] prices) {
        this.kind = kind;
        this.minutes = minutes;
        this.decimals = decimals;
        this.size = size;
        this.times = times;
        this.prices = prices;
    }

    int minutes() {
        return minutes;
    }

    int decimals() {
        return decimals;
    }

    int size() {
        return size;
    }

    long[] times() {
        return times;
    }

    double[][] prices() {
        return prices;
    }

    static void write(SeriesBytes series, OutputStream out) throws IOException {
        byte[] columns = new byte[Math.toIntExact(maxLength(series.size, series.prices.length))];
        int length = new Writer(columns, series).write();
        byte[] bytes = new byte[Math.toIntExact(HEADER + Zstd.compressBound(length) + TRAILER)];
        long packed = Zstd.compressByteArray(bytes, HEADER, bytes.length - HEADER, columns, 0, length, LEVEL);
        if (Zstd.isError(packed)) {
            throw new IOException("cannot compress a series: " + Zstd.getErrorName(packed));
        }
        int end = HEADER + (int) packed;
        little(bytes)
                .putInt(MAGIC)
                .put(VERSION)
                .put(series.kind)
                .put((byte) series.decimals)
                .putShort((short) series.minutes)
                .putInt(series.size)
                .putInt(length)
                .putInt(end, checksum(bytes, end));
        out.write(bytes, 0, end + TRAILER);
    }

    /** Reads a series of {@code kind} with {@code priceColumns} columns beside the times. */
    static SeriesBytes read(byte[] bytes, byte kind, int priceColumns) throws IOException {
        if (bytes.length < HEADER + TRAILER) {
            throw new IOException("not a stored series: " + bytes.length + " bytes");
        }
        int end = bytes.length - TRAILER;
        ByteBuffer header = little(bytes);
        if (header.getInt() != MAGIC || header.get() != VERSION) {
            throw new IOException("not a stored series of version " + VERSION);
        }
        /* Nothing below is believed, nor any memory taken for it, before the checksum agrees. */
        if (header.getInt(end) != checksum(bytes, end)) {
            throw new IOException("a stored series is damaged: its checksum is wrong");
        }
        byte storedKind = header.get();
        int decimals = header.get();
        int minutes = header.getShort();
        int size = header.getInt();
        int length = header.getInt();
        if (storedKind != kind) {
            throw new IOException("a stored series of kind " + storedKind + ", not " + kind);
        }
        if (decimals < TickSeries.NOT_DECIMAL
                || decimals > 10
                || size < 0
                || length < (1L + priceColumns) * size
                || length > maxLength(size, priceColumns)) {
            throw new IOException("a stored series has an impossible header");
        }
        byte[] columns = unpack(bytes, end, length);
        SeriesBytes series =
                new SeriesBytes(kind, minutes, decimals, size, new long[size], new double[priceColumns][size]);
        new Reader(columns, series).read();
        return series;
    }

    private static byte[] unpack(byte[] bytes, int end, int length) throws IOException {
        try {
            byte[] columns = Zstd.decompress(Arrays.copyOfRange(bytes, HEADER, end), length);
            if (columns.length == length) {
                return columns;
            }
        } catch (ZstdException e) {
            throw new IOException("a stored series is damaged: " + e.getMessage(), e);
        }
        throw new IOException("a stored series is shorter than it says");
    }

    private static long maxLength(int size, int priceColumns) {
        return (long) MAX_NUMBER * (1 + size) + (long) priceColumns * (1 + (long) MAX_NUMBER * size);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int checksum(byte[] bytes, int end) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, end);
        return (int) crc.getValue();
    }

    /* 10^decimals, exact. */
    private static double scale(int decimals) {
        double scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        return scale;
    }

    /** Fills the columns of a series into bytes that are long enough. */
    private static final class Writer {

        private final byte[] bytes;
        private final SeriesBytes series;
        private int at;

        Writer(byte[] bytes, SeriesBytes series) {
            this.bytes = bytes;
            this.series = series;
        }

        int write() {
            writeTimes();
            long[] first = {};
            for (double[] column : series.prices) {
                long[] points = points(column);
                writePrices(column, points, first);
                first = first.length == 0 ? points : first;
            }
            return at;
        }

        private void writeTimes() {
            long unit = LARGEST_UNIT;
            for (int i = 0; i < series.size; i++) {
                while (series.times[i] % unit != 0) {
                    unit /= 1000;
                }
            }
            writeNumber(unit);
            long previous = 0;
            for (int i = 0; i < series.size; i++) {
                long time = series.times[i] / unit;
                writeNumber(time - previous);
                previous = time;
            }
        }

        private void writePrices(double[] prices, long[] points, long[] first) {
            if (points.length < series.size) {
                bytes[at++] = RAW;
                ByteBuffer raw = little(bytes).position(at);
                for (int i = 0; i < series.size; i++) {
                    raw.putLong(Double.doubleToRawLongBits(prices[i]));
                }
                at = raw.position();
                return;
            }
            bytes[at++] = SCALED;
            long previous = 0;
            for (int i = 0; i < series.size; i++) {
                writeNumber(points[i] - (first.length == 0 ? previous : first[i]));
                previous = points[i];
            }
        }

        /* The prices as whole points; empty unless each comes back bit for bit. */
        private long[] points(double[] prices) {
            if (series.decimals < 0) {
                return new long[0];
            }
            double scale = scale(series.decimals);
            long[] points = new long[series.size];
            for (int i = 0; i < series.size; i++) {
                points[i] = Math.round(prices[i] * scale);
                boolean same = Double.doubleToRawLongBits(points[i] / scale) == Double.doubleToRawLongBits(prices[i]);
                if (!same || Math.abs(points[i]) > MAX_POINTS) {
                    return new long[0];
                }
            }
            return points;
        }

        private void writeNumber(long value) {
            long rest = (value << 1) ^ (value >> 63);
            while ((rest & ~0x7fL) != 0) {
                bytes[at++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[at++] = (byte) rest;
        }
    }

    /** Fills the columns of a series from bytes. */
    private static final class Reader {

        private final byte[] bytes;
        private final SeriesBytes series;
        private int at;

        Reader(byte[] bytes, SeriesBytes series) {
            this.bytes = bytes;
            this.series = series;
        }

        void read() throws IOException {
            try {
                readTimes();
                long[] first = {};
                for (double[] column : series.prices) {
                    first = readPrices(column, first);
                }
            } catch (IndexOutOfBoundsException e) {
                throw new IOException("a stored series is damaged: its columns end early", e);
            }
            if (at != bytes.length) {
                throw new IOException("a stored series is damaged: bytes follow its columns");
            }
        }

        private void readTimes() {
            long unit = readNumber();
            long time = 0;
            for (int i = 0; i < series.size; i++) {
                time += readNumber();
                series.times[i] = time * unit;
            }
        }

        private long[] readPrices(double[] column, long[] first) throws IOException {
            byte form = bytes[at++];
            if (form == RAW) {
                ByteBuffer raw = little(bytes).position(at);
                if (raw.remaining() < (long) Long.BYTES * series.size) {
                    throw new IOException("a stored series is damaged: its columns end early");
                }
                for (int i = 0; i < series.size; i++) {
                    column[i] = Double.longBitsToDouble(raw.getLong());
                }
                at = raw.position();
                return first;
            }
            if (form != SCALED || series.decimals < 0) {
                throw new IOException("a stored series is damaged: a column of form " + form);
            }
            return readPoints(column, first);
        }

        private long[] readPoints(double[] column, long[] first) {
            double scale = scale(series.decimals);
            long[] points = first.length == 0 ? new long[series.size] : first;
            long previous = 0;
            for (int i = 0; i < series.size; i++) {
                long difference = readNumber();
                if (first.length == 0) {
                    previous += difference;
                    points[i] = previous;
                    column[i] = previous / scale;
                } else {
                    column[i] = (first[i] + difference) / scale;
                }
            }
            return points;
        }

        private long readNumber() {
            long value = bytes[at++];
            if (value < 0) {
                value &= 0x7f;
                int shift = 7;
                byte next;
                do {
                    next = bytes[at++];
                    value |= (long) (next & 0x7f) << shift;
                    shift += 7;
                } while (next < 0);
            }
            return (value >>> 1) ^ -(value & 1);
        }
    }
}
