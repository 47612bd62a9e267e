package dev.necrozma.market.feed;

import dev.necrozma.market.tick.TickSeries;
import java.io.IOException;
import java.time.YearMonth;
import java.util.Arrays;

/**
 * Collects ticks and passes them on month by month. A tick that comes up to {@code maxDisorder} late is sorted in after those
 * of the same time; so a month is held back until nothing can fall into it any more.
 */
final class TickMonths {

    private static final int FIRST_CAPACITY = 1 << 16;
    private static final long NONE = Long.MIN_VALUE / 2; // far from overflow when durations are taken off

    private final long maxDisorderNanos;
    private final MonthSink sink;
    private final TickSummary summary;

    private long[] times = new long[FIRST_CAPACITY];
    private double[] bids = new double[FIRST_CAPACITY];
    private double[] asks = new double[FIRST_CAPACITY];
    private byte[] places = new byte[FIRST_CAPACITY];
    private int size;
    private long latest = NONE;
    private long passOnAt = Long.MIN_VALUE;
    private long disorderedCount;

    TickMonths(long maxDisorderNanos, MonthSink sink, TickSummary summary) {
        this.maxDisorderNanos = maxDisorderNanos;
        this.sink = sink;
        this.summary = summary;
    }

    /** The earliest time that {@link #add} still takes. */
    long notBefore() {
        return latest - maxDisorderNanos;
    }

    /** The latest time added. */
    long latest() {
        return latest;
    }

    /** Ticks that came late and were sorted in. */
    long disorderedCount() {
        return disorderedCount;
    }

    /** Adds a tick that is not before {@link #notBefore}. */
    void add(long timeNanos, double bid, double ask, int decimals) throws IOException {
        if (timeNanos >= passOnAt) {
            passOn(timeNanos);
        }
        int at = size;
        if (timeNanos < latest) {
            at = makeRoom(timeNanos);
        } else {
            if (size == times.length) {
                grow();
            }
            latest = timeNanos;
        }
        times[at] = timeNanos;
        bids[at] = bid;
        asks[at] = ask;
        places[at] = (byte) Math.min(decimals, MonthCalendar.TOO_MANY_PLACES);
        size++;
    }

    /** Passes on what is left. Nothing can be added afterwards. */
    void finish() throws IOException {
        while (size > 0) {
            passOnFirstMonth();
        }
    }

    private int makeRoom(long timeNanos) {
        if (size == times.length) {
            grow();
        }
        disorderedCount++;
        int at = size;
        while (at > 0 && times[at - 1] > timeNanos) {
            at--;
        }
        move(at, at + 1, size - at);
        if (at == 0) {
            passOnAt = MonthCalendar.endNanos(timeNanos) + maxDisorderNanos;
        }
        return at;
    }

    private void passOn(long nextNanos) throws IOException {
        while (size > 0 && nextNanos >= MonthCalendar.endNanos(times[0]) + maxDisorderNanos) {
            passOnFirstMonth();
        }
        passOnAt = MonthCalendar.endNanos(size > 0 ? times[0] : nextNanos) + maxDisorderNanos;
    }

    private void passOnFirstMonth() throws IOException {
        long monthEnd = MonthCalendar.endNanos(times[0]);
        YearMonth month = MonthCalendar.monthOf(times[0]);
        int count = MonthCalendar.countBefore(times, size, monthEnd);
        TickSeries ticks = new TickSeries(
                Arrays.copyOf(times, count),
                Arrays.copyOf(bids, count),
                Arrays.copyOf(asks, count),
                count,
                MonthCalendar.decimals(places, count));
        size -= count;
        move(count, 0, size);
        summary.add(ticks);
        sink.ticks(month, ticks);
    }

    private void move(int from, int to, int count) {
        System.arraycopy(times, from, times, to, count);
        System.arraycopy(bids, from, bids, to, count);
        System.arraycopy(asks, from, asks, to, count);
        System.arraycopy(places, from, places, to, count);
    }

    private void grow() {
        int capacity = Math.multiplyExact(times.length, 2);
        times = Arrays.copyOf(times, capacity);
        bids = Arrays.copyOf(bids, capacity);
        asks = Arrays.copyOf(asks, capacity);
        places = Arrays.copyOf(places, capacity);
    }
}
