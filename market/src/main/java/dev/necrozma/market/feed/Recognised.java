package dev.necrozma.market.feed;

/**
 * How to read a file whose layout is known.
 *
 * @param layout name of the layout
 * @param kind what its rows are
 * @param header whether the first line with content names the columns
 * @param side side of the prices of bars; empty text for ticks or where the layout does not say
 * @param minutes width of a bar if the layout fixes it, else 0
 * @param clock where times without an offset come from
 * @param rows the parser, fresh for this entry
 */
record Recognised(
        String layout, SeriesKind kind, boolean header, String side, int minutes, ClockRule clock, RowParser rows) {

    /** The clock of times without an offset when the user names none. */
    enum ClockRule {
        /** UTC. */
        UTC,
        /** UTC−05:00, as HistData documents. */
        EASTERN_STANDARD,
        /** UTC−05:00 unless the week opens tell otherwise. */
        FROM_WEEK_OPENS
    }
}
