package dev.necrozma.market.universe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The feature values of one event. Groups write by the index of a feature within the group; features that the universe does
 * not have go nowhere. A value that was not set, or is not finite, is null.
 */
final class FeatureRow {

    private static final int ABSENT = -1;

    private final List<FeatureGroup> groups = new ArrayList<>();
    private final List<int[]> columnsOfGroups = new ArrayList<>();
    private final List<Feature> features = new ArrayList<>();
    private final double[] values;
    private int[] columns = {};

    FeatureRow(UniverseSpec spec, boolean hasTicks) {
        this(spec, hasTicks, FeatureGroups.ALL);
    }

    FeatureRow(UniverseSpec spec, boolean hasTicks, List<FeatureGroup> candidates) {
        for (FeatureGroup group : candidates) {
            if (!spec.skipGroups().contains(group.name())) {
                groups.add(group);
                columnsOfGroups.add(assignColumns(group, spec.lookback(), hasTicks));
            }
        }
        values = new double[features.size()];
    }

    private int[] assignColumns(FeatureGroup group, int lookback, boolean hasTicks) {
        int[] assigned = new int[group.features().size()];
        for (int i = 0; i < assigned.length; i++) {
            Feature feature = group.features().get(i);
            if (lookback >= feature.shortestLookback() && (hasTicks || !feature.needsTicks())) {
                assigned[i] = features.size();
                features.add(feature);
            } else {
                assigned[i] = ABSENT;
            }
        }
        return assigned;
    }

    /** The features that the universe has, in the order of their columns. */
    List<Feature> features() {
        return features;
    }

    /** The column of a feature by name, or -1. */
    int column(String name) {
        for (int i = 0; i < features.size(); i++) {
            if (features.get(i).name().equals(name)) {
                return i;
            }
        }
        return ABSENT;
    }

    void compute(Window window) {
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < groups.size(); i++) {
            columns = columnsOfGroups.get(i);
            groups.get(i).compute(window, this);
        }
    }

    /** Whether the universe has the feature with this index in the group being computed. */
    boolean wants(int feature) {
        return columns[feature] != ABSENT;
    }

    void set(int feature, double value) {
        int column = columns[feature];
        if (column != ABSENT) {
            values[column] = value;
        }
    }

    /** The value of a column; NaN stands for null. */
    double value(int column) {
        return values[column];
    }
}
