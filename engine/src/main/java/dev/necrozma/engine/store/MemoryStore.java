package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A store in memory, for tests and for results that need not outlive the program. Safe for use by several threads. */
public final class MemoryStore implements ArtifactStore {

    private final Clock clock;
    private final Map<Fingerprint, Artifact> stored = new HashMap<>();
    private final Map<CacheKey, Removal> removals = new HashMap<>();
    private final Map<String, CacheKey> newestOfUnit = new HashMap<>();
    private final Set<CacheKey> claimed = new HashSet<>();
    private long records;

    public MemoryStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Artifact> find(Fingerprint keyId) {
        return Optional.ofNullable(stored.get(keyId));
    }

    @Override
    public void refresh() {
        // Nobody else publishes here.
    }

    @Override
    public synchronized byte[] read(Artifact artifact, String payload) throws IOException {
        artifact.payload(payload);
        byte[] content = isStored(artifact) ? artifact.inline().get(payload) : null;
        if (content == null) {
            throw new PayloadLostException(
                    artifact,
                    Removal.Cause.MISSING,
                    "file " + payload + " of " + artifact.unit() + " is not in the store");
        }
        return content.clone();
    }

    @Override
    public void copy(Artifact artifact, String payload, OutputStream out) throws IOException {
        out.write(read(artifact, payload));
    }

    @Override
    public Draft draft(CacheKey key, String unit) {
        return new Draft(key, unit);
    }

    @Override
    public synchronized List<Artifact> publish(List<Draft> drafts) throws IOException {
        List<Artifact> artifacts = new ArrayList<>(drafts.size());
        try {
            for (Draft draft : drafts) {
                draft.requirePublishable();
            }
            for (Draft draft : drafts) {
                Map<String, byte[]> contents = new HashMap<>();
                for (Draft.Content content : draft.contents()) {
                    contents.put(content.ref().name(), content.inline().orElseThrow());
                }
                artifacts.add(new Artifact(
                        new RecordId(0, ++records),
                        draft.key(),
                        draft.unit(),
                        draft.files(),
                        draft.attributes(),
                        draft.cost(),
                        draft.created().orElseGet(clock::instant),
                        contents));
            }
            for (Artifact artifact : artifacts) {
                stored.put(artifact.key().id(), artifact);
                removals.remove(artifact.key());
                newestOfUnit.put(artifact.key().stage() + "\n" + artifact.unit(), artifact.key());
            }
            return artifacts;
        } finally {
            for (Draft draft : drafts) {
                draft.close();
            }
        }
    }

    @Override
    public synchronized void evict(Collection<Artifact> artifacts, String detail) {
        for (Artifact artifact : artifacts) {
            if (isStored(artifact)) {
                stored.remove(artifact.key().id());
                removals.put(artifact.key(), new Removal(Removal.Cause.EVICTED, detail, clock.instant()));
            }
        }
    }

    private boolean isStored(Artifact artifact) {
        Artifact found = stored.get(artifact.key().id());
        return found != null && found.recordId().equals(artifact.recordId());
    }

    @Override
    public synchronized Optional<Claim> claim(CacheKey key) {
        if (!claimed.add(key)) {
            return Optional.empty();
        }
        AtomicBoolean released = new AtomicBoolean();
        return Optional.of(() -> {
            if (released.compareAndSet(false, true)) {
                release(key);
            }
        });
    }

    private synchronized void release(CacheKey key) {
        claimed.remove(key);
        notifyAll();
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the caller asks again
    public synchronized void awaitClaims(Duration atMost) throws InterruptedException {
        wait(Math.max(1, atMost.toMillis()));
    }

    @Override
    public synchronized Optional<Removal> removal(CacheKey key) {
        return Optional.ofNullable(removals.get(key));
    }

    @Override
    public synchronized Optional<CacheKey> newest(String stage, String unit) {
        return Optional.ofNullable(newestOfUnit.get(stage + "\n" + unit));
    }

    @Override
    public List<String> incidents() {
        return List.of();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
