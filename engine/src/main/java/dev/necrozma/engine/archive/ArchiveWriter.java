package dev.necrozma.engine.archive;

import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.PayloadRef;
import dev.necrozma.engine.store.StoreView;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes an archive. */
final class ArchiveWriter {

    static final byte[] MAGIC = "NZARCH 2".getBytes(StandardCharsets.US_ASCII);
    /** Without the times at which results were computed. */
    static final byte[] EARLIER_MAGIC = "NZARCH 1".getBytes(StandardCharsets.US_ASCII);

    static final int RESULT = 1;
    static final int END = 0;

    private static final int CHUNK = 1 << 18;

    private final StoreView store;
    private final OutputStream raw;
    private final MessageDigest digest = Fingerprint.newDigest();
    private final DataOutputStream out;
    private long bytes;

    ArchiveWriter(StoreView store, OutputStream raw) {
        this.store = store;
        this.raw = raw;
        this.out = new DataOutputStream(new DigestOutputStream(raw, digest));
    }

    Archive.Summary write(List<Artifact> results) throws IOException {
        out.write(MAGIC);
        for (Artifact result : results) {
            write(result);
        }
        out.writeByte(END);
        out.writeLong(results.size());
        out.flush();
        raw.write(digest.digest());
        raw.flush();
        return new Archive.Summary(results.size(), bytes);
    }

    private void write(Artifact result) throws IOException {
        out.writeByte(RESULT);
        text(result.key().utf8());
        text(result.unit());
        out.writeLong(result.created().toEpochMilli());
        out.writeLong(result.cost().toNanos());
        out.writeLong(result.attributes().size());
        for (Map.Entry<String, String> attribute : result.attributes().entrySet()) {
            text(attribute.getKey());
            text(attribute.getValue());
        }
        out.writeLong(result.payloads().size());
        for (PayloadRef payload : result.payloads().values()) {
            text(payload.name());
            out.writeLong(payload.lengthBytes());
            out.write(payload.fingerprint().toBytes());
            content(result, payload);
            bytes += payload.lengthBytes();
        }
    }

    private void content(Artifact result, PayloadRef payload) throws IOException {
        Optional<byte[]> inline = store.inline(result, payload.name());
        if (inline.isPresent()) {
            out.write(inline.get());
            return;
        }
        try (DiskReader file = store.open(result, payload.name())) {
            MessageDigest found = Fingerprint.newDigest();
            byte[] chunk = new byte[CHUNK];
            long have = 0;
            for (int got = file.read(0, chunk, 0, CHUNK); got > 0; got = file.read(have, chunk, 0, CHUNK)) {
                found.update(chunk, 0, got);
                out.write(chunk, 0, got);
                have += got;
            }
            if (have != payload.lengthBytes()
                    || !Fingerprint.ofDigest(found.digest()).equals(payload.fingerprint())) {
                throw new ArchiveException("file " + payload.name() + " of " + result.unit()
                        + " is damaged in the store: run again, so that it is computed again");
            }
        } catch (NoSuchFileException absent) {
            throw new ArchiveException("file " + payload.name() + " of " + result.unit()
                    + " is missing in the store: run again, so that it is computed again");
        }
    }

    private void text(String text) throws IOException {
        text(text.getBytes(StandardCharsets.UTF_8));
    }

    private void text(byte[] utf8) throws IOException {
        out.writeLong(utf8.length);
        out.write(utf8);
    }
}
