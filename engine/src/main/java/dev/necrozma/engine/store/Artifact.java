package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A committed result: what it was computed from, its files, and a few facts about it. Immutable. */
public final class Artifact {

    private final CacheKey key;
    private final @Nullable Entry entry;
    private volatile @Nullable Content content;

    /*
     * What a record says beside its key: read when it is first asked for, as most who find a result only need to know that it is there.
     * Nobody writes to the maps any more.
     */
    record Content(
            RecordId recordId,
            String unit,
            SortedMap<String, PayloadRef> payloads,
            SortedMap<String, String> attributes,
            Duration cost,
            Instant created,
            Map<String, byte[]> inline) {

        Content {
            payloads = Collections.unmodifiableSortedMap(payloads);
            attributes = Collections.unmodifiableSortedMap(attributes);
        }
    }

    /**
     * For a store: a result that it keeps. Two of the same key may have the same content; a store tells by the object, or by facts of
     * its own, which of them a caller means.
     *
     * @param payloads by the names that they have
     * @param created when it was published
     */
    public Artifact(
            CacheKey key,
            String unit,
            SortedMap<String, PayloadRef> payloads,
            SortedMap<String, String> attributes,
            Duration cost,
            Instant created) {
        this(RecordId.NONE, key, unit, new TreeMap<>(payloads), new TreeMap<>(attributes), cost, created, Map.of());
    }

    /** The same of maps that nobody writes to any more. */
    Artifact(
            RecordId recordId,
            CacheKey key,
            String unit,
            SortedMap<String, PayloadRef> payloads,
            SortedMap<String, String> attributes,
            Duration cost,
            Instant created,
            Map<String, byte[]> inline) {
        this.key = key;
        this.entry = null;
        this.content = new Content(recordId, unit, payloads, attributes, cost, created, inline);
    }

    /** The result whose record is {@code entry}. */
    Artifact(CacheKey key, Entry entry) {
        this.key = key;
        this.entry = entry;
    }

    private Content content() {
        Content known = content;
        if (known == null) {
            known = Objects.requireNonNull(entry).content();
            content = known;
        }
        return known;
    }

    RecordId recordId() {
        return content().recordId();
    }

    /** The content of the files that are kept in the record itself, by name. Nobody may write to the arrays. */
    Map<String, byte[]> inline() {
        return content().inline();
    }

    public CacheKey key() {
        return key;
    }

    /** The name by which people know the result, such as {@code universe_5m_20lb}. It determines nothing. */
    public String unit() {
        return content().unit();
    }

    /** The files, by name. */
    public SortedMap<String, PayloadRef> payloads() {
        return content().payloads();
    }

    /**
     * The file called {@code name}.
     *
     * @throws NoSuchElementException if there is none
     */
    public PayloadRef payload(String name) {
        return Optional.ofNullable(payloads().get(name))
                .orElseThrow(() -> new NoSuchElementException(unit() + " has no payload " + name));
    }

    /** Whether the file called {@code name} is kept in the record itself, and not as a file of the store. */
    public boolean isInline(String name) {
        return inline().containsKey(name);
    }

    /** The length of its files together. */
    public long sizeBytes() {
        long size = 0;
        for (PayloadRef payload : payloads().values()) {
            size += payload.lengthBytes();
        }
        return size;
    }

    /** The content of the file called {@code name}: what a key that depends on it names as its input. */
    public Fingerprint fingerprint(String name) {
        return payload(name).fingerprint();
    }

    /** Facts such as row counts, by name. No key depends on them. */
    public SortedMap<String, String> attributes() {
        return content().attributes();
    }

    /**
     * The attribute called {@code name}.
     *
     * @throws NoSuchElementException if there is none
     */
    public String attribute(String name) {
        return Optional.ofNullable(attributes().get(name))
                .orElseThrow(() -> new NoSuchElementException(unit() + " has no attribute " + name));
    }

    /** How long it took to compute. */
    public Duration cost() {
        return content().cost();
    }

    /** When it was computed, by the computing machine's clock. */
    public Instant created() {
        return content().created();
    }

    /** Whether {@code other} has the same files with the same content. */
    public boolean sameContent(Artifact other) {
        return payloads().equals(other.payloads());
    }

    @Override
    public String toString() {
        return key.stage() + " " + unit() + " " + key.id().shortText();
    }
}
