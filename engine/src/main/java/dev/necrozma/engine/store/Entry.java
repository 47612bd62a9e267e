package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    private static final String STAGE = "\nstage ";
    private static final long HASH_OF_NOTHING = 0xcbf29ce484222325L;

    private static final int KEY_ID = 1;
    private static final int RECORD_ID = KEY_ID + Fingerprint.BYTES;
    private static final int KEY_TEXT = RECORD_ID + 16;

    private final Segment segment;
    private final int offset;

    /** @param offset of the entry's type in the body of the segment */
    Entry(Segment segment, int offset) {
        this.segment = segment;
        this.offset = offset;
    }

    int type() {
        return segment.body().get(offset);
    }

    Fingerprint keyId() {
        return keyId(segment.body(), offset);
    }

    /** The id of the key of the record or removal at {@code offset}, read without an object for the entry: there may be millions. */
    static Fingerprint keyId(ByteBuffer body, int offset) {
        int at = offset + KEY_ID;
        return new Fingerprint(body.getLong(at), body.getLong(at + 8), body.getLong(at + 16), body.getLong(at + 24));
    }

    RecordId recordId() {
        return recordId(segment.body(), offset);
    }

    /** The id of the record, as {@link #keyId(ByteBuffer, int)}. */
    static RecordId recordId(ByteBuffer body, int offset) {
        int at = offset + RECORD_ID;
        return new RecordId(body.getLong(at), body.getLong(at + 8));
    }

    CacheKey key() {
        return CacheKey.parse(text(at(KEY_TEXT)));
    }

    /** The stage and unit of a record or removal, as one text. */
    String stageAndUnit() {
        ByteBuffer at = at(KEY_TEXT);
        String keyText = text(at);
        int start = keyText.indexOf(STAGE) + STAGE.length();
        return keyText.substring(start, keyText.indexOf('\n', start) + 1) + text(at);
    }

    /** A hash of {@link #stageAndUnit}, as {@link #keyId(ByteBuffer, int)}. */
    static long hashOfStageAndUnit(ByteBuffer body, int offset) {
        int keyText = offset + KEY_TEXT + 8;
        int at = keyText;
        while (body.get(at) != '\n') {
            at++;
        }
        at += STAGE.length();
        long hash = HASH_OF_NOTHING;
        do {
            hash = hash(hash, body.get(at));
        } while (body.get(at++) != '\n');
        int unit = keyText + (int) body.getLong(keyText - 8) + 8;
        int end = unit + (int) body.getLong(unit - 8);
        for (int i = unit; i < end; i++) {
            hash = hash(hash, body.get(i));
        }
        return hash;
    }

    static long hashOf(String stageAndUnit) {
        long hash = HASH_OF_NOTHING;
        for (byte b : stageAndUnit.getBytes(StandardCharsets.UTF_8)) {
            hash = hash(hash, b);
        }
        return hash;
    }

    /* FNV-1a. */
    private static long hash(long hash, byte next) {
        return (hash ^ (next & 0xff)) * 0x100000001b3L;
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
        return segment.body().slice(offset + place, segment.length(offset) - place);
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
