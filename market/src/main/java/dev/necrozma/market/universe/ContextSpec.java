package dev.necrozma.market.universe;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What determines the features of contexts, besides the candles.
 *
 * @param intervalMinutes the width of a candle; divides 1440
 * @param candles how many candles before an event are its context, 2 to 1,000
 * @param minMovementPips the least movement of an event; finite and positive
 * @param groups names of the {@link FeatureGroups} that are computed
 */
public record ContextSpec(int intervalMinutes, int candles, double minMovementPips, List<String> groups) {

    public static final int DEFAULT_CANDLES = 128;

    public ContextSpec {
        if (intervalMinutes < 1 || 1440 % intervalMinutes != 0) {
            throw new IllegalArgumentException("intervalMinutes must divide 1440: " + intervalMinutes);
        }
        if (candles < 2 || candles > UniverseSpec.MAX_LOOKBACK) {
            throw new IllegalArgumentException("candles must be 2 to " + UniverseSpec.MAX_LOOKBACK + ": " + candles);
        }
        if (!(minMovementPips > 0) || Double.isInfinite(minMovementPips)) {
            throw new IllegalArgumentException("minMovementPips must be finite and positive: " + minMovementPips);
        }
        groups = List.copyOf(groups);
        List<String> known = candidates().map(FeatureGroup::name).toList();
        Set<String> unknown = new TreeSet<>(groups);
        known.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("groups must be among " + known + ": " + unknown);
        }
    }

    /** The contexts of an interval with everything else as by default. */
    public static ContextSpec of(int intervalMinutes) {
        return new ContextSpec(
                intervalMinutes,
                DEFAULT_CANDLES,
                UniverseSpec.DEFAULT_MIN_MOVEMENT_PIPS,
                FeatureGroups.ofContext(Set.of(), Set.of()));
    }

    private static Stream<FeatureGroup> candidates() {
        return Stream.of(FeatureGroups.OF_CONTEXT, FeatureGroups.ON_REQUEST).flatMap(List::stream);
    }

    /** The groups, in the order of their columns. */
    List<FeatureGroup> featureGroups() {
        List<FeatureGroup> chosen = new ArrayList<>();
        candidates().filter(group -> groups.contains(group.name())).forEach(chosen::add);
        return chosen;
    }
}
