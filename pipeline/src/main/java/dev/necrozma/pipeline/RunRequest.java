package dev.necrozma.pipeline;

import dev.necrozma.market.label.Barrier;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.universe.UniverseSpec;
import java.util.Map;
import java.util.Set;

/**
 * A run of the pipeline.
 *
 * @param stages how far to go
 * @param workers how many units may be computed at a time, at least 1
 * @param only the names of the universes and labels that are wanted; empty for all of the grids
 * @param origin what the record of the run says of where this came from, in the caller's own words
 */
public record RunRequest(
        ImportSettings importing,
        UniverseGrid universes,
        LabelGrid labels,
        Set<Stage> stages,
        CacheSettings cache,
        PublishSettings publish,
        int workers,
        Set<String> only,
        Map<String, String> origin) {

    public RunRequest {
        stages = Set.copyOf(stages);
        only = Set.copyOf(only);
        origin = Map.copyOf(origin);
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be positive: " + workers);
        }
    }

    /** A run of the whole grids. */
    public RunRequest(
            ImportSettings importing,
            UniverseGrid universes,
            LabelGrid labels,
            Set<Stage> stages,
            CacheSettings cache,
            PublishSettings publish,
            int workers) {
        this(importing, universes, labels, stages, cache, publish, workers, Set.of(), Map.of());
    }

    boolean wants(String name) {
        return only.isEmpty() || only.contains(name);
    }

    /**
     * The same with the smallest grids in which there is a result of this name, so that nothing is taken that it is not made of.
     * The same as it is if a universe, a label, a context and a level are all called otherwise.
     */
    public RunRequest upTo(String name) {
        for (int interval : universes.intervals()) {
            for (int lookback : universes.lookbacks()) {
                String universe = UniverseSpec.name(interval, lookback);
                boolean ran = stages.contains(Stage.UNIVERSES) && wants(universe);
                if (ran && (name.equals(universe) || name.equals(ContextStage.unitName(interval)))) {
                    return with(universes.of(interval, lookback), labels, Stage.UNIVERSES, universe);
                }
            }
        }
        for (LabelSpec spec : labels.specs()) {
            boolean needed =
                    Barrier.of(labels.prices(), spec).stream().anyMatch(barrier -> name.equals(barrier.name()));
            boolean ran = stages.contains(Stage.LABELS) && wants(spec.name());
            if (ran && (name.equals(spec.name()) || needed)) {
                return with(universes, labels.of(spec), Stage.LABELS, spec.name());
            }
        }
        return this;
    }

    private RunRequest with(UniverseGrid universe, LabelGrid label, Stage stage, String name) {
        return new RunRequest(importing, universe, label, Set.of(stage), cache, publish, workers, Set.of(name), origin);
    }
}
