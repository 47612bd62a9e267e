package dev.necrozma.market.universe;

import java.util.List;

/**
 * Features that are computed together. Adding a group is one class and one entry in {@link FeatureGroups#ALL}. A group holds
 * no state of its own: what it needs for a window is in the {@link Window}.
 */
interface FeatureGroup {

    /** The name by which configurations skip the group. */
    String name();

    /** The group's columns in the order of their indices. */
    List<Feature> features();

    /**
     * Sets every feature that {@code out} wants, or leaves it null. Allocates nothing. A value is a function of the window
     * (for the calendar, of the event's time) alone.
     */
    void compute(Window window, FeatureRow out);
}
