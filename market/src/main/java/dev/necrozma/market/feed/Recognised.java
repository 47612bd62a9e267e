package dev.necrozma.market.feed;

import java.util.List;
import java.util.Optional;

/**
 * How to read a file whose layout is known.
 *
 * @param layout name of the layout
 * @param kind what its rows are
 * @param header whether the first line with content names the columns
 * @param side side of the prices of bars; empty text for ticks or where the layout does not say
 * @param minutes width of a bar if the layout fixes it, else 0
 * @param clock where times without an offset come from
 * @param rows the parser, fresh for this entry
 * @param alsoFits names of the other layouts that fit and would read the first lines in another way
 */
record Recognised(
        String layout,
        SeriesKind kind,
        boolean header,
        String side,
        int minutes,
        ClockRule clock,
        RowParser rows,
        List<String> alsoFits) {

    Recognised {
        alsoFits = List.copyOf(alsoFits);
    }

    /** A layout that alone fits. */
    Recognised(
            String layout, SeriesKind kind, boolean header, String side, int minutes, ClockRule clock, RowParser rows) {
        this(layout, kind, header, side, minutes, clock, rows, List.of());
    }

    /** The side of the prices of bars, where the layout says it. */
    Optional<String> statedSide() {
        return side.isEmpty() ? Optional.empty() : Optional.of(side);
    }

    Recognised withAlsoFits(List<String> others) {
        return new Recognised(layout, kind, header, side, minutes, clock, rows, others);
    }
}
