package dev.necrozma.pipeline;

/**
 * A run of the pipeline.
 *
 * @param workers how many units may be computed at a time, at least 1
 */
public record RunRequest(
        ImportSettings importing, UniverseGrid universes, CacheSettings cache, PublishSettings publish, int workers) {

    public RunRequest {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be positive: " + workers);
        }
    }
}
