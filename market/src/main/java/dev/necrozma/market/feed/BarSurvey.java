package dev.necrozma.market.feed;

/** What has to be known of bars before the first of them is passed on: their width and the openings of their weeks. */
final class BarSurvey {

    private final WeekOpens weekOpens = new WeekOpens();
    private long last = Long.MIN_VALUE;
    private long smallestStepSeconds = Long.MAX_VALUE;

    /** Takes the next row. */
    void add(Row row) {
        if (!row.zoned) {
            weekOpens.add(row.seconds);
        }
        if (last != Long.MIN_VALUE && row.seconds > last) {
            smallestStepSeconds = Math.min(smallestStepSeconds, row.seconds - last);
        }
        last = row.seconds;
    }

    WeekOpens weekOpens() {
        return weekOpens;
    }

    /** The shortest time from one row to a later one, in seconds; {@code Long.MAX_VALUE} if there is no such pair. */
    long smallestStepSeconds() {
        return smallestStepSeconds;
    }
}
