package dev.necrozma.market.tick;

import java.io.IOException;
import java.io.OutputStream;

/** Ticks as bytes, without loss: the same times, and prices of the same bits. Equal ticks give equal bytes. */
public final class TickCodec {

    private static final byte KIND = 1;
    private static final int COLUMNS = 2;

    private TickCodec() {}

    /** Writes the ticks; leaves {@code out} open. */
    public static void encode(TickSeries ticks, OutputStream out) throws IOException {
        SeriesBytes.write(new SeriesBytes(KIND, 0, ticks.decimals(), ticks.size(), ticks.times(), ticks.prices()), out);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IOException if the bytes are anything else, or were changed
     */
    public static TickSeries decode(byte[] bytes) throws IOException {
        SeriesBytes series = SeriesBytes.read(bytes, KIND, COLUMNS);
        return new TickSeries(series.times(), series.prices()[0], series.prices()[1], series.size(), series.decimals());
    }
}
