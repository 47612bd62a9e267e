package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.store.DirectoryStore;
import java.io.IOException;
import java.time.Instant;

/** Keeps a record of each run beside the store. */
final class RunHistory {

    private static final int DONE = 0;
    private static final int SOME_FAILED = 1;
    private static final int INTERRUPTED = 130;

    private RunHistory() {}

    static void write(Disk disk, DirectoryStore store, RunReport report, Instant started) throws IOException {
        int exitCode = report.cancelled() ? INTERRUPTED : report.hasFailures() ? SOME_FAILED : DONE;
        new RunRecord(report.runId(), started, Instant.now(), report.stages(), report.incidents(), exitCode)
                .write(disk, store.directory().resolve("runs"));
    }
}
