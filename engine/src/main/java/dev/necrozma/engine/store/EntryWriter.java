package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the entries of catalog segments; {@link Entry} reads them. docs/formats.md states the layout. */
final class EntryWriter {

    /* How long what is said beside the text of a key is in most entries. */
    private static final int USUAL_REST = 1 << 10;

    private final ByteArrayOutputStream out;

    private EntryWriter(int length) {
        this.out = new ByteArrayOutputStream(length);
    }

    static byte[] record(Artifact artifact) {
        EntryWriter entry = new EntryWriter(artifact.key().text().length() + USUAL_REST);
        entry.out.write(Entry.RECORD);
        entry.head(artifact.key().id(), artifact.recordId());
        entry.text(artifact.key().text());
        entry.text(artifact.unit());
        entry.number(artifact.created().toEpochMilli());
        entry.number(artifact.cost().toNanos());
        entry.number(artifact.attributes().size());
        artifact.attributes().forEach((name, value) -> {
            entry.text(name);
            entry.text(value);
        });
        entry.number(artifact.payloads().size());
        for (PayloadRef payload : artifact.payloads().values()) {
            entry.text(payload.name());
            entry.number(payload.lengthBytes());
            entry.out.writeBytes(payload.fingerprint().toBytes());
            byte[] content = artifact.inline().get(payload.name());
            entry.out.write(content == null ? 0 : 1);
            if (content != null) {
                entry.out.writeBytes(content);
            }
        }
        return entry.out.toByteArray();
    }

    static byte[] removal(Artifact removed, Removal removal) {
        EntryWriter entry = new EntryWriter(removed.key().text().length() + USUAL_REST);
        entry.out.write(Entry.REMOVAL);
        entry.head(removed.key().id(), removed.recordId());
        entry.text(removed.key().text());
        entry.text(removed.unit());
        entry.text(removal.cause().name());
        entry.text(removal.detail());
        entry.number(removal.when().toEpochMilli());
        return entry.out.toByteArray();
    }

    /** The names of the segments that the one with this entry stands for. */
    static byte[] replaces(List<String> segments) {
        EntryWriter entry = new EntryWriter(USUAL_REST);
        entry.out.write(Entry.REPLACES);
        entry.number(segments.size());
        segments.forEach(entry::text);
        return entry.out.toByteArray();
    }

    /** The name of the segment itself, so that it is not taken for another. */
    static byte[] name(String segment) {
        EntryWriter entry = new EntryWriter(USUAL_REST);
        entry.out.write(Entry.NAME);
        entry.text(segment);
        return entry.out.toByteArray();
    }

    private void head(Fingerprint keyId, RecordId recordId) {
        out.writeBytes(keyId.toBytes());
        out.writeBytes(ByteBuffer.allocate(16)
                .putLong(recordId.writer())
                .putLong(recordId.number())
                .array());
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        out.writeBytes(utf8);
    }

    private void number(long value) {
        out.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
    }
}
