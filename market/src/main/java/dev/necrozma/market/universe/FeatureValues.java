package dev.necrozma.market.universe;

import java.util.ArrayList;
import java.util.List;

/**
 * The feature values of all events, gathered row by row into columns. Threads may store rows at the same time if their rows
 * lie in different runs of {@link #APART}.
 */
final class FeatureValues {

    /** Rows {@code [k * APART, (k + 1) * APART)} share an element of a null bitmap. */
    static final int APART = Long.SIZE;

    private final List<Feature> features;
    private final float[][] values;
    private final long[][] nulls;

    FeatureValues(List<Feature> features, int rows) {
        this.features = features;
        values = new float[features.size()][rows];
        nulls = new long[features.size()][FeatureColumn.words(rows)];
    }

    /** Stores the values of {@code row}, whose features are those of this. */
    void store(int event, FeatureRow row) {
        for (int column = 0; column < values.length; column++) {
            double value = row.value(column);
            if (Math.abs(value) <= Float.MAX_VALUE) {
                values[column][event] = (float) (value + 0.0); // never -0
            } else {
                nulls[column][event >>> 6] |= 1L << (event & 63);
            }
        }
    }

    /** The columns; nothing may be stored any more. */
    List<FeatureColumn> columns() {
        List<FeatureColumn> columns = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Feature feature = features.get(i);
            columns.add(new FeatureColumn(
                    feature.name(), feature.unit(), feature.reference(), values[i], FeatureColumn.orNone(nulls[i])));
        }
        return columns;
    }
}
