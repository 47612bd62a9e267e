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
 * @param text how a text is written, as far as the user says; says anything only for the layout {@code generic}
 * @param barTime what the time of a bar is
 */
public record FeedOptions(
        Optional<String> layout,
        Optional<SourceClock> sourceClock,
        double maxBadRows,
        Duration maxDisorder,
        TextForm text,
        BarTime barTime) {

    /** What the time of a bar is: when it opened, or when it closed. */
    public enum BarTime {
        OPEN,
        CLOSE
    }

    public FeedOptions {
        if (!(maxBadRows >= 0 && maxBadRows <= 1)) {
            throw new IllegalArgumentException("maxBadRows must be 0 to 1: " + maxBadRows);
        }
        if (maxDisorder.isNegative() || maxDisorder.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("maxDisorder must be 0 to 24 h: " + maxDisorder);
        }
    }

    /** How to read a file whose text tells how it is written. */
    public FeedOptions(
            Optional<String> layout, Optional<SourceClock> sourceClock, double maxBadRows, Duration maxDisorder) {
        this(layout, sourceClock, maxBadRows, maxDisorder, TextForm.AS_FOUND, BarTime.OPEN);
    }

    /** Layout and clock as found, one bad row in a thousand, two seconds of disorder. */
    public static FeedOptions defaults() {
        return new FeedOptions(Optional.empty(), Optional.empty(), 0.001, Duration.ofSeconds(2));
    }

    public FeedOptions withLayout(String name) {
        return new FeedOptions(Optional.of(name), sourceClock, maxBadRows, maxDisorder, text, barTime);
    }

    public FeedOptions withSourceClock(SourceClock clock) {
        return new FeedOptions(layout, Optional.of(clock), maxBadRows, maxDisorder, text, barTime);
    }

    public FeedOptions withText(TextForm form) {
        return new FeedOptions(layout, sourceClock, maxBadRows, maxDisorder, form, barTime);
    }

    public FeedOptions withBarTime(BarTime time) {
        return new FeedOptions(layout, sourceClock, maxBadRows, maxDisorder, text, time);
    }

    /** What is to be taken off the time of a bar to have that of its open. */
    long barTimeShiftNanos(int minutes) {
        return barTime == BarTime.CLOSE ? Duration.ofMinutes(minutes).toNanos() : 0;
    }
}
