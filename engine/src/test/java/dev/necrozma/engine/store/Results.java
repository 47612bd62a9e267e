package dev.necrozma.engine.store;

import dev.necrozma.engine.key.CacheKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Results for tests to store. */
final class Results {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private Results() {}

    static CacheKey key(int number) {
        return CacheKey.of("stage", 1).parameter("number", number).build();
    }

    /** Content that does not deflate, the same for the same length. */
    static byte[] content(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static Artifact publish(ArtifactStore store, CacheKey key, byte[] content) throws IOException {
        Draft draft = store.draft(key, "unit");
        draft.put("data", content);
        return store.publish(List.of(draft)).get(0);
    }
}
