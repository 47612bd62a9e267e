package dev.necrozma.market.universe;

/**
 * The values of one feature, an event each, as 32-bit floats. Never NaN or infinite; a null's value is 0. Immutable by
 * convention: the arrays are not copied.
 */
public final class FeatureColumn {

    private final String name;
    private final String unit;
    private final String reference;
    private final float[] values;
    private final long[] nulls;

    /**
     * Takes the arrays without copying.
     *
     * @param nulls bit {@code i % 64} of element {@code i / 64} is set where value {@code i} is null; an empty array if none is
     */
    public FeatureColumn(String name, String unit, String reference, float[] values, long[] nulls) {
        if (nulls.length != 0 && nulls.length < words(values.length)) {
            throw new IllegalArgumentException("nulls must be empty or have a bit for each value: " + nulls.length);
        }
        this.name = name;
        this.unit = unit;
        this.reference = reference;
        this.values = values;
        this.nulls = nulls;
    }

    /** The length of a null bitmap of {@code values} values. */
    public static int words(int values) {
        return (values + 63) >>> 6;
    }

    /** A null bitmap as the constructor takes it: an empty array if no bit is set. */
    static long[] orNone(long[] nulls) {
        for (long word : nulls) {
            if (word != 0) {
                return nulls;
            }
        }
        return new long[0];
    }

    public String name() {
        return name;
    }

    /** Such as {@code pips}; {@code 1} for a pure number. */
    public String unit() {
        return unit;
    }

    /** Formula, and where it is from. */
    public String reference() {
        return reference;
    }

    public boolean isNull(int i) {
        return nulls.length != 0 && (nulls[i >>> 6] >>> (i & 63) & 1) != 0;
    }

    /** The value of event {@code i}; 0 where it is null. */
    public float value(int i) {
        return values[i];
    }

    /** Whether some value is null. */
    public boolean hasNulls() {
        return nulls.length != 0;
    }
}
