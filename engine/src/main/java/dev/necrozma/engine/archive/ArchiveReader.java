package dev.necrozma.engine.archive;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.Draft;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads an archive, and checks what it reads. */
final class ArchiveReader {

    private static final int LONGEST_TEXT = 1 << 24;
    private static final int MOST_PARTS = 1 << 20;
    private static final int CHUNK = 1 << 18;

    /** Takes what an archive holds. */
    interface Sink {

        /** Begins a result; absent if its content is of no interest. */
        Optional<Draft> begin(CacheKey key, String unit) throws IOException;

        /** The draft that was begun has all that the archive says. */
        void end(Draft draft) throws IOException;
    }

    private final MessageDigest digest = Fingerprint.newDigest();
    private final InputStream raw;
    private final DataInputStream in;
    private long bytes;

    ArchiveReader(InputStream raw) {
        this.raw = raw;
        this.in = new DataInputStream(new DigestInputStream(raw, digest));
    }

    Archive.Summary read(Sink sink) throws IOException {
        try {
            byte[] magic = in.readNBytes(ArchiveWriter.MAGIC.length);
            boolean withTimes = Arrays.equals(magic, ArchiveWriter.MAGIC);
            if (!withTimes && !Arrays.equals(magic, ArchiveWriter.EARLIER_MAGIC)) {
                throw new ArchiveException("it is no archive of results");
            }
            int results = 0;
            for (int type = in.readUnsignedByte(); type != ArchiveWriter.END; type = in.readUnsignedByte()) {
                if (type != ArchiveWriter.RESULT) {
                    throw damaged("an entry of unknown type " + type);
                }
                result(sink, withTimes);
                results++;
            }
            if (in.readLong() != results) {
                throw damaged("it does not have as many results as it says");
            }
            byte[] computed = digest.digest();
            if (!Arrays.equals(raw.readNBytes(Fingerprint.BYTES), computed) || raw.read() >= 0) {
                throw damaged("its checksum is another");
            }
            return new Archive.Summary(results, bytes);
        } catch (EOFException torn) {
            throw damaged("it ends too early");
        } catch (IllegalArgumentException impossible) {
            throw damaged(
                    String.valueOf(impossible.getMessage()).lines().findFirst().orElse("no key"));
        }
    }

    private static ArchiveException damaged(String how) {
        return new ArchiveException("the archive is damaged: " + how);
    }

    private void result(Sink sink, boolean withTimes) throws IOException {
        CacheKey key = CacheKey.parse(text());
        Optional<Draft> draft = sink.begin(key, text());
        try {
            if (withTimes) {
                Instant created = Instant.ofEpochMilli(in.readLong());
                draft.ifPresent(wanted -> wanted.created(created));
            }
            Duration cost = Duration.ofNanos(in.readLong());
            draft.ifPresent(wanted -> wanted.cost(cost));
            for (long left = count(); left > 0; left--) {
                String name = text();
                String value = text();
                draft.ifPresent(wanted -> wanted.attribute(name, value));
            }
            Set<String> names = new HashSet<>();
            for (long left = count(); left > 0; left--) {
                String name = text();
                if (name.isBlank() || !names.add(name)) {
                    throw damaged("a file has no name, or that of another");
                }
                payload(name, draft);
            }
            if (draft.isPresent()) {
                sink.end(draft.get());
            }
        } catch (IOException | RuntimeException failed) {
            if (draft.isPresent()) {
                draft.get().close();
            }
            throw failed;
        }
    }

    private void payload(String name, Optional<Draft> draft) throws IOException {
        long length = in.readLong();
        if (length < 0) {
            throw damaged("a file of negative length");
        }
        Fingerprint stated = Fingerprint.ofDigest(in.readNBytes(Fingerprint.BYTES));
        MessageDigest found = Fingerprint.newDigest();
        try (OutputStream out = draft.isPresent() ? draft.get().create(name) : OutputStream.nullOutputStream()) {
            byte[] chunk = new byte[CHUNK];
            for (long left = length; left > 0; ) {
                int part = (int) Math.min(CHUNK, left);
                in.readFully(chunk, 0, part);
                found.update(chunk, 0, part);
                out.write(chunk, 0, part);
                left -= part;
            }
        }
        if (!Fingerprint.ofDigest(found.digest()).equals(stated)) {
            throw damaged("file " + name + " has other content than it says");
        }
        bytes += length;
    }

    private long count() throws IOException {
        long count = in.readLong();
        if (count < 0 || count > MOST_PARTS) {
            throw damaged("an impossible count");
        }
        return count;
    }

    private String text() throws IOException {
        long length = in.readLong();
        if (length < 0 || length > LONGEST_TEXT) {
            throw damaged("a text of impossible length");
        }
        byte[] utf8 = in.readNBytes((int) length);
        if (utf8.length < length) {
            throw new EOFException();
        }
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Wants nothing. */
    static final class Discarding implements Sink {

        @Override
        public Optional<Draft> begin(CacheKey key, String unit) {
            return Optional.empty();
        }

        @Override
        public void end(Draft draft) {
            throw new IllegalStateException("nothing was begun");
        }
    }

    /** Publishes what a store has not, some at a time. */
    static final class Adding implements Sink, Closeable {

        private static final int TOGETHER = 1000;

        private final DirectoryStore store;
        private final List<Draft> waiting = new ArrayList<>();
        private int added;
        private int known;

        Adding(DirectoryStore store) {
            this.store = store;
        }

        @Override
        public Optional<Draft> begin(CacheKey key, String unit) throws IOException {
            if (store.find(key).isPresent()) {
                known++;
                return Optional.empty();
            }
            return Optional.of(store.draft(key, unit));
        }

        @Override
        public void end(Draft draft) throws IOException {
            waiting.add(draft);
            if (waiting.size() == TOGETHER) {
                publish();
            }
        }

        private void publish() throws IOException {
            List<Draft> drafts = List.copyOf(waiting);
            waiting.clear();
            store.publish(drafts);
            added += drafts.size();
        }

        Archive.Added finish() throws IOException {
            publish();
            return new Archive.Added(added, known);
        }

        @Override
        public void close() throws IOException {
            for (Draft draft : waiting) {
                draft.close();
            }
        }
    }
}
