package dev.necrozma.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.PayloadLostException;
import dev.necrozma.testkit.store.ArtifactStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads on three stores over one directory, each with keys of its own and a map of what they have. Two and two have the same
 * contents, so that they share files, which one removes while the other publishes them.
 */
@Tag("slow")
final class ThreadsModelTest {

    private static final int THREADS = 8;
    private static final int KEYS = 2;
    private static final int STEPS = 120;

    @TempDir
    private Path directory;

    private final List<DirectoryStore> stores = new ArrayList<>();

    @Test
    @Timeout(120)
    void everyThreadFindsWhatItLastPublished() throws Exception {
        long seed = Long.getLong("necrozma.test.seed", System.nanoTime());
        System.out.println("threads, seed " + seed);
        for (int i = 0; i < 3; i++) {
            stores.add(DirectoryStore.open(new LocalDisk(), directory, Clock.systemUTC()));
        }
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Map<CacheKey, Integer>> models = new ArrayList<>();
        try {
            List<Future<Map<CacheKey, Integer>>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                running.add(pool.submit(worker(thread, new Random(seed + thread))));
            }
            for (Future<Map<CacheKey, Integer>> one : running) {
                models.add(one.get());
            }
        } finally {
            pool.shutdownNow();
        }
        for (DirectoryStore store : stores) {
            store.refresh();
            for (Map<CacheKey, Integer> model : models) {
                assertAgrees(store, model, "at the end, seed " + seed);
            }
            assertThat(store.incidents()).as("seed " + seed).isEmpty();
            store.close();
        }
        try (DirectoryStore reopened = DirectoryStore.open(directory)) {
            for (Map<CacheKey, Integer> model : models) {
                assertAgrees(reopened, model, "reopened, seed " + seed);
            }
        }
    }

    private Callable<Map<CacheKey, Integer>> worker(int thread, Random random) {
        return () -> {
            Map<CacheKey, Integer> model = new HashMap<>();
            for (int step = 0; step < STEPS; step++) {
                DirectoryStore store = stores.get(random.nextInt(stores.size()));
                CacheKey key = key(thread, random.nextInt(KEYS));
                switch (random.nextInt(8)) {
                    case 0, 1 -> {
                        store.refresh();
                        store.evict(store.find(key).stream().toList(), "model");
                        model.remove(key);
                    }
                    case 2 -> {
                        store.refresh();
                        assertAgrees(store, model, "thread " + thread + ", step " + step);
                    }
                    case 3 -> readOfAnother(store, random);
                    default -> {
                        int length =
                                5000 + 10 * (thread / 2) + random.nextInt(2); // which the thread beside this has too
                        try (Draft draft = store.draft(key, "unit")) {
                            draft.put("data", ArtifactStoreContract.content(length));
                            store.publish(List.of(draft));
                        }
                        model.put(key, length);
                    }
                }
            }
            return model;
        };
    }

    private static CacheKey key(int thread, int number) {
        return CacheKey.of("thread-" + thread, 1).parameter("number", number).build();
    }

    /* It changes all the time; but what is read is what its fingerprint says. */
    private static void readOfAnother(DirectoryStore store, Random random) throws IOException {
        Optional<Artifact> found = store.find(key(random.nextInt(THREADS), random.nextInt(KEYS)));
        if (found.isPresent()) {
            try {
                byte[] bytes = store.read(found.get(), "data");
                assertThat(Fingerprint.of(bytes)).isEqualTo(found.get().fingerprint("data"));
            } catch (PayloadLostException removedMeanwhile) {
                assertThat(removedMeanwhile.artifact()).isSameAs(found.get());
            }
        }
    }

    private static void assertAgrees(DirectoryStore store, Map<CacheKey, Integer> model, String what)
            throws IOException {
        for (Map.Entry<CacheKey, Integer> one : model.entrySet()) {
            Artifact found = store.find(one.getKey()).orElseThrow(() -> new AssertionError(what + ": lost"));
            assertThat(store.read(found, "data")).as(what).isEqualTo(ArtifactStoreContract.content(one.getValue()));
        }
    }
}
