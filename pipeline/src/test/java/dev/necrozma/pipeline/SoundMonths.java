package dev.necrozma.pipeline;

import dev.necrozma.market.feed.MonthSink;
import dev.necrozma.market.tick.BarCodec;
import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickCodec;
import dev.necrozma.market.tick.TickSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.function.IntToDoubleFunction;

/** Takes months, and fails unless they are what months must be, whatever they were read from. */
final class SoundMonths implements MonthSink {

    private long rows;
    private long latest = Long.MIN_VALUE;

    long rows() {
        return rows;
    }

    @Override
    public void ticks(YearMonth month, TickSeries ticks) throws IOException {
        require(ticks.size() > 0, "a month without a tick");
        for (int i = 0; i < ticks.size(); i++) {
            time(month, ticks.timeNanos(i), latest);
            price(ticks.bid(i));
            price(ticks.ask(i));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TickCodec.encode(ticks, bytes);
        TickSeries decoded = TickCodec.decode(bytes.toByteArray());
        requireSame(ticks.size(), decoded.size(), i -> ticks.timeNanos(i), i -> decoded.timeNanos(i));
        requireSame(ticks.size(), decoded.size(), ticks::bid, decoded::bid);
        requireSame(ticks.size(), decoded.size(), ticks::ask, decoded::ask);
        rows += ticks.size();
    }

    @Override
    public void bars(YearMonth month, BarSeries bars) throws IOException {
        require(bars.size() > 0, "a month without a bar");
        for (int i = 0; i < bars.size(); i++) {
            time(month, bars.timeNanos(i), latest == Long.MIN_VALUE ? latest : latest + 1);
            require(bars.timeNanos(i) % (bars.minutes() * 60_000_000_000L) == 0, "a bar off its grid");
            price(bars.low(i));
            price(bars.high(i));
            require(bars.low(i) <= Math.min(bars.open(i), bars.close(i)), "a low above open or close");
            require(bars.high(i) >= Math.max(bars.open(i), bars.close(i)), "a high below open or close");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BarCodec.encode(bars, bytes);
        BarSeries decoded = BarCodec.decode(bytes.toByteArray());
        requireSame(bars.size(), decoded.size(), i -> bars.timeNanos(i), i -> decoded.timeNanos(i));
        requireSame(bars.size(), decoded.size(), bars::open, decoded::open);
        requireSame(bars.size(), decoded.size(), bars::close, decoded::close);
        rows += bars.size();
    }

    private void time(YearMonth month, long nanos, long notBefore) {
        require(nanos >= notBefore, "a time before the one above");
        Instant time = Instant.ofEpochSecond(0, nanos);
        require(YearMonth.from(time.atOffset(ZoneOffset.UTC)).equals(month), time + " in " + month);
        latest = nanos;
    }

    private static void price(double price) {
        require(price > 0 && price < Double.POSITIVE_INFINITY, "a price of " + price);
    }

    private static void requireSame(int size, int decodedSize, IntToDoubleFunction one, IntToDoubleFunction other) {
        require(size == decodedSize, size + " rows, decoded " + decodedSize);
        for (int i = 0; i < size; i++) {
            require(
                    Double.doubleToLongBits(one.applyAsDouble(i)) == Double.doubleToLongBits(other.applyAsDouble(i)),
                    "a value that is decoded as another");
        }
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new AssertionError(problem);
        }
    }
}
