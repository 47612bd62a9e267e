package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One entry of a catalog segment, decoded when asked. {@link EntryWriter} writes them. */
final class Entry {

    static final int RECORD = 1;
    static final int REMOVAL = 2;
    static final int REPLACES = 3;
    static final int NAME = 4;

    private static final int KEY_ID = 1;
    private static final int RECORD_ID = KEY_ID + Fingerprint.BYTES;
    private static final int KEY_TEXT = RECORD_ID + 16;

    private final Segment segment;
    private final int offset;
    private final int length;

    Entry(Segment segment, int offset, int length) {
        this.segment = segment;
        this.offset = offset;
        this.length = length;
    }

    int type() {
        return segment.body()[offset];
    }

    /** Whether this entry was committed after {@code other}, or at the same time by a writer of a later name. */
    boolean isLaterThan(Entry other) {
        int bySegment = segment.name().compareTo(other.segment.name());
        return bySegment == 0 ? offset > other.offset : bySegment > 0;
    }

    Fingerprint keyId() {
        ByteBuffer at = at(KEY_ID);
        return new Fingerprint(at.getLong(), at.getLong(), at.getLong(), at.getLong());
    }

    RecordId recordId() {
        ByteBuffer at = at(RECORD_ID);
        return new RecordId(at.getLong(), at.getLong());
    }

    CacheKey key() {
        return CacheKey.parse(text(at(KEY_TEXT)));
    }

    /** The stage and unit of a record or removal, as one text. */
    String stageAndUnit() {
        ByteBuffer at = at(KEY_TEXT);
        String keyText = text(at);
        int start = keyText.indexOf("\nstage ") + "\nstage ".length();
        return keyText.substring(start, keyText.indexOf('\n', start) + 1) + text(at);
    }

    byte[] bytes() {
        return Arrays.copyOfRange(segment.body(), offset, offset + length);
    }

    Artifact artifact() {
        return artifact(key());
    }

    /** @param key whose id is {@link #keyId}: so its text need not be read */
    Artifact artifact(CacheKey key) {
        return new Artifact(key, this);
    }

    /** What a record says beside its key. */
    Artifact.Content content() {
        ByteBuffer at = at(KEY_TEXT);
        skipText(at);
        String unit = text(at);
        Instant created = Instant.ofEpochMilli(at.getLong());
        Duration cost = Duration.ofNanos(at.getLong());
        SortedMap<String, String> attributes = new TreeMap<>();
        for (long left = at.getLong(); left > 0; left--) {
            String name = text(at);
            attributes.put(name, text(at));
        }
        SortedMap<String, PayloadRef> payloads = new TreeMap<>();
        Map<String, byte[]> inline = new HashMap<>();
        for (long left = at.getLong(); left > 0; left--) {
            PayloadRef payload = payload(at);
            payloads.put(payload.name(), payload);
            if (at.get() == 1) {
                byte[] content = new byte[(int) payload.lengthBytes()];
                at.get(content);
                inline.put(payload.name(), content);
            }
        }
        return new Artifact.Content(recordId(), unit, payloads, attributes, cost, created, inline);
    }

    Removal removal() {
        ByteBuffer at = at(KEY_TEXT);
        skipText(at);
        skipText(at);
        Removal.Cause cause = Removal.Cause.valueOf(text(at));
        String detail = text(at);
        return new Removal(cause, detail, Instant.ofEpochMilli(at.getLong()));
    }

    List<String> replaces() {
        ByteBuffer at = at(KEY_ID);
        List<String> names = new ArrayList<>();
        for (long left = at.getLong(); left > 0; left--) {
            names.add(text(at));
        }
        return names;
    }

    /** The name that the segment had when it was written. */
    String segmentName() {
        return text(at(KEY_ID));
    }

    private ByteBuffer at(int place) {
        return ByteBuffer.wrap(segment.body(), offset + place, length - place);
    }

    private static PayloadRef payload(ByteBuffer at) {
        String name = text(at);
        long length = at.getLong();
        byte[] sha256 = new byte[Fingerprint.BYTES];
        at.get(sha256);
        return new PayloadRef(name, length, Fingerprint.ofDigest(sha256));
    }

    private static void skipText(ByteBuffer at) {
        int length = (int) at.getLong();
        at.position(at.position() + length);
    }

    private static String text(ByteBuffer at) {
        byte[] utf8 = new byte[(int) at.getLong()];
        at.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
