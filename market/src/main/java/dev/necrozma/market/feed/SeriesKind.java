package dev.necrozma.market.feed;

/** What the rows of a file are. */
public enum SeriesKind {
    TICKS,
    BARS
}
