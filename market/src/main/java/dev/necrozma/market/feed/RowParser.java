package dev.necrozma.market.feed;

import java.util.Optional;

/** Reads the rows of one entry, in order; may remember what repeats from row to row. */
interface RowParser {

    /**
     * Reads the line in {@code [from, to)}, without its line end, into {@code row}. At least 16 bytes follow {@code to} in
     * the array.
     */
    RowStatus parse(byte[] bytes, int from, int to, Row row);

    /** The symbol that the rows name, upper-case letters and digits; empty if they name none, or none was read yet. */
    Optional<String> symbol();
}
