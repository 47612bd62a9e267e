package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.BadInputException;
import dev.necrozma.testkit.disk.FullDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportedFileTest {

    private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

    private final Disk disk = new LocalDisk();
    private final Cancellation cancellation = Cancellation.none();

    @TempDir
    Path folder;

    @Test
    void aFileIsReplacedOnceTheNewOneIsWhole() throws Exception {
        Path file = Files.writeString(folder.resolve("x"), "old");

        int rows = ExportedFile.at(disk, file)
                .write(
                        out -> {
                            out.write(NEW);
                            out.flush();
                            assertThat(file).hasContent("old");
                            return 7;
                        },
                        cancellation);

        assertThat(rows).isEqualTo(7);
        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("x");
    }

    @Test
    void aLinkStaysAndItsFileIsReplaced() throws Exception {
        Path file =
                Files.writeString(Files.createDirectory(folder.resolve("below")).resolve("x"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("below/x"));

        write(disk, link);

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
        assertThat(names()).containsExactlyInAnyOrder("below", "link");
        assertThat(folder.resolve("below")).isDirectoryNotContaining("glob:**export*");
    }

    @Test
    void aDirectoryAndALinkToOneAreRefused() throws Exception {
        Path below = Files.createDirectory(folder.resolve("below"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), below);

        for (Path directory : List.of(below, link)) {
            assertThatThrownBy(() -> ExportedFile.at(disk, directory))
                    .isInstanceOf(UsageException.class)
                    .hasMessage(directory + " is a directory: choose another --output");
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ExportedFile.at(disk, folder.resolve("nowhere/x")))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "there is no directory " + folder.resolve("nowhere") + ": make it, or choose another --output");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsBelowAFileCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("x"), "old");

        assertThatThrownBy(() -> ExportedFile.at(disk, file.resolve("y")))
                .isInstanceOf(UsageException.class)
                .hasMessage(file + " is not a directory: choose another --output");
    }

    @Test
    void aPipeAndALinkToOneStay() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(isMade(pipe), "needs mkfifo");
        Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);

        for (Path special : List.of(pipe, link)) {
            assertThatThrownBy(() -> ExportedFile.at(disk, special))
                    .isInstanceOf(UsageException.class)
                    .hasMessage(special + " is not a regular file: choose another --output");
        }
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
    }

    @Test
    void aLinkToNothingIsRefusedAndStays() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nothing"));

        assertThatThrownBy(() -> ExportedFile.at(disk, link))
                .isInstanceOf(UsageException.class)
                .hasMessage(link + " is not a regular file: choose another --output");
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(folder.resolve("nothing")).doesNotExist();
    }

    @Test
    void twoAtOnceDoNotCollideNorTouchWhatIsNotTheirs() throws Exception {
        Path file = folder.resolve("x");
        Path theirs = Files.writeString(folder.resolve("x.part"), "mine");

        ExportedFile.at(disk, file)
                .write(
                        out -> {
                            out.write("outer".getBytes(StandardCharsets.UTF_8));
                            out.flush();
                            try {
                                write(disk, file);
                            } catch (UsageException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            assertThat(file).hasContent("new");
                            return 1;
                        },
                        cancellation);

        assertThat(file).hasContent("outer");
        assertThat(theirs).hasContent("mine");
        assertThat(names()).containsExactlyInAnyOrder("x", "x.part");
    }

    @Test
    void aFullDiskIsToldWithTheFileThatWasAskedForAndLeavesWhatWasThere() throws Exception {
        Path file = Files.writeString(folder.resolve("x"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThatThrownBy(() -> write(new FullDisk(new LocalDisk()), link))
                .isInstanceOf(UnwritableFileException.class)
                .hasMessage("no space left on device: " + link + "; make room or choose another --output");

        assertThat(file).hasContent("old");
        assertThat(names()).containsExactlyInAnyOrder("x", "link");
    }

    @Test
    void whatCannotBeReadIsNotToldOfTheFile() throws Exception {
        NoSuchFileException unreadable = new NoSuchFileException("stored");

        assertThatThrownBy(() -> ExportedFile.at(disk, folder.resolve("x"))
                        .write(
                                out -> {
                                    throw unreadable;
                                },
                                cancellation))
                .isSameAs(unreadable);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void interruptedItLeavesWhatWasThere() throws Exception {
        Path file = Files.writeString(folder.resolve("x"), "old");

        assertThatThrownBy(() -> ExportedFile.at(disk, file)
                        .write(
                                out -> {
                                    out.write(NEW);
                                    out.flush();
                                    assertThat(names()).hasSize(2);
                                    cancellation.cancel();
                                    return whole(out);
                                },
                                cancellation))
                .isInstanceOf(InterruptedException.class);

        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("x");
    }

    private void write(Disk disk, Path file)
            throws UsageException, BadInputException, IOException, InterruptedException {
        ExportedFile.at(disk, file).write(ExportedFileTest::whole, cancellation);
    }

    private static int whole(OutputStream out) throws IOException {
        out.write(NEW);
        return 1;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static boolean isMade(Path pipe) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
