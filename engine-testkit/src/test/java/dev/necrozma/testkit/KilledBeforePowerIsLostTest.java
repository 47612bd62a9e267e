package dev.necrozma.testkit;

import static dev.necrozma.testkit.store.ArtifactStoreContract.content;
import static dev.necrozma.testkit.store.ArtifactStoreContract.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.testkit.disk.Crash;
import dev.necrozma.testkit.disk.MemoryDisk;
import dev.necrozma.testkit.store.ArtifactStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A process is killed before what it renamed is durable; another deletes what is not needed any more because of that; then power is
 * lost. What was committed before is still there.
 */
final class KilledBeforePowerIsLostTest {

    private static final Path STORE = Path.of("/some/where/store");
    private static final int LOSSES = 40;

    private final SteppedClock clock = new SteppedClock(ArtifactStoreContract.NOW);
    private final MemoryDisk disk = new MemoryDisk(clock);

    private interface Deletion {
        void in(DirectoryStore store) throws IOException;
    }

    @Test
    void segmentsGoAfterTheOneThatStandsForThemIsDurable() throws IOException {
        int before;
        try (DirectoryStore store = open(disk)) {
            for (int i = 0; i < 48; i++) {
                publish(store, i, 100 + i);
            }
            before = disk.operations();
            publish(store, 48, 148);
            assertThat(disk.list(STORE.resolve("catalog"))).as("merged").hasSize(1);
        }
        for (int cut = before; cut <= disk.operations(); cut++) {
            MemoryDisk killed = goOn(cut, Duration.ofMinutes(2), store -> {}); // opening merges
            for (int loss = 0; loss < LOSSES; loss++) {
                try (DirectoryStore store = open(losePower(killed, loss))) {
                    for (int i = 0; i < 48; i++) {
                        assertThat(store.find(key(i)))
                                .as("key %s, killed before operation %s, loss %s", i, cut, loss)
                                .isPresent();
                    }
                }
            }
        }
    }

    @Test
    void filesGoAfterTheLaterResultOfTheirKeyIsDurable() throws IOException {
        Artifact earlier;
        try (DirectoryStore store = open(disk)) {
            earlier = publish(store, 1, 9000);
            publish(store, 1, 8000);
        }
        List<Deletion> deletions = List.of(
                store -> store.deleteOrphans(Duration.ofHours(1)), store -> store.evict(List.of(earlier), "age limit"));
        for (Deletion deletion : deletions) {
            MemoryDisk killed = goOn(disk.operations() - 1, Duration.ofHours(2), deletion);
            for (int loss = 0; loss < LOSSES; loss++) {
                try (DirectoryStore store = open(losePower(killed, loss))) {
                    assertThat(store.read(store.find(key(1)).orElseThrow(), "data"))
                            .as("loss %s", loss)
                            .isIn(content(9000), content(8000));
                }
            }
        }
    }

    /* Another process on what the one left that was killed before an operation. */
    private MemoryDisk goOn(int operation, Duration later, Deletion deletion) throws IOException {
        MemoryDisk killed = disk.at(operation);
        clock.move(later);
        try (DirectoryStore store = open(killed)) {
            deletion.in(store);
        }
        return killed;
    }

    private static MemoryDisk losePower(MemoryDisk killed, int seed) {
        return killed.after(new Crash(Crash.Names.ANY, Crash.Data.KEPT, seed));
    }

    private DirectoryStore open(Disk on) throws IOException {
        return DirectoryStore.open(on, STORE, clock);
    }

    private static Artifact publish(DirectoryStore store, int number, int length) throws IOException {
        try (Draft draft = store.draft(key(number), "unit")) {
            draft.put("data", content(length));
            return store.publish(List.of(draft)).get(0);
        }
    }
}
