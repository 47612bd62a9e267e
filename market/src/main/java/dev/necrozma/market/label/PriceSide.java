package dev.necrozma.market.label;

/** A series of prices that a position may be valued at. */
public enum PriceSide {
    /** Values longs and shorts, both opened at mid. */
    MID("mid"),
    /** Values longs, which are opened at ask. */
    BID("bid"),
    /** Values shorts, which are opened at bid. */
    ASK("ask");

    private final String label;

    PriceSide(String label) {
        this.label = label;
    }

    /** The name in lower case. */
    public String label() {
        return label;
    }
}
