package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A committed result: what it was computed from, its files, and a few facts about it. Immutable. */
public final class Artifact {

    private final RecordId recordId;
    private final CacheKey key;
    private final String unit;
    private final SortedMap<String, PayloadRef> payloads;
    private final SortedMap<String, String> attributes;
    private final Duration cost;
    private final Instant created;
    private final Map<String, byte[]> inline;

    Artifact(
            RecordId recordId,
            CacheKey key,
            String unit,
            SortedMap<String, PayloadRef> payloads,
            SortedMap<String, String> attributes,
            Duration cost,
            Instant created,
            Map<String, byte[]> inline) {
        this.recordId = recordId;
        this.key = key;
        this.unit = unit;
        this.payloads = Collections.unmodifiableSortedMap(new TreeMap<>(payloads));
        this.attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        this.cost = cost;
        this.created = created;
        this.inline = inline;
    }

    RecordId recordId() {
        return recordId;
    }

    /** The content of the files that are kept in the record itself, by name. Nobody may write to the arrays. */
    Map<String, byte[]> inline() {
        return inline;
    }

    public CacheKey key() {
        return key;
    }

    /** The name by which people know the result, such as {@code universe_5m_20lb}. It determines nothing. */
    public String unit() {
        return unit;
    }

    /** The files, by name. */
    public SortedMap<String, PayloadRef> payloads() {
        return payloads;
    }

    /**
     * The file called {@code name}.
     *
     * @throws NoSuchElementException if there is none
     */
    public PayloadRef payload(String name) {
        return Optional.ofNullable(payloads.get(name))
                .orElseThrow(() -> new NoSuchElementException(unit + " has no payload " + name));
    }

    /** Whether the file called {@code name} is kept in the record itself, and not as a file of the store. */
    public boolean isInline(String name) {
        return inline.containsKey(name);
    }

    /** The length of its files together. */
    public long sizeBytes() {
        long size = 0;
        for (PayloadRef payload : payloads.values()) {
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
        return attributes;
    }

    /**
     * The attribute called {@code name}.
     *
     * @throws NoSuchElementException if there is none
     */
    public String attribute(String name) {
        return Optional.ofNullable(attributes.get(name))
                .orElseThrow(() -> new NoSuchElementException(unit + " has no attribute " + name));
    }

    /** How long it took to compute. */
    public Duration cost() {
        return cost;
    }

    /** When it was computed, by the computing machine's clock. */
    public Instant created() {
        return created;
    }

    /** Whether {@code other} has the same files with the same content. */
    public boolean sameContent(Artifact other) {
        return payloads.equals(other.payloads);
    }

    @Override
    public String toString() {
        return key.stage() + " " + unit + " " + key.id().shortText();
    }
}
