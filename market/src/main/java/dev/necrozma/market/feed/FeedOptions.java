package dev.necrozma.market.feed;

import java.time.Duration;
import java.util.Optional;

/**
 * How to read a file.
 *
 * @param layout the name of the layout to read it as; empty: recognised from the content
 * @param sourceClock the clock of times that state no offset; empty: that of the layout
 * @param maxBadRows the share of a file's rows that may be rejected, 0 to 1
 * @param maxDisorder how far a time may lie before the latest one above it and still be sorted in
 */
public record FeedOptions(
        Optional<String> layout, Optional<SourceClock> sourceClock, double maxBadRows, Duration maxDisorder) {

    public FeedOptions {
        if (!(maxBadRows >= 0 && maxBadRows <= 1)) {
            throw new IllegalArgumentException("maxBadRows must be 0 to 1: " + maxBadRows);
        }
        if (maxDisorder.isNegative() || maxDisorder.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("maxDisorder must be 0 to 24 h: " + maxDisorder);
        }
    }

    /** Layout and clock as found, one bad row in a thousand, two seconds of disorder. */
    public static FeedOptions defaults() {
        return new FeedOptions(Optional.empty(), Optional.empty(), 0.001, Duration.ofSeconds(2));
    }

    public FeedOptions withLayout(String name) {
        return new FeedOptions(Optional.of(name), sourceClock, maxBadRows, maxDisorder);
    }

    public FeedOptions withSourceClock(SourceClock clock) {
        return new FeedOptions(layout, Optional.of(clock), maxBadRows, maxDisorder);
    }
}
