package dev.necrozma.market.feed;

import dev.necrozma.market.input.ReadableFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZIOException;

/**
 * Reads Dukascopy's hour files ({@code dukascopy-bi5}). A file is an LZMA stream of ticks, each of five big-endian numbers of four
 * bytes: milliseconds of the hour, ask and bid in points, then two volumes as floats, which are not kept. A file without a byte is
 * an hour without a tick.
 */
public final class HourFiles {

    /** The name of the layout. */
    public static final String LAYOUT = "dukascopy-bi5";

    private static final int TICK = 20;
    private static final int HOUR_MILLIS = 3_600_000;
    private static final int MOST_MEMORY_KIB = 80 << 10;
    private static final int MOST_BYTES = 64 << 20;
    private static final int BUFFER = 1 << 16;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final int places;
    private final double pointsPerUnit;
    private final TimeSummary times = new TimeSummary();
    private final TickSummary ticks = new TickSummary(times);
    private final TickMonths months;
    private final Rejections rejections = new Rejections();
    private final ArrayCache arrays = new BasicArrayCache();
    private byte[] bytes = new byte[BUFFER];
    private long rows;

    private HourFiles(int places, FeedOptions options, MonthSink sink) {
        this.places = places;
        this.pointsPerUnit = Double.parseDouble("1e" + places);
        this.months = new TickMonths(options.maxDisorder().toNanos(), sink, ticks);
    }

    /**
     * Reads the hours, in the order of their times, and hands each month to {@code sink}. If this throws, the months handed over
     * so far are void.
     *
     * @param places of decimals that a price has: 5 says that a point is 0.00001
     * @return what was found; empty if no hour has a tick
     * @throws FeedException if a file cannot be imported as it is
     */
    public static Optional<ImportReport> read(
            List<HourFile> hours, String symbol, int places, FeedOptions options, MonthSink sink) throws IOException {
        HourFiles reading = new HourFiles(places, options, sink);
        for (HourFile hour :
                hours.stream().sorted(Comparator.comparing(HourFile::hour)).toList()) {
            reading.read(hour);
        }
        reading.months.finish();
        reading.rejections.check(reading.rows, options.maxBadRows());
        return reading.times.count() == 0 ? Optional.empty() : Optional.of(reading.report(symbol));
    }

    private void read(HourFile hour) throws IOException {
        int length = inflate(hour);
        if (length % TICK != 0) {
            throw new FeedException(hour.path() + " is damaged: it holds " + length + " bytes, and a tick has " + TICK);
        }
        for (int from = 0; from < length; from += TICK) {
            take(hour, from);
        }
    }

    private void take(HourFile hour, int from) throws IOException {
        int millis = (int) INT.get(bytes, from);
        long ask = Integer.toUnsignedLong((int) INT.get(bytes, from + 4));
        long bid = Integer.toUnsignedLong((int) INT.get(bytes, from + 8));
        rows++;
        if (millis < 0 || millis >= HOUR_MILLIS || ask == 0 || bid == 0) {
            RowStatus reason = ask == 0 || bid == 0 ? RowStatus.BAD_PRICE : RowStatus.UNPARSABLE_TIME;
            String text = Integer.toUnsignedString(millis) + " ms, ask " + ask + ", bid " + bid;
            rejections.add(reason, place(hour, from), text);
            return;
        }
        long time = hour.startNanos() + millis * 1_000_000L;
        if (time < months.notBefore()) {
            throw new FeedException(place(hour, from) + ": time goes back: " + MonthCalendar.instant(time) + " after "
                    + MonthCalendar.instant(months.latest()));
        }
        months.add(time, bid / pointsPerUnit, ask / pointsPerUnit, Math.max(placesOf(bid), placesOf(ask)));
    }

    /* Trailing zeros aside, as in text. */
    private int placesOf(long points) {
        int left = places;
        long digits = points;
        while (left > 0 && digits % 10 == 0) {
            digits /= 10;
            left--;
        }
        return left;
    }

    private static String place(HourFile hour, int from) {
        return hour.path() + ":" + (from / TICK + 1);
    }

    /* Leaves the content in the buffer and returns its length. */
    private int inflate(HourFile hour) throws IOException {
        if (Files.size(hour.path()) == 0) {
            return 0;
        }
        try (InputStream file = new BufferedInputStream(ReadableFile.open(hour.path()), BUFFER);
                InputStream in = new LZMAInputStream(file, MOST_MEMORY_KIB, arrays)) {
            int length = 0;
            int count;
            while ((count = in.read(bytes, length, bytes.length - length)) >= 0) {
                length += count;
                if (length > MOST_BYTES) {
                    throw new FeedException(hour.path() + " unpacks to more than " + (MOST_BYTES >> 20)
                            + " MiB, which is no hour of ticks");
                }
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, 2 * length);
                }
            }
            return length;
        } catch (EOFException e) {
            throw new FeedException(hour.path() + " is truncated: its compressed data ends early", e);
        } catch (XZIOException e) {
            throw new FeedException(hour.path() + " is damaged: its compressed data is no LZMA of ticks", e);
        }
    }

    private ImportReport report(String symbol) {
        return new ImportReport(
                LAYOUT,
                List.of(),
                SeriesKind.TICKS,
                Optional.empty(),
                0,
                Optional.of(symbol),
                SourceClock.UTC.toString(),
                "default of the layout",
                List.of(),
                rows,
                times.count(),
                rejections.counts(),
                rejections.examples(),
                months.disorderedCount(),
                0,
                0,
                0,
                MonthCalendar.instant(times.first()),
                MonthCalendar.instant(times.last()),
                times.gapCount(),
                times.longestGaps(),
                ticks.spreads(),
                times.equalNeighbours(),
                times.decimals());
    }
}
