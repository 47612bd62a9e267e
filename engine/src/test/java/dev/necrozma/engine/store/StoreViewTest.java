package dev.necrozma.engine.store;

import static dev.necrozma.engine.store.Results.content;
import static dev.necrozma.engine.store.Results.key;
import static dev.necrozma.engine.store.Results.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.ManualClock;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.ForwardingDisk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.disk.LockableFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreViewTest {

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock(Results.NOW);

    /** As if of somebody else's: every attempt to change something is refused. */
    private static final ForwardingDisk READ_ONLY = new ForwardingDisk(new LocalDisk()) {
        @Override
        public DiskWriter create(Path file) throws IOException {
            throw new AccessDeniedException(file.toString());
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            throw new AccessDeniedException(to.toString());
        }

        @Override
        public boolean delete(Path file) throws IOException {
            throw new AccessDeniedException(file.toString());
        }

        @Override
        public void createDirectories(Path created) throws IOException {
            throw new AccessDeniedException(created.toString());
        }

        @Override
        public LockableFile openLocks(Path file) throws IOException {
            throw new AccessDeniedException(file.toString());
        }
    };

    private StoreView view() throws IOException {
        return StoreView.open(READ_ONLY, directory, clock);
    }

    @Test
    void showsWhatIsStoredWithoutWriting() throws IOException {
        try (DirectoryStore store = DirectoryStore.open(new LocalDisk(), directory, clock)) {
            Artifact small = publish(store, key(1), content(10));
            Artifact large = publish(store, key(2), content(10_000));

            StoreView view = view();

            assertThat(view.artifacts()).extracting(Artifact::key).containsExactlyInAnyOrder(key(1), key(2));
            assertThat(view.find(key(2).id()).map(Artifact::sizeBytes)).contains(10_000L);
            assertThat(view.inline(small, "data")).contains(content(10));
            assertThat(view.inline(large, "data")).isEmpty();
            assertThat(view.open(large, "data").readAll()).isEqualTo(content(10_000));
            assertThat(view.missing(large)).isEmpty();
            assertThat(view.read(small, "data")).isEqualTo(content(10));
            assertThat(view.read(large, "data")).isEqualTo(content(10_000));
            Files.delete(store.file(large, "data").orElseThrow());
            assertThat(view.missing(large)).containsExactly("data");
            assertThat(view.missing(small)).isEmpty();
        }
    }

    @Test
    void tellsTheHistoryOfAKey() throws IOException {
        try (DirectoryStore store = DirectoryStore.open(new LocalDisk(), directory, clock)) {
            Artifact first = publish(store, key(1), content(10));
            clock.advance(Duration.ofHours(1));
            store.evict(List.of(first), "size limit");
            clock.advance(Duration.ofHours(1));
            assertThat(view().key(key(1).id())).contains(key(1));
            assertThat(view().find(key(1).id())).isEmpty();
            publish(store, key(1), content(11));
            publish(store, key(2), content(12));
        }

        List<StoreEvent> history = view().history(key(1).id());

        assertThat(history)
                .extracting(StoreEvent::when)
                .containsExactly(Results.NOW, Results.NOW.plusSeconds(3600), Results.NOW.plusSeconds(7200));
        assertThat(history.get(1).removal().map(Removal::detail)).contains("size limit");
        assertThat(history.get(2).removal()).isEmpty();
        assertThat(view().key(key(3).id())).isEmpty();
    }

    @Test
    void aDamagedSegmentIsSaidAndLeftWhereItIs() throws IOException {
        try (DirectoryStore store = DirectoryStore.open(new LocalDisk(), directory, clock)) {
            publish(store, key(1), content(10));
        }
        Path segment;
        try (Stream<Path> segments = Files.list(directory.resolve("catalog"))) {
            segment = segments.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length - 1] ^= 1;
        Files.write(segment, bytes);

        StoreView view = view();

        assertThat(view.artifacts()).isEmpty();
        assertThat(view.incidents()).containsExactly("catalog segment " + segment.getFileName() + " is damaged");
        assertThat(segment).hasBinaryContent(bytes);
    }

    @Test
    void aDamagedFileIsNotServedAndLeftWhereItIs() throws IOException {
        Path file;
        try (DirectoryStore store = DirectoryStore.open(new LocalDisk(), directory, clock)) {
            file = store.file(publish(store, key(1), content(10_000)), "data").orElseThrow();
        }
        Files.write(file, content(9_999));
        StoreView view = view();
        Artifact damaged = view.find(key(1)).orElseThrow();

        assertThatThrownBy(() -> view.read(damaged, "data"))
                .isInstanceOf(PayloadLostException.class)
                .hasMessageContaining("file data of unit is absent or has other bytes");
        assertThatThrownBy(() -> view.copy(damaged, "data", OutputStream.nullOutputStream()))
                .isInstanceOf(PayloadLostException.class);
        assertThat(view.find(key(1))).isPresent();
        assertThat(file).hasBinaryContent(content(9_999));
    }

    @Test
    void makesNoStoreWhereThereIsNone() {
        Path absent = directory.resolve("absent");

        assertThatThrownBy(() -> StoreView.open(READ_ONLY, absent, clock))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(absent.toString());
        assertThat(absent).doesNotExist();
    }

    @Test
    void refusesAStoreOfAnotherFormat() throws IOException {
        Files.writeString(directory.resolve("FORMAT"), "necrozma store 9\n");

        assertThatThrownBy(this::view).hasMessageContaining("necrozma store 9");
    }
}
