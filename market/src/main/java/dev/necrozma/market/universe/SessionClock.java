package dev.necrozma.market.universe;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Tells whether a trading centre is open. Remembers the zone's offset until it next changes, so that times in order cost no
 * look-up; not safe for several threads.
 */
final class SessionClock {

    private static final long SECONDS_PER_DAY = 86_400;
    private static final int SATURDAY = 5;

    private final ZoneRules rules;
    private final long openingSecond;
    private final long closingSecond;
    private long offsetFrom = Long.MAX_VALUE;
    private long offsetUntil = Long.MIN_VALUE;
    private long offsetSeconds;

    private SessionClock(String zone, int openingHour, int closingHour) {
        this.rules = ZoneId.of(zone).getRules();
        this.openingSecond = openingHour * 3_600L;
        this.closingSecond = closingHour * 3_600L;
    }

    /** Sydney, Tokyo, London, New York. */
    static SessionClock[] all() {
        return new SessionClock[] {
            new SessionClock("Australia/Sydney", 7, 16),
            new SessionClock("Asia/Tokyo", 9, 18),
            new SessionClock("Europe/London", 8, 17),
            new SessionClock("America/New_York", 8, 17)
        };
    }

    boolean isOpen(long epochSecond) {
        if (epochSecond < offsetFrom || epochSecond >= offsetUntil) {
            lookUp(epochSecond);
        }
        long local = epochSecond + offsetSeconds;
        long secondOfDay = Math.floorMod(local, SECONDS_PER_DAY);
        return CalendarGroup.weekday(local) < SATURDAY && secondOfDay >= openingSecond && secondOfDay < closingSecond;
    }

    private void lookUp(long epochSecond) {
        Instant instant = Instant.ofEpochSecond(epochSecond);
        ZoneOffsetTransition next = rules.nextTransition(instant);
        offsetSeconds = rules.getOffset(instant).getTotalSeconds();
        offsetFrom = epochSecond;
        offsetUntil = next == null ? Long.MAX_VALUE : next.toEpochSecond();
    }
}
