package dev.necrozma.market.universe;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The groups of features that universes have, in the order of their columns. A group may have features both of the window and
 * of the context: it is then in both lists, by the same name.
 */
public final class FeatureGroups {

    /** Of the window of a universe, or of the event's time. */
    static final List<FeatureGroup> OF_WINDOW = List.of(
            new ReturnsGroup(),
            new TrendGroup(),
            new DerivativesGroup(),
            new AutocorrelationGroup(),
            new CandlesGroup(),
            PermutationGroup.ofWindow(),
            new CalendarGroup());

    /** Of the context, which is the same for every lookback. */
    static final List<FeatureGroup> OF_CONTEXT = List.of(
            PermutationGroup.ofContext(),
            new SpectralGroup(),
            new WaveletGroup(),
            new EntropyGroup(),
            new FractalGroup(),
            new RecurrenceGroup());

    /** Of the context as well, but computed only where they are asked for. */
    static final List<FeatureGroup> ON_REQUEST = List.of(new ChaosGroup());

    private FeatureGroups() {}

    /** The names of all groups, in the order of their columns. */
    public static List<String> names() {
        return all().map(FeatureGroup::name).distinct().toList();
    }

    /**
     * The features of a group, of the window and of the context, in the order of their columns.
     *
     * @throws IllegalArgumentException if there is no such group
     */
    public static List<Feature> features(String group) {
        List<Feature> features = all().filter(candidate -> candidate.name().equals(group))
                .flatMap(candidate -> candidate.features().stream())
                .toList();
        if (features.isEmpty()) {
            throw new IllegalArgumentException("group must be among " + names() + ": " + group);
        }
        return features;
    }

    /** The names of the groups of the window. */
    public static List<String> ofWindow() {
        return OF_WINDOW.stream().map(FeatureGroup::name).toList();
    }

    /**
     * The names of the groups of the context that are computed.
     *
     * @param added those of {@link #onRequest()} that are
     * @param skipped those that are not
     */
    public static List<String> ofContext(Set<String> added, Set<String> skipped) {
        return Stream.concat(OF_CONTEXT.stream(), ON_REQUEST.stream().filter(group -> added.contains(group.name())))
                .map(FeatureGroup::name)
                .filter(group -> !skipped.contains(group))
                .toList();
    }

    /** The names of the groups that are computed only where they are asked for. */
    public static List<String> onRequest() {
        return ON_REQUEST.stream().map(FeatureGroup::name).toList();
    }

    static Stream<FeatureGroup> all() {
        return Stream.of(OF_WINDOW, OF_CONTEXT, ON_REQUEST).flatMap(List::stream);
    }
}
