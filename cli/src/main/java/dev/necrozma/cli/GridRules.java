package dev.necrozma.cli;

import dev.necrozma.market.universe.FeatureGroups;
import dev.necrozma.market.universe.UniverseSpec;
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

    static void checkGroups(String place, List<String> groups) throws UsageException {
        for (String group : groups) {
            List<String> known = List.copyOf(FeatureGroups.names());
            if (!known.contains(group)) {
                throw new UsageException(
                        place + ": unknown feature group `" + group + "`" + Nearest.suggestion(group, known));
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
