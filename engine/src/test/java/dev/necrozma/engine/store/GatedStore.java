package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A store in memory whose publishing a test watches, delays or makes fail. */
public class GatedStore implements ArtifactStore {

    private final ArtifactStore store = new MemoryStore(Clock.systemUTC());

    /** The number of results of each publication so far. */
    public final List<Integer> published = Collections.synchronizedList(new ArrayList<>());

    /** What happens before a publication. */
    protected void beforePublishing() throws IOException {}

    @Override
    public List<Artifact> publish(List<Draft> drafts) throws IOException {
        beforePublishing();
        List<Artifact> artifacts = store.publish(drafts);
        published.add(artifacts.size());
        return artifacts;
    }

    @Override
    public Optional<Artifact> find(Fingerprint keyId) {
        return store.find(keyId);
    }

    @Override
    public void refresh() throws IOException {
        store.refresh();
    }

    @Override
    public byte[] read(Artifact artifact, String payload) throws IOException {
        return store.read(artifact, payload);
    }

    @Override
    public void copy(Artifact artifact, String payload, OutputStream out) throws IOException {
        store.copy(artifact, payload, out);
    }

    @Override
    public Draft draft(CacheKey key, String unit) throws IOException {
        return store.draft(key, unit);
    }

    @Override
    public void evict(Collection<Artifact> artifacts, String detail) throws IOException {
        store.evict(artifacts, detail);
    }

    @Override
    public Optional<Claim> claim(CacheKey key) throws IOException {
        return store.claim(key);
    }

    @Override
    public void awaitClaims(Duration atMost) throws InterruptedException {
        store.awaitClaims(atMost);
    }

    @Override
    public Optional<Removal> removal(CacheKey key) {
        return store.removal(key);
    }

    @Override
    public Optional<CacheKey> newest(String stage, String unit) {
        return store.newest(stage, unit);
    }

    @Override
    public List<String> incidents() {
        return store.incidents();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
