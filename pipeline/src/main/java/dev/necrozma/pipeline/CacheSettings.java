package dev.necrozma.pipeline;

import dev.necrozma.engine.retention.RetentionLimits;
import java.nio.file.Path;

/**
 * What is reused.
 *
 * @param enabled whether results are kept from run to run at all
 * @param directory of the store
 * @param fresh whether everything is computed and replaces what was stored
 * @param rehash whether inputs are read to identify them, though nothing suggests that they changed
 * @param skipExistingUniverses whether stored universes are reused
 * @param labels whether stored labels and their levels are reused
 * @param checkpointInterval finished units from one checkpoint to the next, at least 1
 * @param audit the share of reused results that is computed again to compare, 0 to 1
 * @param limits that are kept at the end of each run
 */
public record CacheSettings(
        boolean enabled,
        Path directory,
        boolean fresh,
        boolean rehash,
        boolean skipExistingUniverses,
        boolean labels,
        int checkpointInterval,
        double audit,
        RetentionLimits limits) {

    public CacheSettings {
        if (checkpointInterval < 1) {
            throw new IllegalArgumentException("checkpointInterval must be at least 1: " + checkpointInterval);
        }
        if (!(audit >= 0 && audit <= 1)) {
            throw new IllegalArgumentException("audit must be 0 to 1: " + audit);
        }
    }

    /** Without an audit or limits. */
    public CacheSettings(
            boolean enabled,
            Path directory,
            boolean fresh,
            boolean rehash,
            boolean skipExistingUniverses,
            boolean labels,
            int checkpointInterval) {
        this(
                enabled,
                directory,
                fresh,
                rehash,
                skipExistingUniverses,
                labels,
                checkpointInterval,
                0,
                RetentionLimits.NONE);
    }

    /** The same in another directory. */
    public CacheSettings at(Path place) {
        return new CacheSettings(
                enabled, place, fresh, rehash, skipExistingUniverses, labels, checkpointInterval, audit, limits);
    }

    /** The same but for the directory, which is one of this run alone. */
    CacheSettings discarded() {
        return new CacheSettings(
                false, directory, fresh, rehash, skipExistingUniverses, labels, checkpointInterval, audit, limits);
    }
}
