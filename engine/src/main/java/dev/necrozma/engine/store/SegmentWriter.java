package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** Gathers the entries of a segment, and writes its file. */
final class SegmentWriter {

    private static final int PIECE = 1 << 16;

    private final String name;
    private final byte[] nameEntry;
    private final ByteBuffer body;

    /** @param entryBytes that will be added, each with four for its length */
    SegmentWriter(String name, long entryBytes) {
        this.name = name;
        this.nameEntry = EntryWriter.name(name);
        this.body = Segment.room(Math.toIntExact(entryBytes + 4 + nameEntry.length));
    }

    static SegmentWriter of(String name, List<byte[]> entries) {
        long bytes = 0;
        for (byte[] entry : entries) {
            bytes += 4 + entry.length;
        }
        SegmentWriter segment = new SegmentWriter(name, bytes);
        for (byte[] entry : entries) {
            segment.add(entry);
        }
        return segment;
    }

    void add(byte[] entry) {
        body.putInt(entry.length).put(entry);
    }

    /** Adds an entry of another segment as it is. */
    void add(Segment from, int entry) {
        int length = 4 + from.length(entry);
        body.put(body.position(), from.body(), entry - 4, length).position(body.position() + length);
    }

    /** The segment with the entries that were added. */
    Segment segment() {
        add(nameEntry);
        return new Segment(name, body.flip());
    }

    static void write(Segment segment, DiskWriter out) throws IOException {
        List<byte[]> pieces = deflated(segment.body().duplicate());
        byte[] first = pieces.get(0);
        ByteBuffer.wrap(first).put(Segment.MAGIC).putInt(segment.sizeBytes());
        int start = Segment.HEAD + Fingerprint.BYTES;
        var digest = Fingerprint.newDigest();
        digest.update(first, 0, Segment.HEAD);
        digest.update(first, start, first.length - start);
        for (byte[] piece : pieces.subList(1, pieces.size())) {
            digest.update(piece);
        }
        System.arraycopy(digest.digest(), 0, first, Segment.HEAD, Fingerprint.BYTES);
        for (byte[] piece : pieces) {
            out.write(piece, 0, piece.length);
        }
    }

    /* With room for the head and the checksum before the first. */
    private static List<byte[]> deflated(ByteBuffer body) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(body);
            deflater.finish();
            List<byte[]> pieces = new ArrayList<>();
            byte[] piece = new byte[PIECE];
            int have = Segment.HEAD + Fingerprint.BYTES;
            while (!deflater.finished()) {
                have += deflater.deflate(piece, have, PIECE - have);
                if (have == PIECE) {
                    pieces.add(piece);
                    piece = new byte[PIECE];
                    have = 0;
                }
            }
            pieces.add(Arrays.copyOf(piece, have));
            return pieces;
        } finally {
            deflater.end();
        }
    }
}
