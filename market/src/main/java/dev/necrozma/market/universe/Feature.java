package dev.necrozma.market.universe;

/**
 * A column that a group computes.
 *
 * @param name in snake case, unique among all groups
 * @param unit such as {@code pips}; {@code 1} for a pure number
 * @param shortestWindow windows (for {@code ctx_} columns, contexts) of fewer candles do not have the column
 * @param needsTicks whether candles of imported bars do not have the column
 * @param range the values that it may have
 * @param formula how it is computed, and when it is null
 * @param source where the formula is from; empty if that needs no saying
 */
public record Feature(
        String name, String unit, int shortestWindow, boolean needsTicks, Range range, String formula, String source) {

    static Feature of(String name, String unit, int shortestWindow, Range range, String formula, String source) {
        return new Feature(name, unit, shortestWindow, false, range, formula, source);
    }

    static Feature ofTicks(String name, String unit, int shortestWindow, Range range, String formula, String source) {
        return new Feature(name, unit, shortestWindow, true, range, formula, source);
    }

    /** Formula, and where it is from. */
    public String reference() {
        return source.isEmpty() ? formula : formula + " (" + source + ")";
    }
}
