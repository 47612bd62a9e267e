package dev.necrozma.engine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.FileStamp;
import dev.necrozma.engine.disk.ForwardingDisk;
import dev.necrozma.engine.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputFingerprintsTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path directory;

    private Path memory;
    private Path file;
    private final StagedDisk disk = new StagedDisk();

    /** Counts the content bytes read of each file, and says of files and of its clock what the test wants. */
    private static final class StagedDisk extends ForwardingDisk {

        private final Map<Path, FileStamp> stamps = new HashMap<>();
        private final Map<Path, Long> bytesRead = new HashMap<>();
        private long clockNanos = 1_000 * SECOND;
        private Runnable whileReading = () -> {};

        StagedDisk() {
            super(new LocalDisk());
        }

        @Override
        public FileStamp examine(Path path) throws IOException {
            FileStamp real = super.examine(path);
            if (path.getFileName().toString().startsWith("clock-")) {
                return new FileStamp(0, clockNanos, clockNanos, real.inode(), false);
            }
            return stamps.getOrDefault(path, real);
        }

        @Override
        public DiskReader open(Path path) throws IOException {
            DiskReader reader = super.open(path);
            return new DiskReader() {
                @Override
                public long size() throws IOException {
                    return reader.size();
                }

                @Override
                public int read(long position, byte[] into, int offset, int length) throws IOException {
                    int got = reader.read(position, into, offset, length);
                    bytesRead.merge(path, (long) Math.max(0, got), Long::sum);
                    whileReading.run();
                    return got;
                }

                @Override
                public void close() throws IOException {
                    reader.close();
                }
            };
        }
    }

    @BeforeEach
    void start() throws IOException {
        memory = Files.createDirectory(directory.resolve("inputs"));
        file = directory.resolve("ticks.csv");
        Files.writeString(file, "content");
        disk.stamps.put(file, new FileStamp(7, 100 * SECOND, 200 * SECOND, 42, false));
    }

    private InputFingerprints fingerprints() {
        return new InputFingerprints(disk, memory, new FileHasher(disk, 1));
    }

    private long read() {
        return disk.bytesRead.getOrDefault(file, 0L);
    }

    @Test
    void theSecondTimeNoByteIsRead() throws IOException {
        InputFile first = fingerprints().identify(file, false);
        assertThat(read()).isEqualTo(7);
        InputFile second = fingerprints().identify(file, false);
        assertThat(read()).isEqualTo(7);
        assertThat(second).isEqualTo(first);
        assertThat(first.settled()).isTrue();
        assertThat(first.path()).isEqualTo(file);
        assertThat(first.fingerprint()).isEqualTo(new FileHasher(disk, 1).ofFile(file));
    }

    @Test
    void rehashingReadsAll() throws IOException {
        InputFile first = fingerprints().identify(file, false);
        assertThat(fingerprints().identify(file, true)).isEqualTo(first);
        assertThat(read()).isEqualTo(14);
    }

    @Test
    void anyOtherStampIsReadAgain() throws IOException {
        fingerprints().identify(file, false);
        long expected = 7;
        for (FileStamp other : List.of(
                new FileStamp(8, 100 * SECOND, 200 * SECOND, 42, false),
                new FileStamp(7, 100 * SECOND + 1, 200 * SECOND, 42, false),
                new FileStamp(7, 100 * SECOND, 200 * SECOND + 1, 42, false),
                new FileStamp(7, 100 * SECOND, 200 * SECOND, 43, false))) {
            disk.stamps.put(file, other);
            fingerprints().identify(file, false);
            expected += 7;
            assertThat(read()).isEqualTo(expected);
        }
    }

    @Test
    void anotherPathIsReadAgain() throws IOException {
        fingerprints().identify(file, false);
        Path copy = directory.resolve("copy.csv");
        Files.copy(file, copy);
        disk.stamps.put(copy, disk.stamps.get(file));
        fingerprints().identify(copy, false);
        assertThat(disk.bytesRead).containsEntry(copy, 7L);
    }

    @Test
    void aFileYoungerThanTwoSecondsIsNotBelieved() throws IOException {
        disk.clockNanos = 202 * SECOND;
        assertThat(fingerprints().identify(file, false).settled()).isFalse();
        assertThat(fingerprints().identify(file, false).settled()).isFalse();
        assertThat(read()).isEqualTo(14);

        disk.clockNanos = 202 * SECOND + 1;
        assertThat(fingerprints().identify(file, false).settled()).isTrue();
        assertThat(fingerprints().identify(file, false).settled()).isTrue();
        assertThat(read()).isEqualTo(21);
    }

    @Test
    void aFileFromTheFutureIsNotBelieved() throws IOException {
        disk.stamps.put(file, new FileStamp(7, 5_000 * SECOND, 200 * SECOND, 42, false));
        assertThat(fingerprints().identify(file, false).settled()).isFalse();
    }

    @Test
    void damagedMemoryIsNoMemory() throws IOException {
        InputFile first = fingerprints().identify(file, false);
        Path remembered = onlyFile(memory);
        byte[] whole = Files.readAllBytes(remembered);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            assertIsNoMemory(remembered, flipped, first);
        }
        for (int length = 0; length < whole.length - 1; length += 7) {
            assertIsNoMemory(remembered, java.util.Arrays.copyOf(whole, length), first);
        }
    }

    private void assertIsNoMemory(Path remembered, byte[] damaged, InputFile expected) throws IOException {
        Files.write(remembered, damaged);
        long before = read();
        assertThat(fingerprints().identify(file, false)).isEqualTo(expected);
        // The last byte is a line feed that ends the file: what replaces it may end it as well.
        if (read() == before) {
            assertThat(new String(damaged, java.nio.charset.StandardCharsets.UTF_8).lines())
                    .hasSameSizeAs(List.of(1, 2, 3));
        }
    }

    @Test
    void leavesNothingButTheMemory() throws IOException {
        fingerprints().identify(file, false);
        assertThat(onlyFile(memory).getFileName().toString()).matches("[0-9a-f]{64}");
    }

    @Test
    void aFileThatChangesWhileItIsHashedBelongsToNoContent() throws IOException {
        disk.whileReading = () -> disk.stamps.put(file, new FileStamp(7, 100 * SECOND, 300 * SECOND, 42, false));
        assertThatThrownBy(() -> fingerprints().identify(file, false))
                .isInstanceOf(InputChangedException.class)
                .hasMessage(file + " changed while it was read, and nothing was kept of what came of it:"
                        + " run again once it is complete");
        try (Stream<Path> left = Files.list(memory)) {
            assertThat(left).isEmpty();
        }
    }

    /** On the real file system: whoever sets the modification time back cannot set the change time back. */
    @Test
    void contentOfTheSameSizeAndModificationTimeIsNoticed() throws IOException {
        Path real = directory.resolve("real.csv");
        Files.writeString(real, "before");
        var modified = Files.getLastModifiedTime(real);
        ForwardingDisk plain = new ForwardingDisk(new LocalDisk());
        InputFingerprints fingerprints = new InputFingerprints(plain, memory, new FileHasher(plain, 1));
        FileStamp stampBefore = plain.examine(real);
        InputFile before = fingerprints.identify(real, false);
        do { // until the clock of the file system has ticked
            Files.writeString(real, "after!");
            Files.setLastModifiedTime(real, modified);
        } while (plain.examine(real).changedNanos() == stampBefore.changedNanos());
        assertThat(plain.examine(real).modifiedNanos()).isEqualTo(stampBefore.modifiedNanos());
        assertThat(fingerprints.identify(real, false).fingerprint()).isNotEqualTo(before.fingerprint());
        assertThatThrownBy(() -> fingerprints.requireUnchanged(before)).isInstanceOf(InputChangedException.class);
    }

    @Test
    void anInputThatIsWhatItWasPassesTheGuardUnread() throws IOException {
        InputFile input = fingerprints().identify(file, false);
        fingerprints().requireUnchanged(input);
        assertThat(read()).isEqualTo(7);
    }

    @Test
    void theGuardNoticesAnotherStampAndAbsence() throws IOException {
        InputFile input = fingerprints().identify(file, false);
        disk.stamps.put(file, new FileStamp(7, 100 * SECOND, 201 * SECOND, 42, false));
        assertThatThrownBy(() -> fingerprints().requireUnchanged(input))
                .isInstanceOf(InputChangedException.class)
                .hasMessageStartingWith(file + " changed while it was in use");
        Files.delete(file);
        assertThatThrownBy(() -> fingerprints().requireUnchanged(input))
                .isInstanceOf(InputChangedException.class)
                .hasMessageStartingWith(file + " was removed while it was in use");
    }

    @Test
    void theGuardReadsWhatHadNotSettled() throws IOException {
        disk.clockNanos = 201 * SECOND;
        InputFile input = fingerprints().identify(file, false);
        assertThatCode(() -> fingerprints().requireUnchanged(input)).doesNotThrowAnyException();
        Files.writeString(file, "CONTENT");
        assertThatThrownBy(() -> fingerprints().requireUnchanged(input)).isInstanceOf(InputChangedException.class);
    }

    @Test
    void whatFollowsALinkIsWhatTheSystemSays() throws IOException {
        Path far = Files.createDirectories(directory.resolve("far/away"));
        Files.writeString(directory.resolve("far/ticks.csv"), "other ticks");
        Files.createSymbolicLink(directory.resolve("link"), far);
        InputFile input = fingerprints().identify(directory.resolve("link/../ticks.csv"), false);
        assertThat(input.stamp().size()).isEqualTo(11);
    }

    @Test
    void absenceIsSaid() {
        assertThatThrownBy(() -> fingerprints().identify(directory.resolve("absent"), false))
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
    }

    private static Path onlyFile(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
