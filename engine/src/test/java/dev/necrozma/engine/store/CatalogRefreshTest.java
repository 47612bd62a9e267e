package dev.necrozma.engine.store;

import static dev.necrozma.engine.store.Results.NOW;
import static dev.necrozma.engine.store.Results.content;
import static dev.necrozma.engine.store.Results.key;
import static dev.necrozma.engine.store.Results.publish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.ManualClock;
import dev.necrozma.engine.disk.ForwardingDisk;
import dev.necrozma.engine.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a store lists its catalog again: by the time that the directory bears, which is as coarse as the file system's. */
final class CatalogRefreshTest {

    @TempDir
    private Path directory;

    private Instant changed = NOW;
    private int listings;
    private DirectoryStore store;
    private DirectoryStore other;

    private final ForwardingDisk disk = new ForwardingDisk(new LocalDisk()) {
        @Override
        public long modifiedNanos(Path file) {
            return ChronoUnit.NANOS.between(Instant.EPOCH, changed);
        }

        @Override
        public List<Path> list(Path listed) throws IOException {
            listings += listed.endsWith("catalog") ? 1 : 0;
            return super.list(listed);
        }
    };

    @BeforeEach
    void open() throws IOException {
        store = DirectoryStore.open(disk, directory, new ManualClock(NOW));
        other = DirectoryStore.open(directory);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        other.close();
    }

    @Test
    void aTimeIsBelievedOnceNoLaterChangeCanBearIt() throws IOException {
        changed = NOW.minusMillis(20);
        store.refreshIfChanged();
        int before = listings;
        store.refreshIfChanged();
        assertThat(listings).isEqualTo(before);
        publish(other, key(1), content(1));
        changed = changed.plusNanos(1);
        store.refreshIfChanged();
        assertThat(store.find(key(1))).isPresent();
    }

    @Test
    void whatComesWithinTheSameTickIsSeen() throws IOException {
        changed = NOW.minusMillis(19);
        store.refreshIfChanged();
        publish(other, key(1), content(1));
        store.refreshIfChanged();
        assertThat(store.find(key(1))).isPresent();
    }
}
