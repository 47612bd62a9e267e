package dev.necrozma.cli;

import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.market.text.Printable;
import dev.necrozma.pipeline.RunReport;
import java.io.PrintStream;
import java.util.List;

/** The units that failed, a sentence each. */
final class RunFailures {

    private static final int MOST_PER_STAGE = 10;

    private RunFailures() {}

    static void print(PrintStream err, RunReport report) {
        for (StageRecord stage : report.stages()) {
            List<StageRecord.Unit> failed = stage.units().stream()
                    .filter(unit -> unit.outcome().equals("failed"))
                    .toList();
            for (StageRecord.Unit unit : failed.subList(0, Math.min(MOST_PER_STAGE, failed.size()))) {
                err.println("necrozma: "
                        + Printable.sentence(
                                stage.name() + ": " + unit.name() + " failed: " + MemorySentence.of(unit.detail())));
            }
            if (failed.size() > MOST_PER_STAGE) {
                err.println("necrozma: " + stage.name() + ": " + (failed.size() - MOST_PER_STAGE) + " more failed");
            }
        }
    }
}
