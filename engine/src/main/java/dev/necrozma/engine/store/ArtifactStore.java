package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds and publishes artifacts. Safe for use by several threads; a store on disk, by several processes too.
 *
 * <p>A reader sees a whole result or none. Results become visible and durable together, when {@link #publish} returns.
 */
public interface ArtifactStore extends Closeable {

    /** The newest result of {@code key} that this store knows of. Touches no disk: see {@link #refresh}. */
    default Optional<Artifact> find(CacheKey key) {
        return find(key.id());
    }

    /** The newest result, as {@link #find(CacheKey)}, of the key whose id is {@code keyId}: for those who noted ids only. */
    Optional<Artifact> find(Fingerprint keyId);

    /** Learns of what others published and removed. */
    void refresh() throws IOException;

    /** The same, but cheap if nothing has changed, as far as can be told cheaply: for those who ask very often. */
    default void refreshIfChanged() throws IOException {
        refresh();
    }

    /**
     * The whole content of a file, verified by length and checksum.
     *
     * @throws PayloadLostException if it is absent or has other bytes than were stored; the artifact is then removed
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

    /** Begins a result. It is nothing until published, and must be published or closed. */
    Draft draft(CacheKey key, String unit) throws IOException;

    /**
     * Commits results, all or none. When this returns they are durable; a later result of the same key stands for it. The drafts
     * are closed, also after a failure.
     *
     * @return the artifacts, in the order of the drafts
     */
    List<Artifact> publish(List<Draft> drafts) throws IOException;

    /** Removes results, and the files that no other result has. What is gone already is left so. */
    void evict(Collection<Artifact> artifacts, String detail) throws IOException;

    /** Claims the right to compute {@code key}, if nobody has it. */
    Optional<Claim> claim(CacheKey key) throws IOException;

    /** Waits until a claim may have become free, or {@code atMost} has passed. */
    void awaitClaims(Duration atMost) throws InterruptedException;

    /** Why the newest result of {@code key} was removed, if it was and none came after it. */
    Optional<Removal> removal(CacheKey key);

    /** The key of the newest result of a stage with the unit name {@code unit}, removed or not. */
    Optional<CacheKey> newest(String stage, String unit);

    /** What was found damaged or absent since the store was opened, oldest first, in sentences for people. */
    List<String> incidents();
}
