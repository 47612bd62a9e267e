package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A catalog segment: the entries of one commit, in order. In a file: eight bytes of magic, the length of the inflated body (four
 * bytes, big-endian), the SHA-256 of everything else, and the deflated body; in the body each entry after its length.
 * {@link SegmentWriter} writes them.
 */
final class Segment {

    static final byte[] MAGIC = "NZSEG  1".getBytes(StandardCharsets.US_ASCII);
    static final int HEAD = MAGIC.length + 4;

    /* Of a million small results the bodies have hundreds of megabytes: too much for most heaps, and a burden for any collector. */
    private static final int OUTSIDE_THE_HEAP_FROM = 1 << 20;

    private final String name;
    private final ByteBuffer body;
    private final List<String> replaces = new ArrayList<>();
    private boolean misnamed;

    /** @param body whose bytes are all written, and change no more */
    Segment(String name, ByteBuffer body) {
        this.name = name;
        this.body = body;
        for (int entry = first(); entry >= 0; entry = after(entry)) {
            byte type = body.get(entry);
            if (type == Entry.REPLACES) {
                replaces.addAll(new Entry(this, entry).replaces());
            } else if (type == Entry.NAME) {
                misnamed |= !new Entry(this, entry).segmentName().equals(name);
            }
        }
    }

    /** Room for the body of a segment, where it is best kept. */
    static ByteBuffer room(int bytes) {
        return bytes < OUTSIDE_THE_HEAP_FROM ? ByteBuffer.allocate(bytes) : ByteBuffer.allocateDirect(bytes);
    }

    /** Reads a segment's file; absent if it is not what was written under this name. */
    static Optional<Segment> read(String name, DiskReader file) throws IOException {
        byte[] head = new byte[HEAD];
        if (file.read(0, head, 0, HEAD) < HEAD
                || file.size() > longest(ByteBuffer.wrap(head, MAGIC.length, 4).getInt())) {
            return Optional.empty();
        }
        return read(name, file.readAll());
    }

    /* More than a body of so many bytes becomes by being deflated: a file that is longer need not be read to be refused. */
    private static long longest(int bodyBytes) {
        return HEAD + Fingerprint.BYTES + 1024 + Math.min(bodyBytes + bodyBytes / 4L, Integer.MAX_VALUE / 2);
    }

    private static Optional<Segment> read(String name, byte[] file) {
        int start = HEAD + Fingerprint.BYTES;
        if (file.length < start || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        var digest = Fingerprint.newDigest();
        digest.update(file, 0, HEAD);
        digest.update(file, start, file.length - start);
        if (!Arrays.equals(digest.digest(), Arrays.copyOfRange(file, HEAD, start))) {
            return Optional.empty();
        }
        ByteBuffer body = room(ByteBuffer.wrap(file, MAGIC.length, 4).getInt());
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(file, start, file.length - start);
            while (body.hasRemaining()) {
                if (inflater.inflate(body) == 0) {
                    return Optional.empty();
                }
            }
            Segment segment = new Segment(name, body.clear());
            return segment.misnamed ? Optional.empty() : Optional.of(segment);
        } catch (DataFormatException torn) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    /** The name of its file; names order as commits do. */
    String name() {
        return name;
    }

    /** The bytes of its entries, for reading at given places only. */
    ByteBuffer body() {
        return body;
    }

    int sizeBytes() {
        return body.capacity();
    }

    /** The place of the first entry in the body, or -1. */
    int first() {
        return at(0);
    }

    /** The place of the entry after the one at {@code entry}, or -1. */
    int after(int entry) {
        return at(entry + length(entry));
    }

    private int at(int end) {
        return end < body.capacity() ? end + 4 : -1;
    }

    int length(int entry) {
        return body.getInt(entry - 4);
    }

    /** The names of the segments that this one stands for. */
    List<String> replaces() {
        return replaces;
    }

    @Override
    public String toString() {
        return name;
    }
}
