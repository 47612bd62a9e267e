package dev.necrozma.market.universe;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What determines a universe, besides the candles.
 *
 * @param intervalMinutes the width of a candle; divides 1440
 * @param lookback the candles of a window, 2 to 1,000
 * @param minMovementPips the least movement of an event; finite and positive
 * @param levelEdges where levels begin
 * @param skipGroups names of {@link FeatureGroups} whose columns are left out
 */
public record UniverseSpec(
        int intervalMinutes, int lookback, double minMovementPips, LevelEdges levelEdges, Set<String> skipGroups) {

    public static final double DEFAULT_MIN_MOVEMENT_PIPS = 1.0;
    public static final int MAX_LOOKBACK = 1_000;

    public UniverseSpec {
        if (intervalMinutes < 1 || 1440 % intervalMinutes != 0) {
            throw new IllegalArgumentException("intervalMinutes must divide 1440: " + intervalMinutes);
        }
        if (lookback < 2 || lookback > MAX_LOOKBACK) {
            throw new IllegalArgumentException("lookback must be 2 to " + MAX_LOOKBACK + ": " + lookback);
        }
        if (!(minMovementPips > 0) || Double.isInfinite(minMovementPips)) {
            throw new IllegalArgumentException("minMovementPips must be finite and positive: " + minMovementPips);
        }
        skipGroups = Set.copyOf(skipGroups);
        Set<String> unknown = new TreeSet<>(skipGroups);
        unknown.removeAll(FeatureGroups.names());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("skipGroups must be among " + FeatureGroups.names() + ": " + unknown);
        }
    }

    /** The universe of an interval and a lookback with everything else as by default. */
    public static UniverseSpec of(int intervalMinutes, int lookback) {
        return new UniverseSpec(intervalMinutes, lookback, DEFAULT_MIN_MOVEMENT_PIPS, LevelEdges.DEFAULT, Set.of());
    }

    /** The groups of the window that are not skipped. */
    List<FeatureGroup> windowGroups() {
        return FeatureGroups.OF_WINDOW.stream()
                .filter(group -> !skipGroups.contains(group.name()))
                .toList();
    }

    /** Such as {@code universe_5m_20lb}. */
    public String name() {
        return name(intervalMinutes, lookback);
    }

    public static String name(int intervalMinutes, int lookback) {
        return "universe_" + intervalMinutes + "m_" + lookback + "lb";
    }
}
