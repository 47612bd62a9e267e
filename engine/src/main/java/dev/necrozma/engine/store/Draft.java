package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A result being written. Its files are hashed: short ones, which stay in memory, when they are closed, and longer ones, which go to a
 * temporary file if the store has a disk, as they are written. Used by one thread at a time.
 */
public final class Draft implements Closeable {

    /** Files of at most this length are kept in the record itself. */
    static final int INLINE_BYTES = 4096;

    /* For many short writes: longer ones pass it by. */
    private static final int BUFFER_BYTES = 2 * INLINE_BYTES;

    private static final byte[] NOTHING = {};

    private final CacheKey key;
    private final String unit;
    private final @Nullable Disk disk;
    private final Supplier<Path> temporaryNames;
    private final SortedMap<String, Content> contents = new TreeMap<>();
    private final SortedMap<String, String> attributes = new TreeMap<>();
    private Duration cost = Duration.ZERO;
    private @Nullable Instant created;
    private boolean closed;
    private @Nullable IOException trouble;

    /** For a store: a draft whose files all stay in memory. */
    public Draft(CacheKey key, String unit) {
        this.key = key;
        this.unit = unit;
        this.disk = null;
        this.temporaryNames = () -> Path.of("");
    }

    /**
     * For a store: a draft whose longer files go to {@code disk}.
     *
     * @param temporaryNames gives each a path that no other file has; they are deleted when the draft is closed, and left there if
     *     the process dies
     */
    public Draft(CacheKey key, String unit, Disk disk, Supplier<Path> temporaryNames) {
        this.key = key;
        this.unit = unit;
        this.disk = disk;
        this.temporaryNames = temporaryNames;
    }

    public CacheKey key() {
        return key;
    }

    public String unit() {
        return unit;
    }

    /**
     * Begins a file of the result. It counts once its stream is closed.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public OutputStream create(String name) {
        requireOpen();
        Content content = new Content(name);
        if (contents.putIfAbsent(name, content) != null) {
            throw new IllegalArgumentException("payload written twice: " + name);
        }
        return content;
    }

    /** Writes a whole file of the result. */
    public void put(String name, byte[] bytes) throws IOException {
        try (OutputStream out = create(name)) {
            out.write(bytes);
        }
    }

    /** Adds a fact about the result. */
    public void attribute(String name, String value) {
        requireOpen();
        attributes.put(name, value);
    }

    /** States how long the computation took. */
    public void cost(Duration duration) {
        requireOpen();
        cost = duration;
    }

    /** States when the result was computed, if that was not now: one that comes from elsewhere keeps its age. */
    public void created(Instant time) {
        requireOpen();
        created = time;
    }

    /** When the result was computed; absent if now. */
    public Optional<Instant> created() {
        return Optional.ofNullable(created);
    }

    /** The file written under {@code name}; known once its stream is closed. */
    public Optional<PayloadRef> written(String name) {
        return Optional.ofNullable(contents.get(name)).flatMap(content -> Optional.ofNullable(content.ref));
    }

    /** Abandons what was not published, and deletes its temporary files. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            for (Content content : contents.values()) {
                content.discard();
            }
        }
    }

    /** The failure of the store, if it could not take what was written: then the computation is not to blame. */
    public Optional<IOException> trouble() {
        return Optional.ofNullable(trouble);
    }

    /**
     * Makes sure that every file was closed.
     *
     * @throws IllegalStateException if one was not
     */
    public void requireComplete() {
        for (Content content : contents.values()) {
            content.ref();
        }
    }

    /**
     * Makes sure that this can be published. A store asks that of all drafts before it takes any.
     *
     * @throws IOException if the store could not take what was written, though the computation went on
     * @throws IllegalStateException if this was published or closed, or a file is not closed
     */
    public void requirePublishable() throws IOException {
        requireOpen();
        if (trouble != null) {
            throw new IOException("the store could not take " + unit + ": " + trouble.getMessage(), trouble);
        }
        requireComplete();
    }

    /** The attributes given so far, by name; those given later are not seen in it. */
    public SortedMap<String, String> attributes() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** How long the computation took. */
    public Duration cost() {
        return cost;
    }

    /**
     * Writes the content of a file that was written to {@code out}, for a store to keep.
     *
     * @throws NoSuchElementException if there is none of that name
     * @throws IllegalStateException if it was not closed, or this was
     */
    public void copy(String name, OutputStream out) throws IOException {
        requireOpen();
        Content content = contents.get(name);
        if (content == null) {
            throw new NoSuchElementException(unit + " has no payload " + name);
        }
        content.copy(out);
    }

    Collection<Content> contents() {
        return Collections.unmodifiableCollection(contents.values());
    }

    /**
     * The files written, by name.
     *
     * @throws IllegalStateException if one was not closed
     */
    public SortedMap<String, PayloadRef> files() {
        SortedMap<String, PayloadRef> refs = new TreeMap<>();
        for (Content content : contents.values()) {
            refs.put(content.name, content.ref());
        }
        return refs;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the draft of " + unit + " was published or closed already");
        }
    }

    private interface DiskOperation {
        void run() throws IOException;
    }

    /** One file of a draft. */
    final class Content extends OutputStream {

        private final String name;
        private byte[] buffer = NOTHING;
        private int buffered;
        private long length;
        private @Nullable MessageDigest digest;
        private @Nullable Path file;
        private @Nullable DiskWriter writer;
        private @Nullable PayloadRef ref;

        Content(String name) {
            this.name = name;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            requireOpen();
            Objects.checkFromIndexSize(offset, count, bytes.length);
            if (ref != null) {
                throw new IOException("payload " + name + " was closed already");
            }
            length += count;
            if (count > buffer.length - buffered) {
                makeRoom(count);
            }
            if (count > buffer.length - buffered) {
                spill(bytes, offset, count);
            } else {
                System.arraycopy(bytes, offset, buffer, buffered, count);
                buffered += count;
            }
        }

        /* The buffer grows as long as all may stay in memory; then it is emptied, and has its full size from the first time on. */
        private void makeRoom(int count) throws IOException {
            long needed = (long) buffered + count;
            if (disk == null || needed <= INLINE_BYTES) {
                long most = disk == null ? Integer.MAX_VALUE - 8 : INLINE_BYTES;
                long length = Math.max(needed, Math.min(most, 2L * buffer.length));
                buffer = Arrays.copyOf(buffer, Math.toIntExact(length));
            } else {
                spillBuffer();
                if (buffer.length < BUFFER_BYTES) {
                    buffer = new byte[BUFFER_BYTES];
                }
            }
        }

        private void spillBuffer() throws IOException {
            int due = buffered;
            buffered = 0; // it counts, and is hashed, once, also if the disk refuses it
            spill(buffer, 0, due);
        }

        private void spill(byte[] bytes, int offset, int count) throws IOException {
            if (digest == null) {
                digest = Fingerprint.newDigest();
            }
            digest.update(bytes, offset, count);
            onDisk(() -> {
                if (writer == null) {
                    file = temporaryNames.get();
                    writer = Objects.requireNonNull(disk).createLong(file);
                }
                writer.write(bytes, offset, count);
            });
        }

        private void onDisk(DiskOperation operation) throws IOException {
            try {
                operation.run();
            } catch (IOException refused) {
                noteTrouble(refused);
                throw refused;
            } catch (RuntimeException | Error broken) {
                noteTrouble(new IOException(file + " could not be written", broken));
                throw broken;
            }
        }

        /* The first says why; what is tried after it only that it has failed. */
        private void noteTrouble(IOException failure) {
            if (trouble == null) {
                trouble = failure;
            }
        }

        @Override
        public void close() throws IOException {
            if (ref == null && !closed) {
                Fingerprint content;
                if (digest == null) {
                    buffer = Arrays.copyOf(buffer, buffered);
                    content = Fingerprint.of(buffer);
                } else {
                    if (writer != null) { // else the disk refused it from the beginning
                        spillBuffer();
                        onDisk(writer::flush); // this computation learns of a full disk, not a checkpoint
                    }
                    buffer = NOTHING;
                    content = Fingerprint.ofDigest(digest.digest());
                }
                ref = new PayloadRef(name, length, content);
            }
        }

        PayloadRef ref() {
            if (ref == null) {
                throw new IllegalStateException("payload " + name + " of " + unit + " was not closed");
            }
            return ref;
        }

        /** The bytes of a file that stayed in memory. */
        Optional<byte[]> inline() {
            return file == null ? Optional.of(buffer) : Optional.empty();
        }

        private void copy(OutputStream out) throws IOException {
            PayloadRef whole = ref();
            if (file == null) {
                out.write(buffer);
                return;
            }
            try (DiskReader reader = Objects.requireNonNull(disk).open(file)) {
                if (!ObjectFiles.copyVerified(reader, whole, out)) {
                    throw new IOException(file + " has other bytes than were written");
                }
            }
        }

        /** Makes the temporary file durable and closes it; absent if the bytes stayed in memory. */
        Optional<Path> seal() throws IOException {
            if (writer == null || file == null) {
                return Optional.empty();
            }
            writer.sync();
            writer.close();
            return Optional.of(file);
        }

        /** The temporary file has its final name: nothing is left to delete. */
        void moved() {
            writer = null;
        }

        private void discard() throws IOException {
            buffer = NOTHING;
            if (writer != null && disk != null && file != null) {
                writer.close();
                writer = null;
                disk.delete(file);
            }
        }
    }
}
