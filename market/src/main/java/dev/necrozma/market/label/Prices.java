package dev.necrozma.market.label;

/** At which prices positions are opened and valued. */
public enum Prices {
    /** Everything at {@code (bid + ask) / 2}; of imported bars, at the side that they are of. */
    MID("mid"),
    /** A long is opened at ask and valued at bid, a short the reverse: the spread counts. */
    BID_ASK("bid_ask");

    private final String label;

    Prices(String label) {
        this.label = label;
    }

    /** The name in lower case. */
    public String label() {
        return label;
    }
}
