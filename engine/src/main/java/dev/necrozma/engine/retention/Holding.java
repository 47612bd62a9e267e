package dev.necrozma.engine.retention;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A stored result, as far as it matters to a {@link RetentionPlan}.
 *
 * @param keyId the id of its key
 * @param files the lengths of its files, by content; another result may have the same file
 * @param inlineBytes of the files that its record has in itself
 * @param lastUsed when a run last used it, or when it was computed
 * @param cost how long it took to compute
 * @param needed whether it must stay whatever the limits are
 */
public record Holding(
        Fingerprint keyId,
        String stage,
        String unit,
        Map<Fingerprint, Long> files,
        long inlineBytes,
        Instant created,
        Instant lastUsed,
        Duration cost,
        boolean needed) {

    public Holding {
        files = Map.copyOf(files);
        if (inlineBytes < 0) {
            throw new IllegalArgumentException("inlineBytes must not be negative: " + inlineBytes);
        }
    }

    /** Its length with every file, whether it has that alone or not. */
    public long sizeBytes() {
        long size = inlineBytes;
        for (long file : files.values()) {
            size += file;
        }
        return size;
    }
}
