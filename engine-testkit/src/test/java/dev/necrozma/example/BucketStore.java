package dev.necrozma.example;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.Claim;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.PayloadLostException;
import dev.necrozma.engine.store.PayloadRef;
import dev.necrozma.engine.store.Removal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A store that somebody else might write: contents lie in a bucket by their hash, as in the object storage of a cloud, and what is known
 * of results in one list. It names nothing of the engine that is not public.
 */
final class BucketStore implements ArtifactStore {

    private final Clock clock;
    private final Map<Fingerprint, byte[]> bucket = new HashMap<>();
    private final List<Artifact> published = new ArrayList<>();
    private final Map<Artifact, Removal> removed = new HashMap<>();
    private final List<String> incidents = new ArrayList<>();
    private final Set<CacheKey> claimed = new HashSet<>();

    BucketStore(Clock clock) {
        this.clock = clock;
    }

    /** As if somebody had deleted it in the storage. */
    synchronized void lose(Fingerprint content) {
        bucket.remove(content);
    }

    @Override
    public synchronized Optional<Artifact> find(Fingerprint keyId) {
        return newest(keyId).filter(artifact -> !removed.containsKey(artifact));
    }

    private Optional<Artifact> newest(Fingerprint keyId) {
        return published.stream()
                .filter(artifact -> artifact.key().id().equals(keyId))
                .reduce((earlier, later) -> later);
    }

    @Override
    public void refresh() {
        // Everybody who uses the bucket uses this object.
    }

    @Override
    public synchronized byte[] read(Artifact artifact, String payload) throws IOException {
        PayloadRef ref = artifact.payload(payload);
        byte[] content = bucket.get(ref.fingerprint());
        if (content != null && Fingerprint.of(content).equals(ref.fingerprint())) {
            return content.clone();
        }
        String what = "file " + payload + " of " + artifact.unit() + " is not in the bucket";
        if (find(artifact.key().id()).filter(artifact::equals).isPresent()) {
            removed.put(artifact, new Removal(Removal.Cause.MISSING, what, clock.instant()));
            incidents.add(what);
        }
        throw new PayloadLostException(artifact, Removal.Cause.MISSING, what);
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
        try {
            for (Draft draft : drafts) {
                draft.requirePublishable();
            }
            Instant now = clock.instant();
            List<Artifact> artifacts = new ArrayList<>();
            for (Draft draft : drafts) {
                for (PayloadRef payload : draft.files().values()) {
                    ByteArrayOutputStream content = new ByteArrayOutputStream();
                    draft.copy(payload.name(), content);
                    bucket.put(payload.fingerprint(), content.toByteArray());
                }
                artifacts.add(new Artifact(
                        draft.key(),
                        draft.unit(),
                        draft.files(),
                        draft.attributes(),
                        draft.cost(),
                        draft.created().orElse(now)));
            }
            published.addAll(artifacts);
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
            removed.putIfAbsent(artifact, new Removal(Removal.Cause.EVICTED, detail, clock.instant()));
        }
        Set<Fingerprint> needed = new HashSet<>();
        for (Artifact artifact : published) {
            if (!removed.containsKey(artifact)) {
                artifact.payloads().values().forEach(payload -> needed.add(payload.fingerprint()));
            }
        }
        bucket.keySet().retainAll(needed);
    }

    @Override
    public synchronized Optional<Claim> claim(CacheKey key) {
        AtomicBoolean held = new AtomicBoolean(true);
        return claimed.add(key) ? Optional.of(() -> release(key, held)) : Optional.empty();
    }

    private synchronized void release(CacheKey key, AtomicBoolean held) {
        if (held.getAndSet(false)) {
            claimed.remove(key);
            notifyAll();
        }
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the caller asks again
    public synchronized void awaitClaims(Duration atMost) throws InterruptedException {
        wait(Math.max(1, atMost.toMillis()));
    }

    @Override
    public synchronized Optional<Removal> removal(CacheKey key) {
        return newest(key.id()).flatMap(artifact -> Optional.ofNullable(removed.get(artifact)));
    }

    @Override
    public synchronized Optional<CacheKey> newest(String stage, String unit) {
        return published.stream()
                .filter(artifact ->
                        artifact.key().stage().equals(stage) && artifact.unit().equals(unit))
                .reduce((earlier, later) -> later)
                .map(Artifact::key);
    }

    @Override
    public synchronized List<String> incidents() {
        return List.copyOf(incidents);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
