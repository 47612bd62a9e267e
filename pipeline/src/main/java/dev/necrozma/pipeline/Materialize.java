package dev.necrozma.pipeline;

import java.util.Set;

/**
 * Which tables of labels are written. The others can be derived at any time.
 *
 * @param mode how that is decided
 * @param names of the configurations, if they are named
 */
public record Materialize(Mode mode, Set<String> names) {

    /** The most entries for which all tables are written by default. */
    public static final long MOST_ENTRIES = 2_000_000;

    /** All up to {@link #MOST_ENTRIES}, none beyond. */
    public static final Materialize AUTO = new Materialize(Mode.AUTO, Set.of());

    /** All. */
    public static final Materialize ALL = new Materialize(Mode.ALL, Set.of());

    /** None. */
    public static final Materialize NONE = new Materialize(Mode.NONE, Set.of());

    /** How it is decided. */
    public enum Mode {
        AUTO,
        ALL,
        NONE,
        NAMED
    }

    public Materialize {
        names = Set.copyOf(names);
        if ((mode == Mode.NAMED) == names.isEmpty()) {
            throw new IllegalArgumentException("names belong to mode NAMED: " + mode + ", " + names);
        }
    }

    /** These alone. */
    public static Materialize named(Set<String> names) {
        return new Materialize(Mode.NAMED, names);
    }

    /** Whether the table of {@code name} is written when there are so many entries. */
    boolean includes(String name, long entries) {
        return switch (mode) {
            case AUTO -> entries <= MOST_ENTRIES;
            case ALL -> true;
            case NONE -> false;
            case NAMED -> names.contains(name);
        };
    }
}
