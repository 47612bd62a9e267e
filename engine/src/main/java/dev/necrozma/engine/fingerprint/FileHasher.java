package dev.necrozma.engine.fingerprint;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Hashes files in chunks of 4 MiB, several at a time. The fingerprint of a range is the SHA-256 of the line
 * {@code necrozma chunks 1}, the range's length in decimal on a line, and the SHA-256 of each chunk in order; so it depends on
 * the content alone, whatever the number of threads.
 */
public final class FileHasher {

    private static final int CHUNK = 4 << 20;

    private final Disk disk;
    private final int threads;

    /**
     * @param threads how many chunks may be hashed at a time, at least 1
     */
    public FileHasher(Disk disk, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be positive: " + threads);
        }
        this.disk = disk;
        this.threads = threads;
    }

    /** The fingerprint of a whole file, as long as it is when this starts. */
    public Fingerprint ofFile(Path file) throws IOException {
        try (DiskReader reader = disk.open(file)) {
            return ofRange(file, reader, 0, reader.size());
        }
    }

    /**
     * The fingerprint of the bytes from {@code from} up to {@code to}.
     *
     * @throws IOException if the file ends before {@code to}
     */
    public Fingerprint ofRange(Path file, long from, long to) throws IOException {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no such range: " + from + " to " + to);
        }
        try (DiskReader reader = disk.open(file)) {
            return ofRange(file, reader, from, to);
        }
    }

    private Fingerprint ofRange(Path file, DiskReader reader, long from, long to) throws IOException {
        MessageDigest whole = Fingerprint.newDigest();
        whole.update(("necrozma chunks 1\n" + (to - from) + "\n").getBytes(StandardCharsets.US_ASCII));
        if (threads == 1 || to - from <= CHUNK) {
            byte[] buffer = new byte[(int) Math.min(CHUNK, to - from)];
            for (long start = from; start < to; start += CHUNK) {
                whole.update(chunk(file, reader, start, Math.min(to, start + CHUNK), buffer));
            }
        } else {
            for (byte[] digest : inParallel(file, reader, from, to)) {
                whole.update(digest);
            }
        }
        return Fingerprint.ofDigest(whole.digest());
    }

    private List<byte[]> inParallel(Path file, DiskReader reader, long from, long to) throws IOException {
        int chunks = Math.toIntExact((to - from + CHUNK - 1) / CHUNK);
        ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[CHUNK]);
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, chunks));
        try {
            List<Future<byte[]>> pending = new ArrayList<>(chunks);
            for (int i = 0; i < chunks; i++) {
                long start = from + (long) i * CHUNK;
                pending.add(pool.submit(() -> chunk(file, reader, start, Math.min(to, start + CHUNK), buffers.get())));
            }
            List<byte[]> digests = new ArrayList<>(chunks);
            for (Future<byte[]> digest : pending) {
                digests.add(digest.get());
            }
            return digests;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(file + ": interrupted while it was hashed");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException trouble) {
                throw trouble;
            }
            throw new IllegalStateException(failed.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static byte[] chunk(Path file, DiskReader reader, long start, long end, byte[] buffer) throws IOException {
        int length = (int) (end - start);
        int have = 0;
        while (have < length) {
            int got = reader.read(start + have, buffer, have, length - have);
            if (got < 0) {
                throw new InputChangedException(file, "became shorter while it was read");
            }
            have += got;
        }
        MessageDigest digest = Fingerprint.newDigest();
        digest.update(buffer, 0, length);
        return digest.digest();
    }
}
