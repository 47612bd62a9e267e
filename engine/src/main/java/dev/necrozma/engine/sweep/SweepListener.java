package dev.necrozma.engine.sweep;

/** Hears of a sweep's progress, from any of its threads, one call at a time. */
public interface SweepListener {

    /** Hears nothing. */
    SweepListener NONE = new SweepListener() {};

    /** The store was asked: of {@code units}, {@code reused} are there already. */
    default void started(Sweep sweep, int units, int reused) {}

    /** A unit ended, and if it was computed its result is durable. */
    default void ended(Sweep sweep, SweepUnit unit, Outcome outcome) {}

    /** A checkpoint made {@code results} results durable. */
    default void checkpointed(Sweep sweep, int results) {}

    /**
     * Nothing happened, for a quarter of a second or so: while units are computed, the thread that runs the sweep calls this again
     * and again. Unlike the others it may be called beside another call, and whatever takes it long delays no unit.
     */
    default void waiting(Sweep sweep) {}
}
