package dev.necrozma.pipeline;

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
}
