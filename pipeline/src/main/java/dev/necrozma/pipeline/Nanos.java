package dev.necrozma.pipeline;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** UTC epoch nanoseconds. */
final class Nanos {

    private static final long PER_SECOND = 1_000_000_000L;

    private Nanos() {}

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
    }

    /** The nanoseconds of an instant; the nearest that there are, if it is beyond the years 1677 to 2262. */
    static long of(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano());
        } catch (ArithmeticException beyond) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    static long startOf(YearMonth month) {
        return of(month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
