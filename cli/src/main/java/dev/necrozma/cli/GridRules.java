package dev.necrozma.cli;

import dev.necrozma.market.universe.Feature;
import dev.necrozma.market.universe.FeatureGroups;
import dev.necrozma.market.universe.UniverseSpec;
import dev.necrozma.pipeline.UniverseGrid;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a grid of universes may consist of. */
final class GridRules {

    static final int DAY_MINUTES = 1440;

    private GridRules() {}

    /** @param place the option or the key and its place, to begin the sentence with */
    static void checkIntervals(String place, List<Integer> intervals) throws UsageException {
        checkDistinct(place, intervals);
        for (int interval : intervals) {
            if (DAY_MINUTES % interval != 0) {
                throw new UsageException(place + " must be minutes that divide a day (1440): " + interval);
            }
        }
    }

    static void checkLookbacks(String place, List<Integer> lookbacks) throws UsageException {
        checkDistinct(place, lookbacks);
        for (int lookback : lookbacks) {
            if (lookback < 2 || lookback > UniverseSpec.MAX_LOOKBACK) {
                throw new UsageException(
                        place + " must be 2 to " + UniverseSpec.MAX_LOOKBACK + " candles: " + lookback);
            }
        }
    }

    static void checkContext(String place, int candles) throws UsageException {
        if (candles < 2 || candles > UniverseSpec.MAX_LOOKBACK) {
            throw new UsageException(place + " must be 2 to " + UniverseSpec.MAX_LOOKBACK + " candles: " + candles);
        }
    }

    static void checkGroups(String place, List<String> groups) throws UsageException {
        for (String group : groups) {
            List<String> known = List.copyOf(FeatureGroups.names());
            if (!known.contains(group)) {
                throw new UsageException(
                        place + ": unknown feature group `" + group + "`" + Nearest.suggestion(group, known));
            }
        }
    }

    static void checkAddedGroups(String place, List<String> groups) throws UsageException {
        checkGroups(place, groups);
        for (String group : groups) {
            if (!FeatureGroups.onRequest().contains(group)) {
                throw new UsageException(place + ": " + group + " is computed without being asked for; that is not: "
                        + String.join(", ", FeatureGroups.onRequest()));
            }
        }
    }

    /** Refuses groups that were asked for though the context is too short for them. */
    static void checkCombination(UniverseGrid grid) throws UsageException {
        for (String group : grid.addGroups()) {
            int shortest = FeatureGroups.features(group).stream()
                    .mapToInt(Feature::shortestWindow)
                    .min()
                    .orElseThrow();
            if (grid.context() < shortest) {
                throw new UsageException("the group " + group + " needs a context of " + shortest
                        + " candles or more, not of " + grid.context() + ": choose --context " + shortest);
            }
        }
    }

    private static void checkDistinct(String place, List<Integer> values) throws UsageException {
        if (values.isEmpty()) {
            throw new UsageException(place + " must name at least one number");
        }
        Set<Integer> seen = new HashSet<>();
        for (int value : values) {
            if (!seen.add(value)) {
                throw new UsageException(place + " names " + value + " twice");
            }
        }
    }
}
