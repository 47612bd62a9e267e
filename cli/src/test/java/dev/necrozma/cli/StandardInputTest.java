package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.sweep.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardInputTest {

    private static final byte[] TEXT = {'a', '\n', 'b'};

    @TempDir
    Path temporary;

    /** Keeps what it has read until it is killed. */
    static final class KeepingProgram {

        private KeepingProgram() {}

        public static void main(String[] args) throws Exception {
            StandardInput.copy(new ByteArrayInputStream(TEXT), Cancellation.none(), Path.of(args[0]));
            System.err.println("copied");
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void isAFileAsLongAsItIsOpen() throws Exception {
        try (StandardInput input = copy()) {
            assertThat(input.file()).hasBinaryContent(TEXT);
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void leavesNothingIfItCannotBeReadToItsEnd() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> StandardInput.copy(failing, Cancellation.none(), temporary)))
                .hasMessage("broken");
        assertThat(left()).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftGoesWithTheNextAndWhatALivingOneNeedsStays() throws Exception {
        try (ProgramProcess other = ProgramProcess.start(temporary, KeepingProgram.class, temporary.toString())) {
            assertThat(other.await("copied")).as(other.err()).isPresent();
            List<Path> others = left();
            assertThat(others).hasSize(1);
            copy().close();
            assertThat(left()).isEqualTo(others);
        }
        assertThat(left()).as("it was killed").hasSize(1);
        copy().close();
        assertThat(left()).isEmpty();
    }

    @Test
    void twoOfOneProcessBothStayWhileAnotherProcessLooks() throws Exception {
        try (StandardInput first = copy();
                StandardInput second = copy();
                ProgramProcess other = ProgramProcess.start(temporary, KeepingProgram.class, temporary.toString())) {
            assertThat(other.await("copied")).as(other.err()).isPresent();
            assertThat(first.file()).hasBinaryContent(TEXT);
            assertThat(second.file()).hasBinaryContent(TEXT);
        }
    }

    @Test
    void leavesAFolderThatHasNoLockYetUntilItIsOld() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("necrozma-input-1"));
        copy().close();
        assertThat(left()).containsExactly(folder);
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minusSeconds(7200)));
        copy().close();
        assertThat(left()).isEmpty();
    }

    @Test
    void deletesNothingThroughALink() throws Exception {
        Path others = Files.createDirectory(temporary.resolve("others"));
        Files.createFile(others.resolve("lock"));
        Files.write(others.resolve("content"), TEXT);
        Files.createSymbolicLink(temporary.resolve("necrozma-input-2"), others);
        copy().close();
        assertThat(others.resolve("lock")).exists();
        assertThat(others.resolve("content")).hasBinaryContent(TEXT);
    }

    @Test
    void looksForNothingWhereItMayNotLook() throws Exception {
        Path noFolder = Files.createFile(temporary.resolve("file"));
        SpoolFolder.deleteAbandoned(noFolder);
        assertThat(noFolder).exists();
    }

    private StandardInput copy() throws Exception {
        return StandardInput.copy(new ByteArrayInputStream(TEXT), Cancellation.none(), temporary);
    }

    private List<Path> left() {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
