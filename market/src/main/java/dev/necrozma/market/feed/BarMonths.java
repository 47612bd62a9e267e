package dev.necrozma.market.feed;

import dev.necrozma.market.tick.BarSeries;
import java.io.IOException;
import java.time.YearMonth;
import java.util.Arrays;

/** Collects bars, which come in time order, and passes them on month by month. */
final class BarMonths {

    private static final int FIRST_CAPACITY = 1 << 15; // a month of one-minute bars

    private final int minutes;
    private final MonthSink sink;
    private final TimeSummary summary;

    private long[] times = new long[FIRST_CAPACITY];
    private final double[][] prices = new double[4][FIRST_CAPACITY];
    private byte[] places = new byte[FIRST_CAPACITY];
    private int size;
    private long monthEnd = Long.MIN_VALUE;

    BarMonths(int minutes, MonthSink sink, TimeSummary summary) {
        this.minutes = minutes;
        this.sink = sink;
        this.summary = summary;
    }

    /** Adds a bar that opens after the one before. */
    void add(long timeNanos, double[] openHighLowClose, int decimals) throws IOException {
        if (timeNanos >= monthEnd) {
            finish();
            monthEnd = MonthCalendar.endNanos(timeNanos);
        }
        if (size == times.length) {
            grow();
        }
        times[size] = timeNanos;
        for (int i = 0; i < prices.length; i++) {
            prices[i][size] = openHighLowClose[i];
        }
        places[size] = (byte) Math.min(decimals, MonthCalendar.TOO_MANY_PLACES);
        size++;
    }

    /** Passes on what is left. */
    void finish() throws IOException {
        if (size == 0) {
            return;
        }
        YearMonth month = MonthCalendar.monthOf(times[0]);
        BarSeries bars = new BarSeries(
                Arrays.copyOf(times, size),
                Arrays.copyOf(prices[0], size),
                Arrays.copyOf(prices[1], size),
                Arrays.copyOf(prices[2], size),
                Arrays.copyOf(prices[3], size),
                size,
                MonthCalendar.decimals(places, size),
                minutes);
        size = 0;
        summary.add(bars);
        sink.bars(month, bars);
    }

    private void grow() {
        int capacity = Math.multiplyExact(times.length, 2);
        times = Arrays.copyOf(times, capacity);
        places = Arrays.copyOf(places, capacity);
        for (int i = 0; i < prices.length; i++) {
            prices[i] = Arrays.copyOf(prices[i], capacity);
        }
    }
}
