package dev.necrozma.market.feed;

import java.util.Arrays;

/** One parsed row, filled anew for each line so that no row allocates. */
final class Row {

    /** Seconds since 1970-01-01T00:00 of the text's clock, or of UTC if {@link #zoned}. */
    long seconds;

    /** Nanoseconds of the second. */
    int nanos;

    /** Whether the text states its offset, so that the time is UTC. */
    boolean zoned;

    /** Whether the text of the time had more digits than nanoseconds, which were cut off. */
    boolean truncated;

    /** Bid, ask; or open, high, low, close. */
    final double[] prices = new double[4];

    /** The places behind the point that the row's prices need. */
    int places;

    /** Whether another row tells the same time and prices. */
    boolean says(Row other) {
        return seconds == other.seconds
                && nanos == other.nanos
                && zoned == other.zoned
                && Arrays.equals(prices, other.prices);
    }
}
