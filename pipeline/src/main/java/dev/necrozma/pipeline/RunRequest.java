package dev.necrozma.pipeline;

import java.util.Set;

/**
 * A run of the pipeline.
 *
 * @param stages how far to go
 * @param workers how many units may be computed at a time, at least 1
 */
public record RunRequest(
        ImportSettings importing,
        UniverseGrid universes,
        LabelGrid labels,
        Set<Stage> stages,
        CacheSettings cache,
        PublishSettings publish,
        int workers) {

    public RunRequest {
        stages = Set.copyOf(stages);
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be positive: " + workers);
        }
    }
}
