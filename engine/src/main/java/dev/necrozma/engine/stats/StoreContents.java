package dev.necrozma.engine.stats;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.run.RunRecords;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.StoreView;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The results of a store and the records of its runs, read without writing.
 *
 * @param results by stage, then name, then key
 */
public record StoreContents(StoreView view, RunRecords runs, List<StoredResult> results) {

    public StoreContents {
        results = List.copyOf(results);
    }

    /**
     * Reads the store in {@code directory}.
     *
     * @throws NoSuchFileException if there is none
     */
    public static StoreContents read(Disk disk, Path directory, Clock clock) throws IOException {
        StoreView view = StoreView.open(disk, directory, clock);
        RunRecords runs = new RunRecords(disk, directory.resolve("runs"));
        List<Artifact> artifacts = new ArrayList<>(view.artifacts());
        artifacts.sort(
                Comparator.comparing((Artifact artifact) -> artifact.key().stage())
                        .thenComparing(Artifact::unit)
                        .thenComparing(artifact -> artifact.key().id()));
        Map<Fingerprint, Instant> lastUsed = runs.lastUsed(
                artifacts.stream().map(artifact -> artifact.key().id()).toList(), Instant.EPOCH);
        List<StoredResult> results = new ArrayList<>(artifacts.size());
        for (Artifact artifact : artifacts) {
            Instant used = lastUsed.getOrDefault(artifact.key().id(), artifact.created());
            results.add(new StoredResult(artifact, used.isBefore(artifact.created()) ? artifact.created() : used));
        }
        return new StoreContents(view, runs, results);
    }
}
