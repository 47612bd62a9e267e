package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A catalog segment: the entries of one commit, in order. In a file: eight bytes of magic, the length of the inflated body (four
 * bytes, big-endian), the SHA-256 of everything else, and the deflated body; in the body each entry after its length.
 */
final class Segment {

    private static final byte[] MAGIC = "NZSEG  1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = MAGIC.length + 4;

    private final String name;
    private final byte[] body;

    private Segment(String name, byte[] body) {
        this.name = name;
        this.body = body;
    }

    static Segment of(String name, List<byte[]> entries) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            write(entry, body);
        }
        write(EntryWriter.name(name), body);
        return new Segment(name, body.toByteArray());
    }

    private static void write(byte[] entry, ByteArrayOutputStream body) {
        body.writeBytes(ByteBuffer.allocate(4).putInt(entry.length).array());
        body.writeBytes(entry);
    }

    /** Reads the content of a segment's file; absent if it is not what was written under this name. */
    static Optional<Segment> read(String name, byte[] file) {
        if (file.length < HEAD + Fingerprint.BYTES || !Arrays.equals(Arrays.copyOf(file, MAGIC.length), MAGIC)) {
            return Optional.empty();
        }
        byte[] stated = Arrays.copyOfRange(file, HEAD, HEAD + Fingerprint.BYTES);
        byte[] deflated = Arrays.copyOfRange(file, HEAD + Fingerprint.BYTES, file.length);
        byte[] head = Arrays.copyOf(file, HEAD);
        if (!Arrays.equals(stated, checksum(head, deflated))) {
            return Optional.empty();
        }
        byte[] body = new byte[ByteBuffer.wrap(file, MAGIC.length, 4).getInt()];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            int have = 0;
            while (have < body.length) {
                int got = inflater.inflate(body, have, body.length - have);
                if (got == 0) {
                    return Optional.empty();
                }
                have += got;
            }
            Segment segment = new Segment(name, body);
            return segment.isMisnamed() ? Optional.empty() : Optional.of(segment);
        } catch (DataFormatException torn) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    /* The last entry is the name; early segments have none. */
    private boolean isMisnamed() {
        ByteBuffer at = ByteBuffer.wrap(body);
        boolean misnamed = false;
        while (at.hasRemaining()) {
            int length = at.getInt();
            Entry entry = new Entry(this, at.position(), length);
            misnamed |= entry.type() == Entry.NAME && !entry.segmentName().equals(name);
            at.position(at.position() + length);
        }
        return misnamed;
    }

    /** The name of its file; names order as commits do. */
    String name() {
        return name;
    }

    byte[] body() {
        return body;
    }

    byte[] toFile() {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream(body.length / 2 + 64);
        try {
            deflater.setInput(body);
            deflater.finish();
            byte[] chunk = new byte[8192];
            while (!deflater.finished()) {
                deflated.write(chunk, 0, deflater.deflate(chunk));
            }
        } finally {
            deflater.end();
        }
        byte[] head = ByteBuffer.allocate(HEAD).put(MAGIC).putInt(body.length).array();
        byte[] sum = checksum(head, deflated.toByteArray());
        return ByteBuffer.allocate(HEAD + sum.length + deflated.size())
                .put(head)
                .put(sum)
                .put(deflated.toByteArray())
                .array();
    }

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        ByteBuffer at = ByteBuffer.wrap(body);
        while (at.hasRemaining()) {
            int length = at.getInt();
            entries.add(new Entry(this, at.position(), length));
            at.position(at.position() + length);
        }
        return entries;
    }

    private static byte[] checksum(byte[] head, byte[] deflated) {
        var digest = Fingerprint.newDigest();
        digest.update(head);
        return digest.digest(deflated);
    }

    @Override
    public String toString() {
        return name;
    }
}
