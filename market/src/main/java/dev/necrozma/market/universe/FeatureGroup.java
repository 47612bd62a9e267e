package dev.necrozma.market.universe;

import java.util.List;

/**
 * Features that are computed together. Adding a group is one class, one test, and one entry in {@link FeatureGroups}. A group
 * has no state: what several groups need of a window is in the {@link Window}, and what one needs for itself in what it
 * prepares.
 */
interface FeatureGroup {

    /** The name by which configurations skip the group, or ask for it. */
    String name();

    /** The group's columns in the order of their indices; those of the context have names that begin with {@code ctx_}. */
    List<Feature> features();

    /** What computes the group for windows of so many candles, with what tables and scratch it needs, allocated once. */
    FeatureComputation prepare(int candles);
}
