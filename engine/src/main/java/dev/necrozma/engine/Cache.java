package dev.necrozma.engine;

import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.Claim;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.PayloadLostException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Remembers the results of costly calls:
 *
 * <pre>{@code
 * try (Cache cache = Cache.open(Path.of("cache"))) {
 *     CacheKey key = CacheKey.of("primes", 1).parameter("below", 1_000_000).build();
 *     long[] primes = cache.get(key, Codecs.LONGS, () -> sieve(1_000_000));
 * }
 * }</pre>
 *
 * A result is durable when {@link #get} returns. A key is computed by one thread of one process at a time. A stored result that was
 * damaged is computed again. Safe for use by several threads and processes.
 */
public final class Cache implements Closeable {

    private static final String PAYLOAD = "value";
    private static final Duration CLAIM_POLL = Duration.ofMillis(20);

    private final ArtifactStore store;

    /** A cache in {@code store}, which is closed with it. */
    public Cache(ArtifactStore store) {
        this.store = store;
    }

    /** Opens a cache in a directory, creating it if there is none. */
    public static Cache open(Path directory) throws IOException {
        return new Cache(DirectoryStore.open(directory));
    }

    /**
     * Returns the stored result of {@code key}, or computes and stores it.
     *
     * @param key all that the result depends on, and the version of the code that computes it
     * @throws IOException if the store cannot be used
     * @throws InterruptedException if this thread is interrupted while another computes the key
     * @throws Exception what {@code computation} throws: then nothing is stored
     */
    public <T> T get(CacheKey key, Codec<T> codec, Callable<T> computation) throws Exception {
        while (true) {
            Optional<T> stored = find(key, codec);
            if (stored.isPresent()) {
                return stored.get();
            }
            Optional<Claim> claim = store.claim(key);
            if (claim.isEmpty()) {
                store.awaitClaims(CLAIM_POLL);
                store.refresh();
                continue;
            }
            try (Claim ignored = claim.get()) {
                store.refresh();
                Optional<T> meanwhile = find(key, codec);
                return meanwhile.isPresent() ? meanwhile.get() : compute(key, codec, computation);
            }
        }
    }

    /** The stored result of {@code key}, if there is one. */
    public <T> Optional<T> find(CacheKey key, Codec<T> codec) throws IOException {
        Optional<Artifact> artifact = store.find(key);
        if (artifact.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.decode(store.read(artifact.get(), PAYLOAD)));
        } catch (PayloadLostException lost) {
            return Optional.empty();
        }
    }

    private <T> T compute(CacheKey key, Codec<T> codec, Callable<T> computation) throws Exception {
        try (Draft draft = store.draft(key, key.stage())) {
            long start = System.nanoTime();
            T value = computation.call();
            draft.cost(Duration.ofNanos(System.nanoTime() - start));
            draft.put(PAYLOAD, codec.encode(value));
            store.publish(List.of(draft));
            return value;
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
