package dev.necrozma.engine.sweep;

import dev.necrozma.engine.store.Artifact;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * How every unit of a sweep ended.
 *
 * @param outcomes by the name of the unit, in the order of the sweep
 * @param elapsed from the start of the sweep to its end
 * @param storeTime spent with the store: looking for results, claiming, and publishing, summed over threads, so that some of it was
 *     beside the computation
 */
public record SweepResult(Sweep sweep, Map<String, Outcome> outcomes, Duration elapsed, Duration storeTime) {

    public SweepResult {
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    }

    /** Whether every unit has a result. */
    public boolean isComplete() {
        return outcomes.values().stream().allMatch(outcome -> outcome.artifact().isPresent());
    }

    /**
     * The result of the unit called {@code unit}.
     *
     * @throws NoSuchElementException if it has none
     */
    public Artifact artifact(String unit) {
        Outcome outcome = outcomes.get(unit);
        if (outcome == null) {
            throw new NoSuchElementException(sweep.stage() + " has no unit " + unit);
        }
        return outcome.artifact()
                .orElseThrow(() -> new NoSuchElementException(unit + " of " + sweep.stage() + " has no result"));
    }
}
