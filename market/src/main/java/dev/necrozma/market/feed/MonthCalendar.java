package dev.necrozma.market.feed;

import dev.necrozma.market.tick.TickSeries;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Months of UTC over columns of epoch nanoseconds. */
final class MonthCalendar {

    /** Stands for any number of places that {@link TickSeries#decimals} cannot tell. */
    static final int TOO_MANY_PLACES = 11;

    private static final long NANOS = 1_000_000_000L;

    private MonthCalendar() {}

    static YearMonth monthOf(long nanos) {
        return YearMonth.from(instant(nanos).atOffset(ZoneOffset.UTC));
    }

    /** The end, exclusive, of the month that holds {@code nanos}. */
    static long endNanos(long nanos) {
        return monthOf(nanos).plusMonths(1).atDay(1).toEpochDay() * 86_400 * NANOS;
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    /** How many of the first {@code size} times, which are in order, are before {@code end}. */
    static int countBefore(long[] times, int size, long end) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < end) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The places that all rows fit in, as {@link TickSeries#decimals} tells them. */
    static int decimals(byte[] places, int size) {
        int most = 0;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, places[i]);
        }
        return most >= TOO_MANY_PLACES ? TickSeries.NOT_DECIMAL : most;
    }
}
