package dev.necrozma.market.candle;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.necrozma.market.tick.TickSeries;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The stored form of a {@link CandleSeries}: every price to its last bit, and the same bytes for the same candles.
 *
 * <p>Layout, big-endian: magic {@code NZCD}, version (1 byte), flags (1 byte: 1 ticks, 2 last candle complete), decimals
 * (1 byte), interval in minutes (2 bytes), pip size (8 bytes, double), number of candles (4 bytes), length of the columns
 * (4 bytes), the columns in one zstd frame, and the CRC-32C (4 bytes) of everything before it.
 *
 * <p>A column is a list of integers in zigzag form: a byte says how many planes it has, plane {@code k} then holds byte
 * {@code k} of each integer, lowest first. Columns: time in intervals, as difference from the previous; then in half-points
 * of the decimals open minus previous close, close minus open, high minus open, open minus low; then for each of open, high, low,
 * close how many representable doubles the price is away from the one nearest to its half-points; with ticks the count, sum of
 * spreads and largest spread.
 */
public final class CandleCodec {

    private static final int MAGIC = 0x4E5A4344;
    private static final byte VERSION = 1;
    private static final int FLAG_TICKS = 1;
    private static final int FLAG_LAST_COMPLETE = 2;
    private static final int HEADER_BYTES = 4 + 1 + 1 + 1 + 2 + 8 + 4 + 4;
    private static final int CHECKSUM_BYTES = 4;
    private static final int ZSTD_LEVEL = 3;
    private static final int PRICE_COLUMNS = 9;
    private static final int TICK_COLUMNS = 3;
    private static final int BINARY_PLACES = 12;

    private CandleCodec() {}

    /** Writes a series; does not close the stream. */
    public static void encode(CandleSeries candles, OutputStream out) throws IOException {
        byte[] columns = columns(candles);
        byte[] frame = Zstd.compress(columns, ZSTD_LEVEL);
        int flags = (candles.hasTicks() ? FLAG_TICKS : 0) | (candles.lastComplete() ? FLAG_LAST_COMPLETE : 0);
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + frame.length + CHECKSUM_BYTES);
        file.putInt(MAGIC)
                .put(VERSION)
                .put((byte) flags)
                .put((byte) candles.decimals())
                .putShort((short) candles.intervalMinutes())
                .putDouble(candles.pipSize())
                .putInt(candles.size())
                .putInt(columns.length)
                .put(frame);
        file.putInt(checksum(file.array(), file.position()));
        out.write(file.array());
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IOException if the bytes are anything else
     */
    public static CandleSeries decode(byte[] bytes) throws IOException {
        if (bytes.length < HEADER_BYTES + CHECKSUM_BYTES) {
            throw new IOException("candles are truncated: " + bytes.length + " bytes");
        }
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int end = bytes.length - CHECKSUM_BYTES;
        if (file.getInt() != MAGIC) {
            throw new IOException("not a candle file: wrong first bytes");
        }
        int version = file.get();
        if (version != VERSION) {
            throw new IOException("candles of an unknown format version: " + version);
        }
        if (checksum(bytes, end) != file.getInt(end)) {
            throw new IOException("candles are corrupt: wrong checksum");
        }
        try {
            return body(file, end);
        } catch (IllegalArgumentException | BufferUnderflowException | ZstdException e) {
            throw new IOException("candles are corrupt: " + e.getMessage(), e);
        }
    }

    private static CandleSeries body(ByteBuffer file, int end) throws IOException {
        int flags = file.get();
        int decimals = file.get();
        int interval = file.getShort();
        double pipSize = file.getDouble();
        int size = file.getInt();
        int columnBytes = file.getInt();
        boolean hasTicks = (flags & FLAG_TICKS) != 0;
        int columnCount = PRICE_COLUMNS + (hasTicks ? TICK_COLUMNS : 0);
        if (size < 0 || columnBytes < columnCount || columnBytes > columnCount * (1 + 8L * size)) {
            throw new IOException("candles are corrupt: " + size + " candles in " + columnBytes + " bytes");
        }
        byte[] frame = new byte[end - HEADER_BYTES];
        file.get(frame);
        byte[] columns = Zstd.decompress(frame, columnBytes);
        if (columns.length != columnBytes) {
            throw new IOException("candles are corrupt: columns of " + columns.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(columns);
        long width = CandleSeries.requireInterval(interval) * CandleSeries.NANOS_PER_MINUTE;
        long[] times = readColumn(in, size);
        long index = 0;
        for (int i = 0; i < size; i++) {
            index += times[i];
            times[i] = index * width;
        }
        double[][] prices = readPrices(in, size, halfPointsPerUnit(decimals));
        TickColumns ticks = hasTicks ? readTicks(in, size) : null;
        if (in.hasRemaining()) {
            throw new IOException("candles are corrupt: " + in.remaining() + " bytes too many");
        }
        return new CandleSeries(
                times,
                prices[0],
                prices[1],
                prices[2],
                prices[3],
                ticks,
                size,
                interval,
                decimals,
                pipSize,
                (flags & FLAG_LAST_COMPLETE) != 0);
    }

    private static double[][] readPrices(ByteBuffer in, int size, double unit) {
        long[] gaps = readColumn(in, size);
        long[] bodies = readColumn(in, size);
        long[] rises = readColumn(in, size);
        long[] falls = readColumn(in, size);
        long[] open = new long[size];
        long[] high = new long[size];
        long[] low = new long[size];
        long[] close = new long[size];
        long previousClose = 0;
        for (int i = 0; i < size; i++) {
            open[i] = previousClose + gaps[i];
            close[i] = open[i] + bodies[i];
            high[i] = open[i] + rises[i];
            low[i] = open[i] - falls[i];
            previousClose = close[i];
        }
        double[][] prices = new double[4][];
        long[][] halfPoints = {open, high, low, close};
        for (int column = 0; column < prices.length; column++) {
            prices[column] = prices(halfPoints[column], readColumn(in, size), unit);
        }
        return prices;
    }

    private static double[] prices(long[] halfPoints, long[] offsets, double unit) {
        double[] prices = new double[halfPoints.length];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(halfPoints[i] / unit) + offsets[i]);
        }
        return prices;
    }

    private static TickColumns readTicks(ByteBuffer in, int size) {
        long[] counts = readColumn(in, size);
        int[] narrow = new int[size];
        for (int i = 0; i < size; i++) {
            narrow[i] = Math.toIntExact(counts[i]);
        }
        return new TickColumns(narrow, readColumn(in, size), readColumn(in, size));
    }

    private static byte[] columns(CandleSeries candles) {
        int size = candles.size();
        double unit = halfPointsPerUnit(candles.decimals());
        long[][] halfPoints = new long[4][size];
        long[][] offsets = new long[4][size];
        long[] times = new long[size];
        long width = candles.intervalMinutes() * CandleSeries.NANOS_PER_MINUTE;
        for (int i = 0; i < size; i++) {
            times[i] = candles.timeNanos(i) / width;
            split(candles.open(i), unit, halfPoints[0], offsets[0], i);
            split(candles.high(i), unit, halfPoints[1], offsets[1], i);
            split(candles.low(i), unit, halfPoints[2], offsets[2], i);
            split(candles.close(i), unit, halfPoints[3], offsets[3], i);
        }
        long[][] moves = moves(halfPoints, size);
        differences(times);

        int columnCount = PRICE_COLUMNS + (candles.hasTicks() ? TICK_COLUMNS : 0);
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(columnCount * (1 + 8L * size)));
        writeColumn(times, size, out);
        for (long[] column : moves) {
            writeColumn(column, size, out);
        }
        for (long[] column : offsets) {
            writeColumn(column, size, out);
        }
        if (candles.hasTicks()) {
            writeTicks(candles.tickColumns(), size, out);
        }
        byte[] written = new byte[out.position()];
        out.flip().get(written);
        return written;
    }

    private static void split(double price, double unit, long[] halfPoints, long[] offsets, int i) {
        halfPoints[i] = Math.round(price * unit);
        offsets[i] = Double.doubleToRawLongBits(price) - Double.doubleToRawLongBits(halfPoints[i] / unit);
    }

    private static long[][] moves(long[][] halfPoints, int size) {
        long[][] moves = new long[4][size];
        long previousClose = 0;
        for (int i = 0; i < size; i++) {
            long open = halfPoints[0][i];
            moves[0][i] = open - previousClose;
            moves[1][i] = halfPoints[3][i] - open;
            moves[2][i] = halfPoints[1][i] - open;
            moves[3][i] = open - halfPoints[2][i];
            previousClose = halfPoints[3][i];
        }
        return moves;
    }

    private static void differences(long[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            values[i] -= values[i - 1];
        }
    }

    private static void writeTicks(TickColumns ticks, int size, ByteBuffer out) {
        long[] counts = new long[size];
        for (int i = 0; i < size; i++) {
            counts[i] = ticks.counts()[i];
        }
        writeColumn(counts, size, out);
        writeColumn(ticks.spreadSums(), size, out);
        writeColumn(ticks.spreadMaxima(), size, out);
    }

    private static void writeColumn(long[] values, int size, ByteBuffer out) {
        long used = 0;
        for (int i = 0; i < size; i++) {
            used |= zigzag(values[i]);
        }
        int planes = (Long.SIZE - Long.numberOfLeadingZeros(used) + 7) / 8;
        out.put((byte) planes);
        for (int plane = 0; plane < planes; plane++) {
            for (int i = 0; i < size; i++) {
                out.put((byte) (zigzag(values[i]) >>> (8 * plane)));
            }
        }
    }

    private static long[] readColumn(ByteBuffer in, int size) {
        int planes = in.get();
        if (planes < 0 || planes > 8 || in.remaining() < (long) planes * size) {
            throw new IllegalArgumentException("a column does not fit");
        }
        long[] values = new long[size];
        for (int plane = 0; plane < planes; plane++) {
            for (int i = 0; i < size; i++) {
                values[i] |= (in.get() & 0xFFL) << (8 * plane);
            }
        }
        for (int i = 0; i < size; i++) {
            values[i] = (values[i] >>> 1) ^ -(values[i] & 1);
        }
        return values;
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private static double halfPointsPerUnit(int decimals) {
        if (decimals < TickSeries.NOT_DECIMAL || decimals > 10) {
            throw new IllegalArgumentException("decimals must be -1 to 10: " + decimals);
        }
        double unit = 2;
        for (int i = 0; i < (decimals == TickSeries.NOT_DECIMAL ? BINARY_PLACES : decimals); i++) {
            unit *= 10;
        }
        return unit;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
