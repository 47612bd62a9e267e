package dev.necrozma.engine.fingerprint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.disk.LocalDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileHasherTest {

    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;

    private static FileHasher hasher(int threads) {
        return new FileHasher(new LocalDisk(), threads);
    }

    /* The formula of docs/formats.md, in words of its own. */
    private static String naive(byte[] content) throws Exception {
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        outer.writeBytes(("necrozma chunks 1\n" + content.length + "\n").getBytes(US_ASCII));
        for (int at = 0; at < content.length; at += 4194304) {
            byte[] chunk = Arrays.copyOfRange(content, at, Math.min(content.length, at + 4194304));
            outer.writeBytes(MessageDigest.getInstance("SHA-256").digest(chunk));
        }
        StringBuilder hex = new StringBuilder();
        for (byte b : MessageDigest.getInstance("SHA-256").digest(outer.toByteArray())) {
            hex.append(String.format("%02x", b));
        }
        return hex.toString();
    }

    @Test
    void isTheDocumentedFormulaWhateverTheThreads() throws Exception {
        for (int length : new int[] {0, 1, 4 * MIB - 1, 4 * MIB, 4 * MIB + 1, 13 * MIB + 5}) {
            byte[] content = new byte[length];
            new Random(length).nextBytes(content);
            Path file = Files.write(directory.resolve("file"), content);
            for (int threads : new int[] {1, 2, 7}) {
                assertThat(hasher(threads).ofFile(file)).hasToString(naive(content));
            }
        }
    }

    /* printf 'necrozma chunks 1\n0\n' | sha256sum */
    @Test
    void theFingerprintOfAnEmptyFileIsWhatItAlwaysWas() throws IOException {
        Path file = Files.createFile(directory.resolve("empty"));
        assertThat(hasher(1).ofFile(file))
                .hasToString("a942981cf75630eb7d29ddf5cbb8aa50da24fa8442e8ef587678d7657c2406a0");
    }

    @Test
    void aRangeHasTheFingerprintOfAFileOfItsBytes() throws Exception {
        byte[] content = new byte[9 * MIB];
        new Random(5).nextBytes(content);
        Path file = Files.write(directory.resolve("file"), content);
        for (int threads : new int[] {1, 3}) {
            assertThat(hasher(threads).ofRange(file, 17, 17)).hasToString(naive(new byte[0]));
            assertThat(hasher(threads).ofRange(file, 1000, 8 * MIB + 1))
                    .hasToString(naive(Arrays.copyOfRange(content, 1000, 8 * MIB + 1)));
        }
    }

    @Test
    void aRangeBeyondTheEndIsAnError() throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[10]);
        assertThatThrownBy(() -> hasher(1).ofRange(file, 5, 11))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString());
        assertThatThrownBy(() -> hasher(3).ofRange(file, 5, 5 * MIB)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> hasher(1).ofRange(file, 5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hasher(1).ofRange(file, -1, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hasher(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hasher(1).ofFile(directory.resolve("absent"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void oneByteOfManyTellsFilesApart() throws IOException {
        byte[] content = new byte[5 * MIB];
        Path file = Files.write(directory.resolve("file"), content);
        Fingerprint before = hasher(2).ofFile(file);
        content[3 * MIB]++;
        Files.write(file, content);
        assertThat(hasher(2).ofFile(file)).isNotEqualTo(before);
    }
}
