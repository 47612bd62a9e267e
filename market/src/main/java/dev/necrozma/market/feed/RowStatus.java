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
    OTHER_SYMBOL("another symbol"),
    ONE_SIDED("one side alone, before the other was quoted", false),
    EMPTY_BAR("flat bar without volume", false);

    private final String reason;
    private final boolean bad;

    RowStatus(String reason) {
        this(reason, true);
    }

    RowStatus(String reason, boolean bad) {
        this.reason = reason;
        this.bad = bad;
    }

    /** What the user may do if many rows are so, to end a sentence with; empty if nothing is known. */
    String remedy() {
        return switch (this) {
            case UNPARSABLE_TIME -> "; --time-format says how times are written, such as 'dd/MM/yyyy HH:mm:ss.SSS'";
            case DECIMAL_COMMA -> "; --decimal comma reads them";
            default -> "";
        };
    }

    /** Whether the row is wrong, as against one that is as it should be and tells nothing. */
    boolean bad() {
        return bad;
    }

    /** The reason in words. */
    public String reason() {
        return reason;
    }
}
