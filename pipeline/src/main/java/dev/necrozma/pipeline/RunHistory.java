package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps a record of each run beside the store. */
final class RunHistory {

    /** What a record calls the output folder of its run, in the form of {@link #outputFolder}. */
    static final String OUTPUT = "output";

    /** What a record calls the number of configurations of labels that its run published. */
    static final String LABELS = "labels";

    /** What a record calls the number of universes that its run published. */
    static final String UNIVERSES = "universes";

    /** What a record calls the instrument of its run; absent if the import did not get so far. */
    static final String SYMBOL = "symbol";

    /** What a record calls the fingerprint of the dataset of its run; absent if the import did not get so far. */
    static final String DATASET = "dataset";

    private static final int DONE = 0;
    private static final int SOME_FAILED = 1;
    private static final int INTERRUPTED = 130;

    private RunHistory() {}

    static void write(Disk disk, DirectoryStore store, RunRequest request, RunReport report, Instant started)
            throws IOException {
        int exitCode =
                report.cancelled() ? INTERRUPTED : report.hasFailures() || report.hasDifferences() ? SOME_FAILED : DONE;
        new RunRecord(
                        report.runId(),
                        about(store, request, report),
                        started,
                        Instant.now(),
                        report.stages(),
                        report.incidents(),
                        exitCode)
                .write(disk, store.directory().resolve("runs"));
    }

    private static Map<String, String> about(DirectoryStore store, RunRequest request, RunReport report) {
        Map<String, String> about = new HashMap<>(request.origin());
        about.put(OUTPUT, outputFolder(store.directory(), request.publish().directory()));
        report.dataset().ifPresent(dataset -> {
            about.put(SYMBOL, dataset.symbol());
            about.put(DATASET, dataset.fingerprint().toString());
        });
        List<RunReport.Output> universes = report.outputs().getOrDefault(UniverseStage.NAME, List.of());
        if (!universes.isEmpty() && request.only().isEmpty()) {
            about.put(UNIVERSES, Integer.toString(universes.size()));
        }
        if (!report.labels().isEmpty() && request.only().isEmpty()) {
            about.put(LABELS, Integer.toString(report.labels().size()));
        }
        return about;
    }

    /** How records name an output folder: from the store on, so that both may be moved together. */
    static String outputFolder(Path store, Path folder) {
        return real(store).relativize(real(folder)).toString();
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException absent) {
            return folder.toAbsolutePath().normalize();
        }
    }
}
