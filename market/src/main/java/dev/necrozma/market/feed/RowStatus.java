package dev.necrozma.market.feed;

/** What came of a line: a row, or the reason why it was rejected. */
public enum RowStatus {
    OK("row"),
    MISSING_COLUMN("missing column"),
    UNPARSABLE_TIME("unparsable time"),
    UNPARSABLE_NUMBER("unparsable number"),
    DECIMAL_COMMA("decimal comma instead of a point"),
    BAD_PRICE("price not finite and positive"),
    BAD_BAR("open or close outside low to high"),
    OFF_GRID("time not on the grid of the bars"),
    REPEATED_BAR("bar of the same time as the one above"),
    OTHER_SYMBOL("another symbol");

    private final String reason;

    RowStatus(String reason) {
        this.reason = reason;
    }

    /** The reason in words. */
    public String reason() {
        return reason;
    }
}
