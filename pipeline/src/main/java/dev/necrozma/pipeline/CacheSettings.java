package dev.necrozma.pipeline;

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
 */
public record CacheSettings(
        boolean enabled,
        Path directory,
        boolean fresh,
        boolean rehash,
        boolean skipExistingUniverses,
        boolean labels,
        int checkpointInterval,
        double audit) {

    /** Without an audit. */
    public CacheSettings(
            boolean enabled,
            Path directory,
            boolean fresh,
            boolean rehash,
            boolean skipExistingUniverses,
            boolean labels,
            int checkpointInterval) {
        this(enabled, directory, fresh, rehash, skipExistingUniverses, labels, checkpointInterval, 0);
    }

    public CacheSettings {
        if (checkpointInterval < 1) {
            throw new IllegalArgumentException("checkpointInterval must be at least 1: " + checkpointInterval);
        }
        if (!(audit >= 0 && audit <= 1)) {
            throw new IllegalArgumentException("audit must be 0 to 1: " + audit);
        }
    }
}
