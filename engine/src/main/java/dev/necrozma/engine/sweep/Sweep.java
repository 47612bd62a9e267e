package dev.necrozma.engine.sweep;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Units that can be computed independently of one another.
 *
 * @param stage the name of what is computed, for people
 */
public record Sweep(String stage, List<SweepUnit> units) {

    public Sweep {
        units = List.copyOf(units);
        Set<String> names = new HashSet<>();
        for (SweepUnit unit : units) {
            if (!names.add(unit.name())) {
                throw new IllegalArgumentException("two units of " + stage + " are called " + unit.name());
            }
        }
    }
}
