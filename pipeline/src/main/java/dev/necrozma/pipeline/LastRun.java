package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.run.RunRecords;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.StoreView;
import dev.necrozma.engine.store.StoredArtifacts;
import dev.necrozma.engine.sweep.UnitReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The last run that published something to a folder, and the store in which its results are. */
final class LastRun implements Closeable {

    private static final Set<String> HAD_A_RESULT = Set.of("reused", "computed");

    private final StoredArtifacts store;
    private final Supplier<List<Artifact>> artifacts;
    private final Optional<DirectoryStore> opened;
    private final RunRecord run;
    private final RunRecords.Used used;
    private final UnitReader reader;
    private final boolean folderShowsAnother;

    private LastRun(
            StoredArtifacts store,
            Supplier<List<Artifact>> artifacts,
            Optional<DirectoryStore> opened,
            RunRecord run,
            RunRecords.Used used,
            boolean folderShowsAnother) {
        this.store = store;
        this.artifacts = artifacts;
        this.opened = opened;
        this.run = run;
        this.used = used;
        this.folderShowsAnother = folderShowsAnother;
        this.reader = new UnitReader(store);
    }

    /**
     * Finds the last run that published {@code what} to {@code output}.
     *
     * @param cacheDirectory the store of its runs
     * @param what what records call it: {@link RunHistory#LABELS} or {@link RunHistory#UNIVERSES}
     * @throws BadInputException if there was none
     * @throws IOException if the store cannot be read
     */
    static LastRun open(Disk disk, Path output, Path cacheDirectory, String what)
            throws BadInputException, IOException {
        /* Opening would make a store; and one whose FORMAT is lost is opened as such. */
        if (!Files.exists(cacheDirectory.resolve("FORMAT")) && !Files.isDirectory(cacheDirectory.resolve("catalog"))) {
            throw new BadInputException("there is no store in " + cacheDirectory
                    + ": run first, or say where with --results or --cache-dir");
        }
        Optional<DirectoryStore> opened = tryOpen(disk, cacheDirectory);
        try {
            StoredArtifacts store;
            Supplier<List<Artifact>> artifacts;
            if (opened.isPresent()) {
                store = opened.get();
                artifacts = opened.get()::artifacts;
            } else {
                StoreView view = StoreView.open(disk, cacheDirectory, Clock.systemUTC());
                store = view;
                artifacts = view::artifacts;
            }
            RunRecords records = new RunRecords(disk, cacheDirectory.resolve("runs"));
            RunRecord run = records.newest(about ->
                            RunHistory.outputFolder(cacheDirectory, output).equals(about.get(RunHistory.OUTPUT))
                                    && about.containsKey(what))
                    .orElseThrow(() -> new BadInputException("no run has left " + what + " for " + output + " in "
                            + cacheDirectory + ": run first, or say with --results which folder"));
            String shown = new OutputFolder(disk, output).dataset();
            boolean another = !shown.isEmpty() && !shown.equals(run.about().getOrDefault(RunHistory.DATASET, shown));
            return new LastRun(store, artifacts, opened, run, records.used(run), another);
        } catch (BadInputException | IOException | RuntimeException failed) {
            try (Closeable ignored = closing(opened)) {
                throw failed;
            }
        }
    }

    private static Closeable closing(Optional<DirectoryStore> opened) {
        return opened.isPresent() ? opened.get() : () -> {};
    }

    /* What is damaged is set aside, so that the next run computes it again: where that cannot be done, reading must do. */
    private static Optional<DirectoryStore> tryOpen(Disk disk, Path directory) {
        try {
            return Optional.of(DirectoryStore.open(disk, directory, Clock.systemUTC()));
        } catch (IOException refused) {
            return Optional.empty(); // if it cannot be read either, reading says why
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

    StoredArtifacts store() {
        return store;
    }

    UnitReader reader() {
        return reader;
    }

    /**
     * The results of a stage that the store still has, in the order of the stage; those that the record of a very large run does not name
     * come last, in the order of their names.
     */
    Map<String, Artifact> byUnit(String stage) {
        Map<String, Artifact> byUnit = new LinkedHashMap<>();
        for (StageRecord record : run.stages()) {
            if (record.name().equals(stage)) {
                for (StageRecord.Unit unit : record.units()) {
                    /* Nothing guards what the record says: the catalog has the last word on what a result is. */
                    store.find(unit.key())
                            .filter(found -> found.key().stage().equals(stage)
                                    && found.unit().equals(unit.name()))
                            .ifPresent(artifact -> byUnit.put(unit.name(), artifact));
                }
                if (record.unnamed() > 0) {
                    artifacts.get().stream()
                            .filter(artifact -> artifact.key().stage().equals(stage)
                                    && used.contains(artifact.key().id()))
                            .sorted(Comparator.comparing(Artifact::unit))
                            .forEach(artifact -> byUnit.putIfAbsent(artifact.unit(), artifact));
                }
            }
        }
        return byUnit;
    }

    /** The names of the results of a stage that there were, and that the store has no more; of a very large run, of those it names. */
    Set<String> lostNames(String stage) {
        Set<String> lost = new LinkedHashSet<>();
        for (StageRecord record : run.stages()) {
            if (record.name().equals(stage)) {
                record.units().stream()
                        .filter(unit -> HAD_A_RESULT.contains(unit.outcome()))
                        .forEach(unit -> lost.add(unit.name()));
            }
        }
        lost.removeAll(byUnit(stage).keySet());
        return lost;
    }

    /**
     * How many results of a stage there were that the store has no more, or that nothing tells to be of this run any more. Of a very
     * large run that was interrupted it may be more: what it did not come to may be there from an earlier one.
     */
    long lost(String stage) {
        long lost = lostNames(stage).size();
        for (StageRecord record : run.stages()) {
            if (record.name().equals(stage) && record.unnamed() > 0) {
                Set<String> named = new HashSet<>();
                long unnamed = (long) record.reused() + record.computed();
                for (StageRecord.Unit unit : record.units()) {
                    named.add(unit.name());
                    unnamed -= HAD_A_RESULT.contains(unit.outcome()) ? 1 : 0;
                }
                long there = byUnit(stage).keySet().stream()
                        .filter(name -> !named.contains(name))
                        .count();
                lost += Math.max(0, unnamed - there);
            }
        }
        return lost;
    }

    @Override
    public void close() throws IOException {
        closing(opened).close();
    }
}
