package dev.necrozma.pipeline;

import java.util.List;

/**
 * The universes of a run: every interval with every lookback.
 *
 * @param intervals in minutes, each dividing 1440
 * @param lookbacks in candles
 * @param minMovementPips the least movement of an event
 * @param skipGroups feature groups to leave out
 */
public record UniverseGrid(
        List<Integer> intervals, List<Integer> lookbacks, double minMovementPips, List<String> skipGroups) {

    /** Five intervals and five lookbacks. */
    public static final UniverseGrid DEFAULT =
            new UniverseGrid(List.of(1, 5, 15, 30, 60), List.of(5, 10, 15, 20, 30), 1.0, List.of());

    public UniverseGrid {
        intervals = List.copyOf(intervals);
        lookbacks = List.copyOf(lookbacks);
        skipGroups = List.copyOf(skipGroups);
    }
}
