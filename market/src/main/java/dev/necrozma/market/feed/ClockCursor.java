package dev.necrozma.market.feed;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Turns the local times of one file into UTC, one after the other. In a repeated hour it takes the earliest reading that is
 * not before what came above; so the second pass through the hour takes the later offset. A time in a skipped hour is read
 * with the offset before the change, and counted.
 */
final class ClockCursor {

    private static final long NANOS = 1_000_000_000L;

    private final ZoneRules rules;
    private final long aheadSeconds;

    /* The offset below holds, and is the only one, for local seconds in [from, until). */
    private long from = Long.MAX_VALUE;
    private long until = Long.MIN_VALUE;
    private long offsetSeconds;

    private long skippedHourCount;
    private long repeatedHourCount;

    ClockCursor(SourceClock clock) {
        rules = clock.zone().getRules();
        aheadSeconds = clock.hoursAhead() * 3600L;
    }

    /** The UTC epoch nanoseconds of a local time, not before {@code notBeforeNanos} if a repeated hour leaves the choice. */
    long toUtcNanos(long localSeconds, int nanos, long notBeforeNanos) {
        if (localSeconds >= from && localSeconds < until) {
            return (localSeconds - offsetSeconds) * NANOS + nanos;
        }
        return nearChange(localSeconds, nanos, notBeforeNanos);
    }

    /** Times in an hour that the clock skipped. */
    long skippedHourCount() {
        return skippedHourCount;
    }

    /** Times in the second pass through a repeated hour. */
    long repeatedHourCount() {
        return repeatedHourCount;
    }

    private long nearChange(long localSeconds, int nanos, long notBeforeNanos) {
        long zoneSeconds = localSeconds - aheadSeconds;
        LocalDateTime local = LocalDateTime.ofEpochSecond(zoneSeconds, 0, ZoneOffset.UTC);
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.size() == 1) {
            remember(local, offsets.get(0));
            return (localSeconds - offsetSeconds) * NANOS + nanos;
        }
        if (offsets.isEmpty()) {
            skippedHourCount++;
            int before = rules.getTransition(local).getOffsetBefore().getTotalSeconds();
            return (zoneSeconds - before) * NANOS + nanos;
        }
        long first = (zoneSeconds - offsets.get(0).getTotalSeconds()) * NANOS + nanos;
        if (first >= notBeforeNanos) {
            return first;
        }
        repeatedHourCount++;
        return (zoneSeconds - offsets.get(1).getTotalSeconds()) * NANOS + nanos;
    }

    private void remember(LocalDateTime local, ZoneOffset offset) {
        offsetSeconds = offset.getTotalSeconds() + aheadSeconds;
        from = Long.MIN_VALUE;
        until = Long.MAX_VALUE;
        if (rules.isFixedOffset()) {
            return;
        }
        ZoneOffsetTransition last =
                rules.previousTransition(local.toInstant(offset).plusNanos(1));
        if (last != null) {
            from = later(last.getDateTimeBefore(), last.getDateTimeAfter()) + aheadSeconds;
        }
        ZoneOffsetTransition next = rules.nextTransition(local.toInstant(offset));
        if (next != null) {
            until = Math.min(seconds(next.getDateTimeBefore()), seconds(next.getDateTimeAfter())) + aheadSeconds;
        }
    }

    private static long later(LocalDateTime a, LocalDateTime b) {
        return Math.max(seconds(a), seconds(b));
    }

    private static long seconds(LocalDateTime local) {
        return local.toEpochSecond(ZoneOffset.UTC);
    }
}
