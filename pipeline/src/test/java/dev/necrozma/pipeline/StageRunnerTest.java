package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.FileHasher;
import dev.necrozma.engine.fingerprint.InputFingerprints;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.engine.sweep.CheckpointPolicy;
import dev.necrozma.engine.sweep.Computation;
import dev.necrozma.engine.sweep.SweepUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageRunnerTest {

    @TempDir
    private Path directory;

    private boolean withoutProgressFolder;
    private final List<String> heard = new ArrayList<>();

    private final RunListener listener = new RunListener() {
        @Override
        public void stageStarted(String stage, int units, int reused) {
            heard.add("started " + units + " " + reused);
        }

        @Override
        public void unitEnded(String stage, String unit, boolean saved) {
            heard.add(unit + (saved ? " saved" : " not saved"));
        }

        @Override
        public void checkpointed(String stage, int saved) {
            heard.add(saved + " saved");
        }

        @Override
        public void stageEnded(StageRecord stage) {
            heard.add("ended");
        }

        @Override
        public void message(String sentence) {
            heard.add(sentence);
        }
    };

    private static SweepUnit unit(String name, Computation computation) {
        return new SweepUnit(
                name, CacheKey.of("stage", 1).parameter("name", name).build(), computation);
    }

    private static SweepUnit unit(String name) {
        return unit(name, out -> out.attribute("name", name));
    }

    private void run(Cancellation cancellation, SweepUnit... units) throws Exception {
        Disk disk = new LocalDisk();
        CheckpointPolicy everyOne = new CheckpointPolicy(1, Duration.ZERO, Duration.ofSeconds(1));
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            if (withoutProgressFolder) {
                Files.delete(directory.resolve("progress"));
            }
            InputFingerprints inputs =
                    new InputFingerprints(disk, store.directory().resolve("inputs"), new FileHasher(disk, 1));
            new StageRunner(store, disk, inputs, 1, everyOne, listener, cancellation, Optional.empty())
                    .run("stage", List.of(units), Optional.empty());
        }
    }

    private List<Path> progressFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("progress"))) {
            return files.toList();
        }
    }

    @Test
    void everyResultIsCountedOnceItIsDurable() throws Exception {
        run(Cancellation.none(), unit("a"));
        heard.clear();
        run(Cancellation.none(), unit("a"), unit("b"));

        assertThat(heard).containsExactly("started 2 1", "b saved", "2 saved", "ended");
        assertThat(progressFiles()).isEmpty();
    }

    @Test
    void aFailureIsNoCheckpoint() throws Exception {
        run(Cancellation.none(), unit("a", out -> {
            throw new IllegalStateException("no");
        }));

        assertThat(heard).containsExactly("started 1 0", "a not saved", "ended");
    }

    @Test
    void unitsThatWereNotBegunDoNotEndAndTheProgressFileCountsTheOthers() throws Exception {
        Cancellation cancellation = new Cancellation(Duration.ofMinutes(1));
        run(cancellation, unit("a", out -> cancellation.cancel()), unit("b"), unit("c"));

        assertThat(heard).containsExactly("started 3 0", "a saved", "1 saved", "ended");
        assertThat(progressFiles()).hasSize(2).anyMatch(file -> file.toString().endsWith(".needs"));
        assertThat(progressFiles())
                .filteredOn(file -> file.toString().endsWith(".json"))
                .singleElement()
                .satisfies(file -> assertThat(file)
                        .content()
                        .contains("\"total\":3,\"completed\":1,\"completed_names\":[\"a\"],\"last_checkpoint\":\"2"));

        run(Cancellation.none(), unit("c"), unit("a"), unit("b"));
        assertThat(progressFiles()).isEmpty();
    }

    @Test
    void aStoreWithoutAPlaceForProgressFilesServesAllTheSame() throws Exception {
        withoutProgressFolder = true;
        Cancellation cancellation = new Cancellation(Duration.ofMinutes(1));
        run(cancellation, unit("a", out -> cancellation.cancel()), unit("b"));

        String trouble = "progress files cannot be kept, though nothing else suffers: no such file: ";
        assertThat(heard).filteredOn(line -> line.startsWith(trouble)).hasSize(1);
        assertThat(heard)
                .filteredOn(line -> !line.startsWith(trouble))
                .containsExactly("started 2 0", "a saved", "1 saved", "ended");
    }
}
