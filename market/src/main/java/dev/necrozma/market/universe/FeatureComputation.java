package dev.necrozma.market.universe;

/** What computes the features of a group, window after window. May hold tables and scratch; used by one thread. */
@FunctionalInterface
interface FeatureComputation {

    /**
     * Sets every feature that {@code out} wants, or leaves it null. Allocates nothing. A value is a function of the window
     * (for the calendar, of the event's time) alone, whatever windows were computed before.
     */
    void compute(Window window, FeatureRow out);
}
