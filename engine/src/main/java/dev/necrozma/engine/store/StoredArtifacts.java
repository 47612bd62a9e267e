package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Artifacts to be found and read: what there is of a store for whoever must not or may not change it. Safe for use by several threads. */
public interface StoredArtifacts {

    /** The newest result of {@code key} that is known of. Touches no disk. */
    default Optional<Artifact> find(CacheKey key) {
        return find(key.id());
    }

    /** The newest result, as {@link #find(CacheKey)}, of the key whose id is {@code keyId}: for those who noted ids only. */
    Optional<Artifact> find(Fingerprint keyId);

    /**
     * The whole content of a file, verified by length and checksum.
     *
     * @throws PayloadLostException if it is absent or has other bytes than were stored
     * @throws IllegalArgumentException if it is too long for an array
     */
    byte[] read(Artifact artifact, String payload) throws IOException;

    /**
     * Writes the content of a file to {@code out}, verifying it on the way: only when this returns are the bytes written known to
     * be right.
     *
     * @throws PayloadLostException as {@link #read}
     */
    void copy(Artifact artifact, String payload, OutputStream out) throws IOException;

    /** Why the newest result of {@code key} was removed, if it was and none came after it. */
    Optional<Removal> removal(CacheKey key);

    /** The key of the newest result of a stage with the unit name {@code unit}, removed or not. */
    Optional<CacheKey> newest(String stage, String unit);

    /** What was found damaged or absent since the store was opened, oldest first, in sentences for people. */
    List<String> incidents();
}
