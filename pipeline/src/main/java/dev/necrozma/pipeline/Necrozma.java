package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.retention.Retention;
import dev.necrozma.engine.retention.RetentionLimits;
import dev.necrozma.engine.retention.RetentionPlan;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.StoreView;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * What the cache of the pipeline holds, to be cleared and kept within limits from Java:
 *
 * <pre>{@code
 * try (Necrozma necrozma = Necrozma.open(Path.of("ultra_necrozma_results/cache"))) {
 *     necrozma.clear(Results.LABELS);
 * }
 * }</pre>
 *
 * Safe for use by several threads, and beside running processes: what they need and miss, they compute again.
 */
public final class Necrozma implements Closeable {

    private final DirectoryStore store;

    private Necrozma(DirectoryStore store) {
        this.store = store;
    }

    /**
     * Opens the store in {@code cache}.
     *
     * @throws NoSuchFileException if there is none
     */
    public static Necrozma open(Path cache) throws IOException {
        if (!Files.exists(cache.resolve("FORMAT"))) {
            throw new NoSuchFileException(cache.toString(), null, "there is no store");
        }
        return new Necrozma(DirectoryStore.open(new LocalDisk(), cache, Clock.systemUTC()));
    }

    /** The results of this kind, in no order. */
    public List<Artifact> results(Results kind) {
        return store.artifacts().stream()
                .filter(artifact -> kind.includes(artifact.key().stage()))
                .toList();
    }

    /** Deletes all results of this kind, and returns what was deleted. Published files stay. */
    public List<Artifact> clear(Results kind) throws IOException {
        store.refresh();
        List<Artifact> cleared = results(kind);
        if (!cleared.isEmpty()) {
            store.evict(cleared, "cleared");
        }
        return cleared;
    }

    /**
     * Says what {@link #collect} would delete in the store in {@code cache}, which is only read.
     *
     * @throws NoSuchFileException if there is none
     */
    public static RetentionPlan plan(Path cache, RetentionLimits limits) throws IOException {
        Disk disk = new LocalDisk();
        Clock clock = Clock.systemUTC();
        return Retention.plan(StoreView.open(disk, cache, clock), disk, clock, limits);
    }

    /** Deletes what the limits demand, though nothing that an interrupted run would go on with, and returns what was deleted. */
    public RetentionPlan collect(RetentionLimits limits) throws IOException {
        store.refresh();
        return new Retention(store, new LocalDisk(), Clock.systemUTC()).keep(limits, List.of());
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
