package dev.necrozma.market.universe;

import java.util.List;

/** The groups of features that universes have, in the order of their columns. */
public final class FeatureGroups {

    static final List<FeatureGroup> ALL = List.of(
            new ReturnsGroup(),
            new TrendGroup(),
            new DerivativesGroup(),
            new AutocorrelationGroup(),
            new CandlesGroup(),
            new PermutationGroup(),
            new CalendarGroup());

    private FeatureGroups() {}

    /** The names of all groups, in the order of their columns. */
    public static List<String> names() {
        return ALL.stream().map(FeatureGroup::name).toList();
    }

    /**
     * The features of a group, in the order of their columns.
     *
     * @throws IllegalArgumentException if there is no such group
     */
    public static List<Feature> features(String group) {
        return ALL.stream()
                .filter(candidate -> candidate.name().equals(group))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("group must be among " + names() + ": " + group))
                .features();
    }
}
