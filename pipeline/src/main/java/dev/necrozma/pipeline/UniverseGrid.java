package dev.necrozma.pipeline;

import dev.necrozma.market.universe.ContextSpec;
import dev.necrozma.market.universe.FeatureGroups;
import dev.necrozma.market.universe.UniverseSpec;
import java.util.List;
import java.util.Set;

/**
 * The universes of a run: every interval with every lookback.
 *
 * @param intervals in minutes, each dividing 1440
 * @param lookbacks in candles
 * @param minMovementPips the least movement of an event
 * @param context how many candles before an event its context has, whatever the lookback
 * @param addGroups feature groups that are computed only where they are asked for
 * @param skipGroups feature groups to leave out
 */
public record UniverseGrid(
        List<Integer> intervals,
        List<Integer> lookbacks,
        double minMovementPips,
        int context,
        List<String> addGroups,
        List<String> skipGroups) {

    /** Five intervals and five lookbacks. */
    public static final UniverseGrid DEFAULT = of(List.of(1, 5, 15, 30, 60), List.of(5, 10, 15, 20, 30));

    public UniverseGrid {
        intervals = List.copyOf(intervals);
        lookbacks = List.copyOf(lookbacks);
        addGroups = List.copyOf(addGroups);
        skipGroups = List.copyOf(skipGroups);
    }

    /** The universes of these intervals and lookbacks with everything else as by default. */
    public static UniverseGrid of(List<Integer> intervals, List<Integer> lookbacks) {
        return new UniverseGrid(
                intervals,
                lookbacks,
                UniverseSpec.DEFAULT_MIN_MOVEMENT_PIPS,
                ContextSpec.DEFAULT_CANDLES,
                List.of(),
                List.of());
    }

    /** The universe of this interval and lookback alone, with everything else as here. */
    UniverseGrid of(int interval, int lookback) {
        return new UniverseGrid(List.of(interval), List.of(lookback), minMovementPips, context, addGroups, skipGroups);
    }

    /** The groups of the context that are computed. */
    List<String> contextGroups() {
        return FeatureGroups.ofContext(Set.copyOf(addGroups), Set.copyOf(skipGroups));
    }
}
