package dev.necrozma.engine.sweep;

import dev.necrozma.engine.fingerprint.InputFile;
import dev.necrozma.engine.key.CacheKey;
import java.util.List;

/**
 * One result that a sweep is to have.
 *
 * @param name the name by which people know it; no two units of a sweep have the same
 * @param inputs files that the computation reads directly: its result counts only if they stayed the same from before their first
 *     byte was read until after the last
 */
public record SweepUnit(String name, CacheKey key, List<InputFile> inputs, Computation computation) {

    public SweepUnit {
        inputs = List.copyOf(inputs);
    }

    /** A unit that reads no file directly. */
    public SweepUnit(String name, CacheKey key, Computation computation) {
        this(name, key, List.of(), computation);
    }
}
