package dev.necrozma.market.universe;

/**
 * A column that a group computes.
 *
 * @param name in snake case, unique among all groups
 * @param unit such as {@code pips}; {@code 1} for a pure number
 * @param shortestLookback the windows of fewer candles do not have the column
 * @param needsTicks whether candles of imported bars do not have the column
 * @param reference formula, and where it is from
 */
public record Feature(String name, String unit, int shortestLookback, boolean needsTicks, String reference) {

    static Feature of(String name, String unit, int shortestLookback, String reference) {
        return new Feature(name, unit, shortestLookback, false, reference);
    }

    static Feature ofTicks(String name, String unit, int shortestLookback, String reference) {
        return new Feature(name, unit, shortestLookback, true, reference);
    }
}
