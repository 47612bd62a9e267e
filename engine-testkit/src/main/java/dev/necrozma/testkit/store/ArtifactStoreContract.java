package dev.necrozma.testkit.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds of every store. A test class of a store implements this and says which store is tested:
 *
 * <pre>{@code
 * final class RedisStoreTest implements ArtifactStoreContract {
 *     private final ArtifactStore store = new RedisStore(Clock.fixed(NOW, ZoneOffset.UTC));
 *
 *     public ArtifactStore store() {
 *         return store;
 *     }
 * }
 * }</pre>
 */
public interface ArtifactStoreContract {

    Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    /** The store under test, empty at first; the clock stands at {@link #NOW}. */
    ArtifactStore store();

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

    @Test
    default void anEmptyStoreFindsNothing() {
        assertThat(store().find(key(1))).isEmpty();
        assertThat(store().removal(key(1))).isEmpty();
        assertThat(store().newest("stage", "unit")).isEmpty();
        assertThat(store().incidents()).isEmpty();
    }

    @Test
    default void findsWhatWasPublished() throws IOException {
        Draft draft = store().draft(key(1), "unit one");
        draft.put("small", "text".getBytes(UTF_8));
        draft.put("large", content(100_000));
        draft.attribute("rows", "12");
        draft.attribute("größe", "∞ \n");
        draft.cost(Duration.ofSeconds(3, 141_592_653));
        assertThat(store().find(key(1))).isEmpty();

        Artifact published = store().publish(List.of(draft)).get(0);
        Artifact found = store().find(key(1)).orElseThrow();

        for (Artifact artifact : List.of(published, found)) {
            assertThat(artifact.key()).isEqualTo(key(1));
            assertThat(artifact.unit()).isEqualTo("unit one");
            assertThat(artifact.cost()).isEqualTo(Duration.ofSeconds(3, 141_592_653));
            assertThat(artifact.created()).isEqualTo(NOW);
            assertThat(artifact.attributes()).containsOnlyKeys("größe", "rows").containsEntry("größe", "∞ \n");
            assertThat(artifact.payloads()).containsOnlyKeys("large", "small");
            assertThat(artifact.payload("large").lengthBytes()).isEqualTo(100_000);
            assertThat(artifact.fingerprint("large")).isEqualTo(Fingerprint.of(content(100_000)));
            assertThat(store().read(artifact, "small")).isEqualTo("text".getBytes(UTF_8));
            assertThat(store().read(artifact, "large")).isEqualTo(content(100_000));
        }
        assertThat(store().find(key(2))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 4095, 4096, 4097, 8191, 8192, 65_536, 65_537, 69_632, 69_633, 1_000_000, 1_048_576, 3_300_001
            })
    default void keepsContentOfAnyLengthHoweverItIsWritten(int length) throws IOException {
        byte[] content = content(length);
        Draft draft = store().draft(key(1), "unit");
        draft.put("whole", content);
        try (OutputStream out = draft.create("bytes")) {
            for (byte b : content) {
                out.write(b);
            }
        }
        try (OutputStream out = draft.create("pieces")) {
            for (int at = 0; at < length; at += 1000) {
                out.write(content, at, Math.min(1000, length - at));
            }
        }
        assertThat(draft.written("pieces")).contains(new PayloadRef("pieces", length, Fingerprint.of(content)));
        for (String name : List.of("whole", "bytes", "pieces")) {
            ByteArrayOutputStream drafted = new ByteArrayOutputStream();
            draft.copy(name, drafted);
            assertThat(drafted.toByteArray()).isEqualTo(content);
        }
        Artifact artifact = store().publish(List.of(draft)).get(0);

        for (String name : List.of("whole", "bytes", "pieces")) {
            assertThat(store().read(artifact, name)).isEqualTo(content);
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            store().copy(artifact, name, copy);
            assertThat(copy.toByteArray()).isEqualTo(content);
        }
    }

    @Test
    default void aResultMayHaveNoFileAtAll() throws IOException {
        Draft draft = store().draft(key(1), "unit");
        draft.attribute("answer", "42");
        store().publish(List.of(draft));
        Artifact found = store().find(key(1)).orElseThrow();
        assertThat(found.payloads()).isEmpty();
        assertThat(found.attribute("answer")).isEqualTo("42");
    }

    @Test
    default void askingForWhatAnArtifactHasNotNamesIt() throws IOException {
        Artifact artifact = publish(store(), key(1), content(10));
        assertThatThrownBy(() -> store().read(artifact, "absent"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("unit has no payload absent");
        assertThatThrownBy(() -> artifact.attribute("absent")).hasMessage("unit has no attribute absent");
    }

    @Test
    default void theCallersArraysAreNotTheStores() throws IOException {
        byte[] mine = {1, 2, 3};
        Artifact artifact = publish(store(), key(1), mine);
        mine[0] = 9;
        store().read(artifact, "data")[1] = 9;
        assertThat(store().read(artifact, "data")).containsExactly(1, 2, 3);
    }

    @Test
    default void publishesNothingAsNothing() throws IOException {
        assertThat(store().publish(List.of())).isEmpty();
    }

    @Test
    default void publishesManyInTheOrderOfTheDrafts() throws IOException {
        Draft one = store().draft(key(1), "one");
        Draft two = store().draft(key(2), "two");
        one.put("data", content(5000));
        two.put("data", content(5000));
        assertThat(store().publish(List.of(two, one)))
                .extracting(Artifact::unit)
                .containsExactly("two", "one");
        assertThat(store().find(key(1))).isPresent();
        assertThat(store().find(key(2))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 10_000})
    default void anUnclosedPayloadIsRejectedAndNoneIsPublished(int length) throws IOException {
        Draft good = store().draft(key(1), "good");
        good.put("data", content(10_000));
        Draft bad = store().draft(key(2), "bad");
        OutputStream unclosed = bad.create("data");
        unclosed.write(content(length));
        assertThatThrownBy(() -> store().publish(List.of(good, bad)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("payload data of bad was not closed");
        store().refresh();
        assertThat(store().find(key(1))).isEmpty();
        assertThat(store().find(key(2))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 10_000})
    default void aDraftIsPublishedOnceOnly(int length) throws IOException {
        Draft draft = store().draft(key(1), "unit");
        draft.put("data", content(length));
        store().publish(List.of(draft));
        assertThatThrownBy(() -> store().publish(List.of(draft)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the draft of unit was published or closed already");
        store().refresh();
        assertThat(store().read(store().find(key(1)).orElseThrow(), "data")).isEqualTo(content(length));
    }

    @Test
    default void aClosedDraftIsNothing() throws IOException {
        Draft draft = store().draft(key(1), "unit");
        OutputStream out = draft.create("data");
        out.write(content(10_000));
        draft.close();
        draft.close();
        assertThatThrownBy(() -> store().publish(List.of(draft))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> out.write(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> draft.create("more")).isInstanceOf(IllegalStateException.class);
        assertThat(store().find(key(1))).isEmpty();
    }

    @Test
    default void aPayloadIsWrittenOnce() throws IOException {
        try (Draft draft = store().draft(key(1), "unit")) {
            draft.put("data", content(1));
            assertThatThrownBy(() -> draft.create("data")).hasMessage("payload written twice: data");
        }
    }

    @Test
    default void aLaterResultOfAKeyStandsForIt() throws IOException {
        Artifact first = publish(store(), key(1), content(5000));
        Artifact second = publish(store(), key(1), content(6000));
        Artifact found = store().find(key(1)).orElseThrow();
        assertThat(store().read(found, "data")).isEqualTo(content(6000));
        assertThat(found.sameContent(second)).isTrue();
        assertThat(found.sameContent(first)).isFalse();
    }

    @Test
    default void theIdOfAKeyFindsWhatTheKeyFinds() throws IOException {
        assertThat(store().find(key(1).id())).isEmpty();
        publish(store(), key(1), content(5000));
        Artifact newest = publish(store(), key(1), content(6000));
        publish(store(), key(2), content(7000));
        Artifact found = store().find(key(1).id()).orElseThrow();
        assertThat(found.key()).isEqualTo(key(1));
        assertThat(found.sameContent(newest)).isTrue();
        store().evict(List.of(newest), "size limit");
        assertThat(store().find(key(1).id())).isEmpty();
    }

    @Test
    default void evictingASupersededResultLeavesTheLaterOne() throws IOException {
        Artifact first = publish(store(), key(1), content(5000));
        publish(store(), key(1), content(6000));
        store().evict(List.of(first), "old");
        assertThat(store().read(store().find(key(1)).orElseThrow(), "data")).isEqualTo(content(6000));
        assertThat(store().removal(key(1))).isEmpty();
    }

    @Test
    default void anEvictedResultIsAMissThatIsExplained() throws IOException {
        Artifact artifact = publish(store(), key(1), content(5000));
        store().evict(List.of(artifact), "size limit");
        assertThat(store().find(key(1))).isEmpty();
        assertThat(store().removal(key(1))).contains(new Removal(Removal.Cause.EVICTED, "size limit", NOW));
        assertThatThrownBy(() -> store().read(artifact, "data")).isInstanceOf(PayloadLostException.class);
        assertThat(store().removal(key(1))).contains(new Removal(Removal.Cause.EVICTED, "size limit", NOW));
        assertThat(store().incidents()).as("nothing is wrong with the store").isEmpty();
    }

    @Test
    default void evictingTwiceIsEvictingOnce() throws IOException {
        Artifact artifact = publish(store(), key(1), content(5000));
        store().evict(List.of(artifact), "first");
        store().evict(List.of(artifact), "second");
        assertThat(store().removal(key(1)).map(Removal::detail)).contains("first");
    }

    @Test
    default void evictionNeverReturnsToTheResultBefore() throws IOException {
        publish(store(), key(1), content(5000));
        store().evict(List.of(publish(store(), key(1), content(6000))), "size limit");
        assertThat(store().find(key(1))).isEmpty();
        assertThat(store().removal(key(1))).isPresent();
    }

    @Test
    default void publishingAfterAnEvictionStands() throws IOException {
        Artifact evicted = publish(store(), key(1), content(5000));
        store().evict(List.of(evicted), "size limit");
        Artifact again = publish(store(), key(1), content(5000));
        store().evict(List.of(evicted), "late");
        assertThat(store().find(key(1))).isPresent();
        assertThat(store().removal(key(1))).isEmpty();
        assertThat(store().read(again, "data")).isEqualTo(content(5000));
    }

    @Test
    default void evictionKeepsContentThatAnotherResultHas() throws IOException {
        Artifact one = publish(store(), key(1), content(5000));
        Artifact two = publish(store(), key(2), content(5000));
        store().evict(List.of(one), "size limit");
        assertThat(store().read(two, "data")).isEqualTo(content(5000));
        store().evict(List.of(two), "size limit");
        assertThatThrownBy(() -> store().read(two, "data")).isInstanceOf(PayloadLostException.class);
    }

    @Test
    default void newestIsTheLastKeyOfAUnitRemovedOrNot() throws IOException {
        publish(store(), key(1), content(10));
        Artifact second = publish(store(), key(2), content(10));
        assertThat(store().newest("stage", "unit")).contains(key(2));
        store().evict(List.of(second), "size limit");
        assertThat(store().newest("stage", "unit")).contains(key(2));
        publish(store(), key(1), content(10));
        assertThat(store().newest("stage", "unit")).contains(key(1));
        assertThat(store().newest("stage", "other")).isEmpty();
        assertThat(store().newest("other", "unit")).isEmpty();
    }

    @Test
    default void aClaimIsExclusiveUntilItIsClosed() throws IOException {
        Claim claim = store().claim(key(1)).orElseThrow();
        assertThat(store().claim(key(1))).isEmpty();
        assertThat(store().claim(key(2))).isPresent();
        claim.close();
        Claim next = store().claim(key(1)).orElseThrow();
        claim.close();
        assertThat(store().claim(key(1))).as("closing twice does nothing").isEmpty();
        next.close();
        assertThat(store().claim(key(1))).isPresent();
    }

    @Test
    default void aClaimThatIsGivenUpWakesWhoWaits() throws Exception {
        Claim claim = store().claim(key(1)).orElseThrow();
        Thread releaser = new Thread(claim::close);
        releaser.start();
        Optional<Claim> taken = Optional.empty();
        while (taken.isEmpty()) {
            store().awaitClaims(Duration.ofMillis(10));
            taken = store().claim(key(1));
        }
        releaser.join();
        taken.get().close();
    }
}
