package dev.necrozma.pipeline;

import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.sweep.SweepUnit;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Whether the label tables of a run will fit on the disk, as far as one can tell before they are written. */
final class TableSpace {

    /** What a row took in the largest of many tables measured, and a fifth more: see docs/performance.md. */
    private static final int BYTES_A_ROW = 15;

    private final DirectoryStore store;
    private final PublishSettings publish;

    TableSpace(DirectoryStore store, PublishSettings publish) {
        this.store = store;
        this.publish = publish;
    }

    /**
     * Compares what the tables that are not there yet will take, in the store and as published copies, with the free space.
     *
     * @param units those that have a table which is wanted
     * @throws IOException if that is more than there is
     */
    void require(List<SweepUnit> units, long entries) throws IOException {
        long size = entries * BYTES_A_ROW;
        long all = size * units.size();
        boolean copies = publish.mode() == PublishSettings.Mode.COPY;
        Path output = existing(publish.directory());
        FileStore ofStore = Files.getFileStore(store.directory());
        FileStore ofOutput = Files.getFileStore(output);
        if (2 * all <= Math.min(ofStore.getUsableSpace(), ofOutput.getUsableSpace())) {
            return; // as a rule, and known without looking for any
        }
        long toStore = 0;
        long toPublish = 0;
        for (SweepUnit unit : units) {
            toStore += store.find(unit.key()).isEmpty() ? size : 0;
            Path published = publish.directory().resolve(LabelPublisher.path(unit.name()));
            toPublish += copies && !Files.exists(published) ? size : 0;
        }
        if (ofStore.equals(ofOutput)) {
            require(toStore + toPublish, ofStore, store.directory());
        } else {
            require(toStore, ofStore, store.directory());
            require(toPublish, ofOutput, output);
        }
    }

    private static void require(long bytes, FileStore disk, Path place) throws IOException {
        long free = disk.getUsableSpace();
        if (bytes > free) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "the label tables need some %,d MB, and %s has %,d MB free: free some, or write fewer with --materialize",
                    bytes >> 20,
                    place,
                    free >> 20));
        }
    }

    private static Path existing(Path directory) {
        Path place = directory.toAbsolutePath();
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        return place;
    }
}
