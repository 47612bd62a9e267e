package dev.necrozma.engine.sweep;

import dev.necrozma.engine.store.Draft;

/** Computes one unit: a pure function of what the unit's key names. */
@FunctionalInterface
public interface Computation {

    /**
     * Writes the result. Nothing is kept if this throws. An interrupt means that the result is no longer wanted.
     *
     * @param out where files and attributes of the result go; the engine publishes it
     */
    void compute(Draft out) throws Exception;
}
