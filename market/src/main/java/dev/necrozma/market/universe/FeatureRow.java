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

    private final List<FeatureComputation> computations = new ArrayList<>();
    private final List<int[]> columnsOfGroups = new ArrayList<>();
    private final List<Feature> features = new ArrayList<>();
    private final double[] values;
    private int[] columns = {};

    /**
     * A row for windows of so many candles.
     *
     * @param groups what is computed, in the order of the columns
     */
    FeatureRow(List<FeatureGroup> groups, int candles, boolean hasTicks) {
        for (FeatureGroup group : groups) {
            int before = features.size();
            int[] assigned = assignColumns(group, candles, hasTicks);
            if (features.size() > before) {
                columnsOfGroups.add(assigned);
                computations.add(group.prepare(candles));
            }
        }
        values = new double[features.size()];
    }

    private int[] assignColumns(FeatureGroup group, int candles, boolean hasTicks) {
        int[] assigned = new int[group.features().size()];
        for (int i = 0; i < assigned.length; i++) {
            Feature feature = group.features().get(i);
            if (candles >= feature.shortestWindow() && (hasTicks || !feature.needsTicks())) {
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
        for (int i = 0; i < computations.size(); i++) {
            columns = columnsOfGroups.get(i);
            computations.get(i).compute(window, this);
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
