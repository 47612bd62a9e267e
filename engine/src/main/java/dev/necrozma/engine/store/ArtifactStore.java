package dev.necrozma.engine.store;

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
public interface ArtifactStore extends StoredArtifacts, Closeable {

    /** Learns of what others published and removed. */
    void refresh() throws IOException;

    /** The same, but cheap if nothing has changed, as far as can be told cheaply: for those who ask very often. */
    default void refreshIfChanged() throws IOException {
        refresh();
    }

    /**
     * {@inheritDoc}
     *
     * @throws PayloadLostException if it is absent or has other bytes than were stored; the artifact is then removed
     */
    @Override
    byte[] read(Artifact artifact, String payload) throws IOException;

    /**
     * {@inheritDoc}
     *
     * @throws PayloadLostException as {@link #read}
     */
    @Override
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
}
