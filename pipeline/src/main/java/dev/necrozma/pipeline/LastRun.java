package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.FileHasher;
import dev.necrozma.engine.fingerprint.InputFingerprints;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.run.RunRecords;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.sweep.UnitReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last run that published something to a folder, and the store in which its results are. */
final class LastRun implements Closeable {

    private final DirectoryStore store;
    private final RunRecord run;
    private final UnitReader reader;
    private final boolean folderShowsAnother;

    private LastRun(DirectoryStore store, RunRecord run, boolean folderShowsAnother, UnitReader reader) {
        this.store = store;
        this.run = run;
        this.folderShowsAnother = folderShowsAnother;
        this.reader = reader;
    }

    /**
     * Finds the last run that published {@code what} to {@code output}.
     *
     * @param cacheDirectory the store of its runs
     * @param what what records call it: {@link RunHistory#LABELS} or {@link RunHistory#UNIVERSES}
     * @throws BadInputException if there was none
     * @throws IOException if the store cannot be read
     */
    static LastRun open(Path output, Path cacheDirectory, String what) throws BadInputException, IOException {
        /* Opening would make a store; and one whose FORMAT is lost is opened as such. */
        if (!Files.exists(cacheDirectory.resolve("FORMAT")) && !Files.isDirectory(cacheDirectory.resolve("catalog"))) {
            throw new BadInputException("there is no store in " + cacheDirectory
                    + ": run first, or say where with --results or --cache-dir");
        }
        Disk disk = new LocalDisk();
        DirectoryStore store = DirectoryStore.open(disk, cacheDirectory, Clock.systemUTC());
        try {
            RunRecord run = new RunRecords(disk, cacheDirectory.resolve("runs"))
                    .newest(about ->
                            RunHistory.outputFolder(cacheDirectory, output).equals(about.get(RunHistory.OUTPUT))
                                    && about.containsKey(what))
                    .orElseThrow(() -> new BadInputException("no run has left " + what + " for " + output + " in "
                            + cacheDirectory + ": run first, or say with --results which folder"));
            UnitReader reader = new UnitReader(
                    store,
                    new InputFingerprints(disk, cacheDirectory.resolve("inputs"), new FileHasher(disk, 1)),
                    (unit, computed) -> {});
            String shown = new OutputFolder(disk, output).dataset();
            boolean another = !shown.isEmpty() && !shown.equals(run.about().getOrDefault(RunHistory.DATASET, shown));
            return new LastRun(store, run, another, reader);
        } catch (BadInputException | IOException | RuntimeException failed) {
            try (store) {
                throw failed;
            }
        }
    }

    /** The name of the run. */
    String id() {
        return run.runId();
    }

    Instant started() {
        return run.started();
    }

    /** Whether the output folder shows another dataset since: then the results of this run are not of what is in it. */
    boolean folderShowsAnotherDataset() {
        return folderShowsAnother;
    }

    DirectoryStore store() {
        return store;
    }

    UnitReader reader() {
        return reader;
    }

    /** The results of a stage that the store still has, in the order of the stage. */
    Map<String, Artifact> byUnit(String stage) {
        Map<String, Artifact> byUnit = new LinkedHashMap<>();
        for (StageRecord record : run.stages()) {
            if (record.name().equals(stage)) {
                for (StageRecord.Unit unit : record.units()) {
                    store.find(unit.key()).ifPresent(artifact -> byUnit.put(unit.name(), artifact));
                }
            }
        }
        return byUnit;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
