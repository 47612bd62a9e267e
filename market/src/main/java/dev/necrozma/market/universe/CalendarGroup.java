package dev.necrozma.market.universe;

import java.util.List;

/**
 * When the event begins: its left edge in UTC as points on the circles of the day and of the week, and which sessions are
 * open then. A session is open in its local hours from Monday to Friday of its own calendar; its first minute belongs to
 * it, the minute after its last does not.
 */
final class CalendarGroup implements FeatureGroup {

    private static final int HOUR_SIN = 0;
    private static final int HOUR_COS = 1;
    private static final int WEEKDAY_SIN = 2;
    private static final int WEEKDAY_COS = 3;
    private static final int FIRST_SESSION = 4;

    private static final long SECONDS_PER_DAY = 86_400;
    private static final int MINUTES_PER_DAY = 1440;
    private static final double[] MINUTE_SIN = new double[MINUTES_PER_DAY];
    private static final double[] MINUTE_COS = new double[MINUTES_PER_DAY];
    private static final double[] DAY_SIN = new double[7];
    private static final double[] DAY_COS = new double[7];

    static {
        circle(MINUTE_SIN, MINUTE_COS);
        circle(DAY_SIN, DAY_COS);
    }

    private static final List<Feature> FEATURES = List.of(
            Feature.of(
                    "hour_sin",
                    "1",
                    1,
                    Range.CORRELATION,
                    "sin(2 pi h / 24), h the UTC time of day in hours with minutes as a fraction",
                    ""),
            Feature.of(
                    "hour_cos",
                    "1",
                    1,
                    Range.CORRELATION,
                    "cos(2 pi h / 24), h the UTC time of day in hours with minutes as a fraction",
                    ""),
            Feature.of(
                    "weekday_sin",
                    "1",
                    1,
                    Range.CORRELATION,
                    "sin(2 pi d / 7), d the UTC day of the week, Monday 0",
                    ""),
            Feature.of(
                    "weekday_cos",
                    "1",
                    1,
                    Range.CORRELATION,
                    "cos(2 pi d / 7), d the UTC day of the week, Monday 0",
                    ""),
            Feature.of(
                    "session_sydney",
                    "0 or 1",
                    1,
                    Range.SHARE,
                    "1 from 07:00 to 16:00, Monday to Friday, Australia/Sydney",
                    ""),
            Feature.of(
                    "session_tokyo",
                    "0 or 1",
                    1,
                    Range.SHARE,
                    "1 from 09:00 to 18:00, Monday to Friday, Asia/Tokyo",
                    ""),
            Feature.of(
                    "session_london",
                    "0 or 1",
                    1,
                    Range.SHARE,
                    "1 from 08:00 to 17:00, Monday to Friday, Europe/London",
                    ""),
            Feature.of(
                    "session_new_york",
                    "0 or 1",
                    1,
                    Range.SHARE,
                    "1 from 08:00 to 17:00, Monday to Friday, America/New_York",
                    ""));

    private static void circle(double[] sines, double[] cosines) {
        for (int i = 0; i < sines.length; i++) {
            double angle = 2 * Math.PI * i / sines.length;
            sines[i] = StrictMath.sin(angle);
            cosines[i] = StrictMath.cos(angle);
        }
    }

    @Override
    public String name() {
        return "calendar";
    }

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public FeatureComputation prepare(int candles) {
        return CalendarGroup::compute;
    }

    private static void compute(Window window, FeatureRow out) {
        long second = Math.floorDiv(window.series.timesNanos[window.event], 1_000_000_000L);
        int minute = (int) (Math.floorMod(second, SECONDS_PER_DAY) / 60);
        int weekday = weekday(second);
        out.set(HOUR_SIN, MINUTE_SIN[minute]);
        out.set(HOUR_COS, MINUTE_COS[minute]);
        out.set(WEEKDAY_SIN, DAY_SIN[weekday]);
        out.set(WEEKDAY_COS, DAY_COS[weekday]);
        SessionClock[] sessions = window.sessions;
        for (int i = 0; i < sessions.length; i++) {
            out.set(FIRST_SESSION + i, sessions[i].isOpen(second) ? 1 : 0);
        }
    }

    /** Monday is 0. The epoch began on a Thursday. */
    static int weekday(long epochSecond) {
        return (int) Math.floorMod(Math.floorDiv(epochSecond, SECONDS_PER_DAY) + 3, 7L);
    }
}
