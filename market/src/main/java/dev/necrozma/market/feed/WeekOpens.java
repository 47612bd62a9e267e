package dev.necrozma.market.feed;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Infers the clock of a file from where its weeks begin: currency markets open on Sunday at 17:00 in New York. The
 * clock that a layout documents or is assumed to have stands unless another explains the openings clearly better.
 */
final class WeekOpens {

    /**
     * A clock and why it was chosen.
     *
     * @param reason in words, for the report
     */
    record Choice(SourceClock clock, String reason) {}

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final long MIN_CLOSED_SECONDS = 36 * 3600;
    private static final long MAX_CLOSED_SECONDS = 100 * 3600;
    private static final LocalTime OPEN = LocalTime.of(17, 0);
    /* The first minutes of a week are thin: its first bar may come late. */
    private static final LocalTime LATEST = LocalTime.of(17, 20);
    private static final int MIN_OPENS = 3;
    private static final double MIN_SHARE = 0.75;
    /* Clocks whose summers end at other dates differ in four weeks of a year. */
    private static final double MIN_LEAD = 0.1;
    private static final int ENOUGH_LEAD = 3;

    private final List<LocalDateTime> opens = new ArrayList<>();
    private long last = Long.MAX_VALUE;

    /** Takes the next row's time on the file's clock, in seconds since 1970-01-01T00:00. */
    void add(long localSeconds) {
        long closed = localSeconds - last;
        if (closed >= MIN_CLOSED_SECONDS && closed <= MAX_CLOSED_SECONDS) {
            opens.add(LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC));
        }
        last = localSeconds;
    }

    /** The clock that explains most openings, if clearly; else the one of the rule. */
    Choice choose(ClockRule rule) {
        int standing = explained(rule.clock());
        SourceClock best = rule.clock();
        int most = standing;
        for (SourceClock candidate : candidates()) {
            int explained = explained(candidate);
            if (explained > most) {
                best = candidate;
                most = explained;
            }
        }
        boolean clear = most >= MIN_OPENS
                && most >= MIN_SHARE * opens.size()
                && most - standing >= Math.max(1, Math.min(ENOUGH_LEAD, MIN_LEAD * opens.size()));
        if (best.equals(rule.clock()) || !clear) {
            return new Choice(
                    rule.clock(),
                    (rule.basis() == ClockRule.Basis.ASSUMED
                                    ? rule.basis().reason()
                                    : rule.basis().word())
                            + "; " + standing + " of " + opens.size()
                            + " week opens fall on Sunday 17:00 New York");
        }
        return new Choice(
                best,
                "inferred: with it " + most + " of " + opens.size()
                        + " week opens fall on Sunday 17:00 New York, with the "
                        + rule.basis().word() + " " + rule.clock() + " " + standing);
    }

    private int explained(SourceClock clock) {
        int count = 0;
        for (LocalDateTime open : opens) {
            LocalDateTime newYork = LocalDateTime.ofInstant(clock.toInstant(open), NEW_YORK);
            LocalTime time = newYork.toLocalTime();
            if (newYork.getDayOfWeek() == DayOfWeek.SUNDAY && !time.isBefore(OPEN) && time.isBefore(LATEST)) {
                count++;
            }
        }
        return count;
    }

    /* In the order in which they win ties. */
    static List<SourceClock> candidates() {
        List<SourceClock> candidates = new ArrayList<>();
        candidates.add(new SourceClock(NEW_YORK, 0));
        for (int hours = -12; hours <= 14; hours++) {
            candidates.add(SourceClock.fixed(hours));
        }
        for (int hours = -12; hours <= 14; hours++) {
            if (hours != 0) {
                candidates.add(new SourceClock(NEW_YORK, hours));
            }
        }
        for (String zone : List.of("EET", "CET", "Europe/London")) {
            candidates.add(new SourceClock(ZoneId.of(zone), 0));
        }
        return candidates;
    }
}
