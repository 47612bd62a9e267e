package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes the entries of catalog segments; {@link Entry} reads them. docs/formats.md states the layout. Numbers are taken apart by hand,
 * since a run writes hundreds before anything is compiled.
 */
final class EntryWriter {

    /* How long what is said beside the text of a key is in most entries. */
    private static final int USUAL_REST = 1 << 10;

    private byte[] entry;
    private int length;

    private EntryWriter(int type, int usualLength) {
        this.entry = new byte[usualLength];
        octet(type);
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
            entry.octet(content == null ? 0 : 1);
            if (content != null) {
                entry.bytes(content);
            }
        }
        return entry.end();
    }

    static byte[] removal(Artifact removed, Removal removal) {
        EntryWriter entry = ofKey(Entry.REMOVAL, removed);
        entry.text(removal.cause().name());
        entry.text(removal.detail());
        entry.number(removal.when().toEpochMilli());
        return entry.end();
    }

    /** The names of the segments that the one with this entry stands for. */
    static byte[] replaces(List<String> segments) {
        EntryWriter entry = new EntryWriter(Entry.REPLACES, USUAL_REST);
        entry.number(segments.size());
        segments.forEach(entry::text);
        return entry.end();
    }

    /** The name of the segment itself, so that it is not taken for another. */
    static byte[] name(String segment) {
        EntryWriter entry = new EntryWriter(Entry.NAME, USUAL_REST);
        entry.text(segment);
        return entry.end();
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
        bytes(utf8);
    }

    private void bytes(byte[] more) {
        makeRoom(more.length);
        System.arraycopy(more, 0, entry, length, more.length);
        length += more.length;
    }

    private void number(long value) {
        makeRoom(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            entry[length++] = (byte) (value >>> shift);
        }
    }

    private void octet(int value) {
        makeRoom(1);
        entry[length++] = (byte) value;
    }

    private void makeRoom(int count) {
        if (count > entry.length - length) {
            entry = Arrays.copyOf(entry, Math.max(Math.addExact(length, count), 2 * entry.length));
        }
    }

    private byte[] end() {
        return Arrays.copyOf(entry, length);
    }
}
