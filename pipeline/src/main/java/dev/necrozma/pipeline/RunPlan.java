package dev.necrozma.pipeline;

import dev.necrozma.engine.sweep.Explanation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run would do.
 *
 * @param stages in order
 */
public record RunPlan(List<StagePlan> stages) {

    public RunPlan {
        stages = List.copyOf(stages);
    }

    /** What would become of a unit. */
    public enum Fate {
        /** Its result is stored. */
        REUSED,
        /** It has no result that could be reused. */
        COMPUTED,
        /** Its inputs must be computed first: if they come out as they were, it is reused. */
        UNKNOWN
    }

    /**
     * What a stage would do.
     *
     * @param certain whether the keys of its units are known
     */
    public record StagePlan(String stage, boolean certain, List<UnitPlan> units) {

        public StagePlan {
            units = List.copyOf(units);
        }

        /** How many units have this fate. */
        public int count(Fate fate) {
            return (int) units.stream().filter(unit -> unit.fate() == fate).count();
        }

        /** How long units of this fate took before, those together of which it is known. */
        public Duration cost(Fate fate) {
            return units.stream()
                    .filter(unit -> unit.fate() == fate)
                    .flatMap(unit -> unit.cost().stream())
                    .reduce(Duration.ZERO, Duration::plus);
        }

        /** Of how many units of this fate nobody knows what they take. */
        public int unestimated(Fate fate) {
            return (int) units.stream()
                    .filter(unit -> unit.fate() == fate && unit.cost().isEmpty())
                    .count();
        }
    }

    /**
     * What would become of a unit.
     *
     * @param why it would be computed; absent for other fates
     * @param cost what it took before, or one of its stage on average
     */
    public record UnitPlan(String unit, Fate fate, Optional<Explanation> why, Optional<Duration> cost) {

        static UnitPlan reused(String unit, Duration cost) {
            return new UnitPlan(unit, Fate.REUSED, Optional.empty(), Optional.of(cost));
        }

        static UnitPlan computed(String unit, Explanation why, Optional<Duration> cost) {
            return new UnitPlan(unit, Fate.COMPUTED, Optional.of(why), cost);
        }

        static UnitPlan unknown(String unit, Optional<Duration> cost) {
            return new UnitPlan(unit, Fate.UNKNOWN, Optional.empty(), cost);
        }
    }
}
