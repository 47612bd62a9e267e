package dev.necrozma.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every reason is reached through a sweep on a store. */
final class ExplanationTest {

    private static final Fingerprint A = Fingerprint.parse("4f0c".repeat(16));
    private static final Fingerprint B = Fingerprint.parse("9a31".repeat(16));

    @TempDir
    private Path directory;

    private DirectoryStore store;

    @BeforeEach
    void open() throws IOException {
        store = DirectoryStore.open(directory);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private static CacheKey key(int version, UnaryOperator<CacheKey.Builder> parts) {
        return parts.apply(CacheKey.of("labels", version)).build();
    }

    private Explanation why(CacheKey key) throws Exception {
        return why(key, SweepOptions.DEFAULT);
    }

    private Explanation why(CacheKey key, SweepOptions options) throws Exception {
        SweepUnit unit = new SweepUnit("T10", key, out -> out.put("data", new byte[10_000]));
        SweepResult result = SweepExecutor.sequential(store)
                .run(new Sweep("labels", List.of(unit)), options, SweepListener.NONE, Cancellation.none());
        return ((Outcome.Computed) result.outcomes().get("T10")).why();
    }

    @Test
    void neverComputed() throws Exception {
        assertThat(why(key(1, key -> key))).isEqualTo(new Explanation(Reason.NEVER_COMPUTED, "never computed before"));
    }

    @Test
    void codeVersionChanged() throws Exception {
        why(key(1, key -> key));
        assertThat(why(key(2, key -> key)))
                .isEqualTo(new Explanation(Reason.CODE_VERSION_CHANGED, "code version changed (1 → 2)"));
    }

    @Test
    void parameterChanged() throws Exception {
        why(key(1, key -> key.parameter("pip_size", 0.0001)));
        assertThat(why(key(1, key -> key.parameter("pip_size", 0.01))))
                .isEqualTo(new Explanation(Reason.PARAMETER_CHANGED, "parameter `pip_size` changed (0.0001 → 0.01)"));
        assertThat(why(key(1, key -> key)))
                .isEqualTo(new Explanation(Reason.PARAMETER_CHANGED, "parameter `pip_size` changed (0.01 → default)"));
    }

    @Test
    void aParameterMayHaveTheValueDefault() throws Exception {
        why(key(1, key -> key));
        assertThat(why(key(1, key -> key.parameter("mode", "default"))).reason())
                .isEqualTo(Reason.PARAMETER_CHANGED);
    }

    @Test
    void inputChangedAddedAndRemoved() throws Exception {
        why(key(1, key -> key.input("candles", A)));
        assertThat(why(key(1, key -> key.input("candles", B))))
                .isEqualTo(new Explanation(Reason.INPUT_CHANGED, "input `candles` changed (4f0c4f0c… → 9a319a31…)"));
        assertThat(why(key(1, key -> key.input("candles", B).input("ticks", A))))
                .isEqualTo(new Explanation(Reason.INPUT_ADDED, "input `ticks` was added (4f0c4f0c…)"));
        assertThat(why(key(1, key -> key.input("ticks", A))))
                .isEqualTo(new Explanation(Reason.INPUT_REMOVED, "input `candles` is no longer there (9a319a31…)"));
    }

    @Test
    void theFirstThreeDifferencesAreNamedAndTheOthersCounted() throws Exception {
        why(key(1, key -> key.parameter("p", 1).input("b", A)));
        assertThat(why(key(1, key -> key.parameter("p", 1).input("a", A).input("b", B))))
                .isEqualTo(new Explanation(
                        Reason.INPUT_CHANGED,
                        "input `b` changed (4f0c4f0c… → 9a319a31…) and input `a` was added (4f0c4f0c…)"));
        assertThat(why(key(1, key -> key.parameter("p", 2).input("a", B))))
                .isEqualTo(new Explanation(
                        Reason.PARAMETER_CHANGED,
                        "parameter `p` changed (1 → 2), input `a` changed (4f0c4f0c… → 9a319a31…) and input `b` is no"
                                + " longer there (9a319a31…)"));
        assertThat(why(key(2, key -> key.parameter("p", 3).parameter("q", 1).input("a", A)))
                        .detail())
                .isEqualTo("code version changed (1 → 2), parameter `p` changed (2 → 3), parameter `q` changed"
                        + " (default → 1) and 1 other difference");
    }

    @Test
    void evicted() throws Exception {
        CacheKey key = key(1, k -> k);
        why(key);
        store.evict(List.of(store.find(key).orElseThrow()), "size limit");
        Explanation why = why(key);
        assertThat(why.reason()).isEqualTo(Reason.EVICTED);
        assertThat(why.detail()).matches("evicted on \\S+Z \\(size limit\\)");
    }

    @Test
    void corruptAndMissing() throws Exception {
        CacheKey key = key(1, k -> k);
        why(key);
        Artifact stored = store.find(key).orElseThrow();
        String name = stored.fingerprint("data").toString();
        Path object = directory.resolve("objects").resolve(name.substring(0, 2)).resolve(name);
        Files.write(object, new byte[] {1});
        assertLost(stored);
        Explanation corrupt = why(key);
        assertThat(corrupt.reason()).isEqualTo(Reason.CORRUPT);
        assertThat(corrupt.detail())
                .matches("set aside on \\S+Z \\(checksum: file data of T10 has other bytes than were stored\\)");

        Files.delete(object);
        assertLost(store.find(key).orElseThrow());
        Explanation missing = why(key);
        assertThat(missing.reason()).isEqualTo(Reason.MISSING);
        assertThat(missing.detail()).matches("lost on \\S+Z \\(file data of T10 is not in the store\\)");
    }

    private void assertLost(Artifact artifact) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> store.read(artifact, "data"))
                .isInstanceOf(dev.necrozma.engine.store.PayloadLostException.class);
    }

    @Test
    void requested() throws Exception {
        CacheKey key = key(1, k -> k);
        for (Reason reason : List.of(Reason.FRESH_RUN, Reason.RECOMPUTE_REQUESTED)) {
            SweepOptions options = new SweepOptions(Optional.of(reason), CheckpointPolicy.DEFAULT);
            store.evict(store.find(key).stream().toList(), "test");
            assertThat(why(key, options).reason())
                    .as("there was nothing to reuse")
                    .isNotEqualTo(reason);
            assertThat(why(key, options)).isEqualTo(new Explanation(reason, reason.summary()));
        }
    }
}
