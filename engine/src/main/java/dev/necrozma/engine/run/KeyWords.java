package dev.necrozma.engine.run;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.NotAFileException;
import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * A set of fingerprints of which only the first eight bytes are kept: a million take 8 MB. That two have the same is so unlikely, and
 * costs so little (a result stays that could have gone), that nobody asks further.
 */
public final class KeyWords {

    private static final byte[] MAGIC = "NZKEYS 1".getBytes(StandardCharsets.US_ASCII);

    /* Of ten million. */
    private static final long LONGEST = 80_000_008;

    private final long[] sorted;

    private KeyWords(long[] sorted) {
        this.sorted = sorted;
    }

    public static KeyWords of(Collection<Fingerprint> fingerprints) {
        return new KeyWords(fingerprints.stream()
                .mapToLong(Fingerprint::word0)
                .sorted()
                .distinct()
                .toArray());
    }

    public boolean contains(Fingerprint fingerprint) {
        return Arrays.binarySearch(sorted, fingerprint.word0()) >= 0;
    }

    public int size() {
        return sorted.length;
    }

    /** Writes this under {@code file}, whole or not at all, by way of {@code written} beside it. It is not synced. */
    void write(Disk disk, Path written, Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAGIC.length + 8 * sorted.length).put(MAGIC);
        for (long word : sorted) {
            bytes.putLong(word);
        }
        try (DiskWriter out = disk.create(written)) {
            out.write(bytes.array(), 0, bytes.capacity());
        }
        disk.rename(written, file);
    }

    /** Reads what {@link #write} wrote; absent if it is gone, or something else. */
    static Optional<KeyWords> read(Disk disk, Path file) throws IOException {
        byte[] content;
        try (DiskReader reader = disk.open(file)) {
            if (reader.size() > LONGEST) {
                return Optional.empty();
            }
            content = reader.readAll();
        } catch (NoSuchFileException | NotAFileException vanished) {
            return Optional.empty();
        }
        boolean ours = content.length >= MAGIC.length
                && content.length % 8 == 0
                && Arrays.equals(Arrays.copyOf(content, MAGIC.length), MAGIC);
        if (!ours) {
            return Optional.empty();
        }
        long[] words = new long[content.length / 8 - 1];
        ByteBuffer.wrap(content, MAGIC.length, 8 * words.length).asLongBuffer().get(words);
        Arrays.sort(words);
        return Optional.of(new KeyWords(words));
    }
}
