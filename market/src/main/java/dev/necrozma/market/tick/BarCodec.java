package dev.necrozma.market.tick;

import java.io.IOException;
import java.io.OutputStream;

/** Bars as bytes, without loss: the same times, and prices of the same bits. Equal bars give equal bytes. */
public final class BarCodec {

    private static final byte KIND = 2;
    private static final int COLUMNS = 4;

    private BarCodec() {}

    /** Writes the bars; leaves {@code out} open. */
    public static void encode(BarSeries bars, OutputStream out) throws IOException {
        SeriesBytes.write(
                new SeriesBytes(KIND, bars.minutes(), bars.decimals(), bars.size(), bars.times(), bars.prices()), out);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IOException if the bytes are anything else, or were changed
     */
    public static BarSeries decode(byte[] bytes) throws IOException {
        SeriesBytes series = SeriesBytes.read(bytes, KIND, COLUMNS);
        double[][] prices = series.prices();
        if (series.minutes() < 1 || 1440 % series.minutes() != 0) {
            throw new IOException("not stored bars: a width of " + series.minutes() + " minutes");
        }
        return new BarSeries(
                series.times(),
                prices[0],
                prices[1],
                prices[2],
                prices[3],
                series.size(),
                series.decimals(),
                series.minutes());
    }
}
