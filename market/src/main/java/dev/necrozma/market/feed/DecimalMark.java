package dev.necrozma.market.feed;

/** What stands between the whole and the fraction of a number. */
public enum DecimalMark {
    /** A point, which nobody stated: a lone comma may be one too, so {@code 1,234} is refused. */
    ASSUMED_POINT('.', ','),
    /** A point; commas group thousands. */
    POINT('.', ','),
    /** A comma; points group thousands. */
    COMMA(',', '.');

    private final char mark;
    private final char group;

    DecimalMark(char mark, char group) {
        this.mark = mark;
        this.group = group;
    }

    /** The byte before the fraction. */
    char mark() {
        return mark;
    }

    /** The byte that may group thousands; blanks and apostrophes may too. */
    char group() {
        return group;
    }
}
