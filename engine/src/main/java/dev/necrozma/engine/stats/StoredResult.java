package dev.necrozma.engine.stats;

import dev.necrozma.engine.store.Artifact;
import java.time.Instant;

/**
 * A result of a store.
 *
 * @param lastUsed the end of the newest run that names it, or when it was computed
 */
public record StoredResult(Artifact artifact, Instant lastUsed) {

    public String stage() {
        return artifact.key().stage();
    }
}
