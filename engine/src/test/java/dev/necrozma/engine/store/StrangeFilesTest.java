package dev.necrozma.engine.store;

import static dev.necrozma.engine.store.Results.content;
import static dev.necrozma.engine.store.Results.key;
import static dev.necrozma.engine.store.Results.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.ManualClock;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.disk.NotAFileException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in place of files of a store that nobody would write there. */
final class StrangeFilesTest {

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock(Results.NOW);

    private DirectoryStore open() throws IOException {
        return DirectoryStore.open(new LocalDisk(), directory, clock);
    }

    private Path segment() throws IOException {
        try (Stream<Path> segments = Files.list(directory.resolve("catalog"))) {
            return segments.findFirst().orElseThrow();
        }
    }

    private void stored() throws IOException {
        try (DirectoryStore store = open()) {
            publish(store, key(1), content(10_000));
        }
    }

    private void assertStartsAnew() throws IOException {
        StoreView view = StoreView.open(new LocalDisk(), directory, clock);
        assertThat(view.artifacts()).isEmpty();
        assertThat(view.incidents()).hasSize(1);
        try (DirectoryStore store = open()) {
            assertThat(store.artifacts()).isEmpty();
            assertThat(store.incidents()).hasSize(1);
            Artifact again = publish(store, key(1), content(10_000));
            assertThat(store.read(again, "data")).isEqualTo(content(10_000));
        }
        try (DirectoryStore store = open()) {
            assertThat(store.incidents()).isEmpty();
            assertThat(store.find(key(1))).isPresent();
        }
    }

    @Test
    void aLinkToNothingIsNoSegmentThatVanishes() throws IOException {
        stored();
        Path segment = segment();
        Files.delete(segment);
        Files.createSymbolicLink(segment, Path.of("nowhere"));
        assertStartsAnew();
    }

    @Test
    void aDirectoryIsNoSegment() throws IOException {
        stored();
        Path segment = segment();
        Files.delete(segment);
        Files.createDirectories(segment.resolve("inside"));
        assertStartsAnew();
    }

    @Test
    void aSegmentThatIsLargerThanItsBodyCanBeIsNotRead() throws IOException {
        stored();
        try (RandomAccessFile extended = new RandomAccessFile(segment().toFile(), "rw")) {
            extended.setLength(5_000_000_000L);
        }
        assertStartsAnew();
    }

    @Test
    void theLastSegmentThatCanBeNamedIsNotTheLast() throws IOException {
        stored();
        Files.move(segment(), directory.resolve("catalog/999999999999-0123456789abcdef.seg"));
        assertStartsAnew();
    }

    @Test
    void aDirectoryInPlaceOfAResultIsSetAsideWhenItIsRead() throws IOException {
        try (DirectoryStore store = open()) {
            Artifact result = publish(store, key(1), content(10_000));
            Path file = store.file(result, "data").orElseThrow();
            Files.delete(file);
            Files.createDirectories(file.resolve("inside"));

            assertThatThrownBy(() -> store.read(result, "data")).isInstanceOf(PayloadLostException.class);
            assertThat(file).doesNotExist();
            assertThat(store.find(key(1))).isEmpty();
        }
    }

    @Test
    void aDirectoryInPlaceOfAResultIsSetAsideWhenItIsStored() throws IOException {
        stored();
        Path file;
        try (DirectoryStore store = open()) {
            file = store.file(store.artifacts().get(0), "data").orElseThrow();
        }
        Files.delete(segment());
        Files.delete(file);
        Files.createDirectories(file.resolve("inside"));
        try (DirectoryStore store = open()) {
            Artifact again = publish(store, key(1), content(10_000));
            assertThat(store.read(again, "data")).isEqualTo(content(10_000));
            assertThat(store.incidents()).hasSize(1);
        }
    }

    @Test
    void aDirectoryThatIsNotEmptyIsNeverDeleted() throws IOException {
        stored();
        Path orphan = directory.resolve("objects/00/" + "0".repeat(64));
        Files.createDirectories(orphan.resolve("inside"));
        Path temporary = Files.createDirectories(directory.resolve("tmp/0123456789abcdef-1/inside"));
        try (DirectoryStore store = open()) {
            clock.advance(Duration.ofDays(10_000));
            store.deleteOrphans(Duration.ZERO);
        }
        assertThat(orphan.resolve("inside")).exists();
        assertThat(temporary).exists();
    }

    @Test
    void whatIsNoLockFileIsNamed() throws IOException {
        stored();
        Path lock = directory.resolve("lock");
        Files.delete(lock);
        Files.createDirectory(lock);
        assertThatThrownBy(this::open)
                .isInstanceOf(NotAFileException.class)
                .hasMessage(lock.toRealPath() + ": not a file");
        Files.delete(lock);
        Files.createSymbolicLink(lock, Path.of("elsewhere"));
        assertThatThrownBy(this::open).isInstanceOf(NotAFileException.class).hasMessageEndingWith("lock: not a file");
        assertThat(directory.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void aFormatThatIsNoneIsToldFromAnotherOne() throws IOException {
        stored();
        Path format = directory.resolve("FORMAT");
        for (String text : List.of("necrozma store 1\n\0", "necrozma store 1", "x".repeat(100_000), "\u001b[2J")) {
            Files.writeString(format, text);
            assertThatThrownBy(this::open)
                    .hasMessageStartingWith(format + " does not say which format the store has")
                    .hasMessageNotContaining("\u001b");
        }
        Files.delete(format);
        Files.createDirectory(format);
        assertThatThrownBy(this::open).hasMessageStartingWith(format + " does not say which format the store has");
        assertThat(Files.isDirectory(format, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void whateverIsInQuarantineSaysNothingOfWhen() throws IOException {
        try (DirectoryStore store = open()) {
            Artifact result = publish(store, key(1), content(10_000));
            Path file = store.file(result, "data").orElseThrow();
            Files.move(file, directory.resolve("quarantine/not-a-time-" + file.getFileName()));
            assertThatThrownBy(() -> store.read(result, "data"))
                    .isInstanceOf(PayloadLostException.class)
                    .hasMessageContaining("is not in the store");
        }
    }
}
