package dev.necrozma.example;

import static dev.necrozma.testkit.store.ArtifactStoreContract.content;
import static dev.necrozma.testkit.store.ArtifactStoreContract.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.PayloadLostException;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepExecutor;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.testkit.disk.MemoryDisk;
import dev.necrozma.testkit.store.ArtifactStoreContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A store outside of the engine keeps to the contract, and sweeps run on it. */
final class BucketStoreTest implements ArtifactStoreContract {

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final BucketStore store = new BucketStore(CLOCK);

    @Override
    public ArtifactStore store() {
        return store;
    }

    @Test
    void aSweepComputesWhatTheBucketLostAndReusesTheRest() throws Exception {
        List<SweepUnit> units = IntStream.range(0, 5)
                .mapToObj(number ->
                        new SweepUnit("unit-" + number, key(number), out -> out.put("data", content(5000 + number))))
                .toList();
        SweepExecutor executor = SweepExecutor.threads(store, 2);
        assertThat(executor.run(new Sweep("sweep", units)).isComplete()).isTrue();

        Artifact lost = store.find(key(3)).orElseThrow();
        store.lose(lost.fingerprint("data"));
        assertThatThrownBy(() -> store.read(lost, "data")).isInstanceOf(PayloadLostException.class);
        SweepResult again = executor.run(new Sweep("sweep", units));

        assertThat(again.isComplete()).isTrue();
        assertThat(again.artifact("unit-3")).isNotSameAs(lost);
        assertThat(store.read(again.artifact("unit-3"), "data")).isEqualTo(content(5003));
        assertThat(store.incidents()).hasSize(1);
    }

    @Test
    void aDraftOnADiskGivesItsFilesToTheStoreAndLeavesNone() throws IOException {
        MemoryDisk disk = new MemoryDisk(CLOCK);
        Path temporary = Path.of("/tmp/draft");
        disk.createDirectories(temporary.getParent());
        try (Draft draft = new Draft(key(1), "unit", disk, () -> temporary)) {
            draft.put("long", content(100_000));
            draft.put("short", content(10));
            assertThat(disk.files()).containsExactly(temporary);
            for (String name : List.of("long", "short")) {
                ByteArrayOutputStream copy = new ByteArrayOutputStream();
                draft.copy(name, copy);
                assertThat(copy.toByteArray()).isEqualTo(content(name.equals("long") ? 100_000 : 10));
            }
            assertThatThrownBy(() -> draft.copy("none", new ByteArrayOutputStream()))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("unit has no payload none");
        }
        assertThat(disk.files()).isEmpty();
    }
}
