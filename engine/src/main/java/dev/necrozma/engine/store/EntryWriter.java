package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes the entries of catalog segments; {@link Entry} reads them. docs/formats.md states the layout. */
final class EntryWriter {

    /* How long what is said beside the text of a key is in most entries. */
    private static final int USUAL_REST = 1 << 10;

    private final ByteArrayOutputStream out;

    private EntryWriter(int type, int usualLength) {
        this.out = new ByteArrayOutputStream(usualLength);
        out.write(type);
    }

    static byte[] record(Artifact artifact) {
        EntryWriter entry = ofKey(Entry.RECORD, artifact);
        entry.number(artifact.created().toEpochMilli());
        entry.number(artifact.cost().toNanos());
        entry.number(artifact.attributes().size());
        for (Map.Entry<String, String> attribute : artifact.attributes().entrySet()) {
            entry.text(attribute.getKey());
            entry.text(attribute.getValue());
        }
        entry.number(artifact.payloads().size());
        for (PayloadRef payload : artifact.payloads().values()) {
            entry.text(payload.name());
            entry.number(payload.lengthBytes());
            entry.fingerprint(payload.fingerprint());
            byte[] content = artifact.inline().get(payload.name());
            entry.out.write(content == null ? 0 : 1);
            if (content != null) {
                entry.out.writeBytes(content);
            }
        }
        return entry.out.toByteArray();
    }

    static byte[] removal(Artifact removed, Removal removal) {
        EntryWriter entry = ofKey(Entry.REMOVAL, removed);
        entry.text(removal.cause().name());
        entry.text(removal.detail());
        entry.number(removal.when().toEpochMilli());
        return entry.out.toByteArray();
    }

    /** The names of the segments that the one with this entry stands for. */
    static byte[] replaces(List<String> segments) {
        EntryWriter entry = new EntryWriter(Entry.REPLACES, USUAL_REST);
        entry.number(segments.size());
        segments.forEach(entry::text);
        return entry.out.toByteArray();
    }

    /** The name of the segment itself, so that it is not taken for another. */
    static byte[] name(String segment) {
        EntryWriter entry = new EntryWriter(Entry.NAME, USUAL_REST);
        entry.text(segment);
        return entry.out.toByteArray();
    }

    private static EntryWriter ofKey(int type, Artifact artifact) {
        byte[] key = artifact.key().utf8();
        EntryWriter entry = new EntryWriter(type, key.length + USUAL_REST);
        entry.fingerprint(artifact.key().id());
        entry.number(artifact.recordId().writer());
        entry.number(artifact.recordId().number());
        entry.text(key);
        entry.text(artifact.unit());
        return entry;
    }

    private void fingerprint(Fingerprint content) {
        number(content.word0());
        number(content.word1());
        number(content.word2());
        number(content.word3());
    }

    private void text(String text) {
        text(text.getBytes(StandardCharsets.UTF_8));
    }

    private void text(byte[] utf8) {
        number(utf8.length);
        out.writeBytes(utf8);
    }

    /* By hand, since a run writes thousands before anything is compiled. */
    private void number(long value) {
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[i] = (byte) (value >>> (Long.SIZE - Byte.SIZE - Byte.SIZE * i));
        }
        out.writeBytes(bytes);
    }
}
