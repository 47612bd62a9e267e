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

    /** More than a row took in any table measured: see docs/performance.md. */
    private static final int BYTES_A_ROW = 30;

    private final DirectoryStore store;
    private final PublishSettings publish;

    TableSpace(DirectoryStore store, PublishSettings publish) {
        this.store = store;
        this.publish = publish;
    }

    /**
     * Compares what the tables that are not stored yet will take, in the store and as published copies, with the free space.
     *
     * @throws IOException if that is more than there is
     */
    void require(List<SweepUnit> units, long entries) throws IOException {
        List<SweepUnit> tables = units.stream()
                .filter(unit -> unit.key().parameters().containsKey(LabelStage.WITH_TABLE))
                .toList();
        Path output = existing(publish.directory());
        FileStore ofStore = Files.getFileStore(store.directory());
        FileStore ofOutput = Files.getFileStore(output);
        int copies = publish.mode() == PublishSettings.Mode.COPY ? 1 : 0;
        if (ofStore.equals(ofOutput)) {
            require(tables, (1 + copies) * entries, ofStore, store.directory());
        } else {
            require(tables, entries, ofStore, store.directory());
            require(tables, copies * entries, ofOutput, output);
        }
    }

    /* The store is asked only if there is not room for all. */
    private void require(List<SweepUnit> tables, long rows, FileStore disk, Path place) throws IOException {
        long free = disk.getUsableSpace();
        if (tables.size() * rows * BYTES_A_ROW <= free) {
            return;
        }
        long missing =
                tables.stream().filter(unit -> store.find(unit.key()).isEmpty()).count();
        long bytes = missing * rows * BYTES_A_ROW;
        if (bytes > free) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%,d label tables need some %,d MB, and %s has %,d MB free: free some, or write fewer with --materialize",
                    missing,
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
