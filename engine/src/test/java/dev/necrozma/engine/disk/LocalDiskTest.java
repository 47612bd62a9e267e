package dev.necrozma.engine.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalDiskTest {

    @TempDir
    private Path directory;

    private final LocalDisk disk = new LocalDisk();

    /* About the block, the piece that is copied at a time, and several of them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 1_048_575, 1_048_576, 1_048_577, 1_052_672, 3_300_001})
    void aCopyHoldsWhatTheFileHolds(int length) throws IOException {
        Path file = file("file", length);
        Path copy = directory.resolve("copy");

        assertThat(disk.copy(file, copy)).isEqualTo(length);

        assertThat(copy).hasSameBinaryContentAs(file);
        assertThat(disk.examine(copy).inode()).isNotEqualTo(disk.examine(file).inode());
    }

    /* The same lengths, in portions that fit nothing. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 1_048_575, 1_048_576, 1_048_577, 1_052_672, 3_300_001})
    void aLongFileIsThereOnceFlushed(int length) throws IOException {
        for (int most : new int[] {0, 1}) {
            byte[] content = content(length);
            Path file = directory.resolve("long" + most);
            Pieces pieces = new Pieces(most);
            try (LongFileWriter writer = longFile(file, pieces)) {
                write(content, 0, length, writer);
                writer.flush();
                assertThat(file).as("%d pieces", most).hasBinaryContent(content);
                assertThat(free(pieces)).isEqualTo(most);
                writer.sync();
            }
            assertThat(file).hasBinaryContent(content);
            assertThat(free(pieces)).isEqualTo(most);
        }
    }

    @Test
    void aLongFileMayGoOnAfterItWasSynced() throws IOException {
        byte[] content = content(5_000_000);
        Path file = directory.resolve("long");
        try (DiskWriter writer = disk.createLong(file)) {
            int at = 0;
            for (int length : new int[] {3 << 20, 10, 5000, 1 << 20, 1, 500_000}) {
                write(content, at, length, writer);
                at += length;
                writer.sync();
                assertThat(file).hasBinaryContent(Arrays.copyOf(content, at));
            }
        }
    }

    @Test
    void ofALongFileThatIsAbandonedThePieceIsGivenBackOnce() throws IOException {
        Pieces pieces = new Pieces(2);
        LongFileWriter writer = longFile(directory.resolve("long"), pieces);
        writer.write(content(1_500_000), 0, 1_500_000);
        assertThat(free(pieces)).isEqualTo(1);
        writer.close();
        writer.close();
        assertThat(free(pieces)).isEqualTo(2);
        assertThatThrownBy(writer::sync).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(writer::flush).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> writer.write(new byte[1], 0, 1)).isInstanceOf(ClosedChannelException.class);
    }

    /** A closed channel stands for a device that refuses. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 1_500_000})
    void whatCouldNotBeWrittenOnceIsNeverSynced(int length) throws IOException {
        Path file = directory.resolve("long");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (LongFileWriter writer = new LongFileWriter(file, channel, new Pieces(1))) {
            writer.write(content(length), 0, length);
            channel.close();
            assertThatThrownBy(writer::flush).isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(writer::flush).hasMessage("an earlier part could not be written");
            assertThatThrownBy(writer::sync).hasMessage("an earlier part could not be written");
            assertThatThrownBy(() -> writer.write(new byte[1], 0, 1))
                    .hasMessage("an earlier part could not be written");
        }
    }

    @Test
    void whereTheSystemRefusesItThereAreNoPiecesAnyMore() throws IOException {
        Pieces pieces = new Pieces(2);
        ByteBuffer inUse = pieces.take();
        pieces.giveUp();
        pieces.give(inUse);
        assertThat(free(pieces)).isZero();
        byte[] content = content(2_500_000);
        try (LongFileWriter writer = longFile(directory.resolve("long"), pieces)) {
            write(content, 0, content.length, writer);
            writer.sync();
        }
        assertThat(directory.resolve("long")).hasBinaryContent(content);
    }

    /** Linux says of every open file how it was opened. */
    @Test
    void aLongFileGoesPastTheCacheWhereThatIsAllowed() throws IOException {
        Path file = directory.resolve("long");
        assumeTrue(Files.exists(Path.of("/proc/self/fdinfo")), "no Linux");
        assumeTrue(takesDirectWrites(), "the file system of temporary files refuses it");
        try (LongFileWriter writer = longFile(file, new Pieces(1))) {
            writer.write(content(Pieces.BYTES - 1), 0, Pieces.BYTES - 1);
            assertThat(isOpenPastTheCache(file)).isFalse();
            writer.write(new byte[1], 0, 1);
            assertThat(isOpenPastTheCache(file)).isTrue();
            writer.flush();
            assertThat(isOpenPastTheCache(file)).isFalse();
        }
    }

    private boolean takesDirectWrites() throws IOException {
        Path probe = directory.resolve("probe");
        ByteBuffer block = ByteBuffer.allocateDirect(2 * Pieces.BLOCK).alignedSlice(Pieces.BLOCK);
        try (FileChannel channel = FileChannel.open(
                probe, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT)) {
            return channel.write(block.limit(Pieces.BLOCK), 0) == Pieces.BLOCK;
        } catch (IOException | UnsupportedOperationException refused) {
            return false;
        }
    }

    private static boolean isOpenPastTheCache(Path file) throws IOException {
        int direct = 0240000; // O_DIRECT is one of these two bits, and the other that of directories
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : open) {
                if (Files.isSymbolicLink(descriptor)
                        && Files.readSymbolicLink(descriptor).equals(file.toRealPath())) {
                    String flags = Files.readAllLines(Path.of(
                                    "/proc/self/fdinfo",
                                    descriptor.getFileName().toString()))
                            .get(1);
                    if ((Integer.parseInt(flags.replaceAll("\\D", ""), 8) & direct) != 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The piece that the one gives back is the other's at once, and what the one still writes must not get into it. */
    @RepeatedTest(20)
    void whoClosesAFileThatAnotherWritesTakesNoPieceFromIt() throws Exception {
        Pieces pieces = new Pieces(1);
        byte[] content = content(3_000_000);
        CountDownLatch begun = new CountDownLatch(1);
        LongFileWriter abandoned = longFile(directory.resolve("abandoned"), pieces);
        Thread other = new Thread(() -> {
            byte[] wrong = new byte[777_777];
            try {
                while (true) {
                    abandoned.write(wrong, 0, wrong.length);
                    begun.countDown();
                }
            } catch (IOException closed) {
                // as it should be
            }
        });
        other.start();
        begun.await();
        abandoned.close();
        try (LongFileWriter next = longFile(directory.resolve("next"), pieces)) {
            write(content, 0, content.length, next);
            next.sync();
        }
        other.join();
        assertThat(directory.resolve("next")).hasBinaryContent(content);
    }

    private static LongFileWriter longFile(Path file, Pieces pieces) throws IOException {
        return new LongFileWriter(
                file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), pieces);
    }

    private static void write(byte[] content, int from, int length, DiskWriter writer) throws IOException {
        int portion = 1;
        for (int at = from; at < from + length; at += portion, portion = portion * 7 % 99_991) {
            writer.write(content, at, Math.min(portion, from + length - at));
        }
    }

    private static int free(Pieces pieces) {
        List<ByteBuffer> taken = new ArrayList<>();
        for (ByteBuffer piece = pieces.take(); piece != null; piece = pieces.take()) {
            taken.add(piece);
        }
        taken.forEach(pieces::give);
        return taken.size();
    }

    @Test
    void aDiskThatIsWatchedCopiesTheSame() throws IOException {
        Path file = file("file", 200_000);
        Path copy = directory.resolve("copy");

        assertThat(new ForwardingDisk(disk).copy(file, copy)).isEqualTo(200_000);

        assertThat(copy).hasSameBinaryContentAs(file);
    }

    @Test
    void aCopyIsEditedByItself() throws IOException {
        Path file = file("file", 100_000);
        byte[] before = Files.readAllBytes(file);
        Path copy = directory.resolve("copy");
        disk.copy(file, copy);

        Files.write(copy, new byte[100_000]);

        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aCopyReplacesNoFile() throws IOException {
        Path file = file("file", 10_000);
        Path other = file("other", 5);
        byte[] before = Files.readAllBytes(other);

        assertThatThrownBy(() -> disk.copy(file, other)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(other).hasBinaryContent(before);
    }

    @Test
    void noFileHasNoCopy() {
        Path copy = directory.resolve("copy");
        assertThatThrownBy(() -> disk.copy(directory.resolve("none"), copy)).isInstanceOf(NoSuchFileException.class);
        assertThat(copy).doesNotExist();
    }

    /** A process of its own that may write no file longer than half of this one. */
    @ParameterizedTest
    @ValueSource(strings = {"copy", "write", "draft"})
    void aFileThatCannotBeFinishedIsToldWithItsNameAndStays(String way) throws Exception {
        int length = 1 << 20;
        Path file = file("file", length);
        Path copy = directory.resolve("copy");
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f " + length / 2 / 512 + "; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProgram.class.getName(),
                        way,
                        file.toString(),
                        copy.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("refused: " + copy + ": File too large\n");
        assertThat(copy).hasSize(length / 2);
    }

    @Test
    void filesAreCopiedAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> copies = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Path file = file("file" + i, 50_000 * i);
                copies.add(threads.submit(() -> disk.copy(file, directory.resolve(file.getFileName() + ".copy"))));
            }
            for (int i = 0; i < copies.size(); i++) {
                copies.get(i).get();
                assertThat(directory.resolve("file" + i + ".copy"))
                        .hasSameBinaryContentAs(directory.resolve("file" + i));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Path file(String name, int length) throws IOException {
        return Files.write(directory.resolve(name), content(length));
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new SplittableRandom(length).nextBytes(content);
        return content;
    }
}
