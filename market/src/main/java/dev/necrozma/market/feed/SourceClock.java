package dev.necrozma.market.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The clock that a file's local times were read from: a zone, and whole hours that the clock runs ahead of it.
 *
 * @param zone the zone whose daylight-saving rules the clock follows
 * @param hoursAhead hours to take off a local time before it is one of {@code zone}; 7 over New York is the clock of
 *     brokers whose trading day ends at midnight
 */
public record SourceClock(ZoneId zone, int hoursAhead) {

    /** Coordinated universal time. */
    public static final SourceClock UTC = new SourceClock(ZoneOffset.UTC, 0);

    private static final Pattern ZONE_AND_HOURS = Pattern.compile("([A-Za-z_]+/[A-Za-z_/]+)([+-]\\d{1,2})");

    public SourceClock {
        if (hoursAhead < -23 || hoursAhead > 23) {
            throw new IllegalArgumentException("hoursAhead must be -23 to 23: " + hoursAhead);
        }
    }

    /** The clock of a fixed offset from UTC in hours. */
    public static SourceClock fixed(int hours) {
        return new SourceClock(ZoneOffset.ofHours(hours), 0);
    }

    /**
     * Reads {@code Europe/London}, {@code UTC-05:00}, {@code -05:00}, or a region with hours such as
     * {@code America/New_York+7}.
     *
     * @throws IllegalArgumentException in a sentence for the user, if it is none of these
     */
    public static SourceClock parse(String text) {
        Matcher shifted = ZONE_AND_HOURS.matcher(text.strip());
        try {
            return shifted.matches()
                    ? new SourceClock(ZoneId.of(shifted.group(1)), Integer.parseInt(shifted.group(2)))
                    : new SourceClock(ZoneId.of(text.strip()).normalized(), 0);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "unknown time zone '" + text
                            + "': give a region such as Europe/London, an offset such as UTC-05:00,"
                            + " or a region with hours such as America/New_York+7",
                    e);
        }
    }

    /** The text that {@link #parse} reads back: {@code UTC}, {@code UTC-05:00}, {@code America/New_York+7}. */
    @Override
    public String toString() {
        String name = zone instanceof ZoneOffset offset
                ? offset.getTotalSeconds() == 0 ? "UTC" : "UTC" + offset.getId()
                : zone.getId();
        return hoursAhead == 0 ? name : name + (hoursAhead > 0 ? "+" : "") + hoursAhead;
    }

    /** The instant of a local time; the earlier one in a repeated hour, as if not skipped in a skipped one. */
    Instant toInstant(LocalDateTime local) {
        return local.minusHours(hoursAhead).atZone(zone).toInstant();
    }
}
