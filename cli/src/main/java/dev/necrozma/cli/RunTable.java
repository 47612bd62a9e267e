package dev.necrozma.cli;

import dev.necrozma.engine.run.StageRecord;
import java.util.ArrayList;
import java.util.List;

/** The stages of a run in aligned columns. */
final class RunTable {

    private final List<List<String>> rows = new ArrayList<>();

    RunTable(List<StageRecord> stages) {
        boolean cancelled = stages.stream().anyMatch(stage -> stage.cancelled() > 0);
        rows.add(row(
                cancelled, "stage", "units", "reused", "computed", "failed", "cancelled", "seconds", "seconds saved"));
        for (StageRecord stage : stages) {
            rows.add(row(
                    cancelled,
                    stage.name(),
                    Integer.toString(units(stage)),
                    Integer.toString(stage.reused()),
                    Integer.toString(stage.computed()),
                    Integer.toString(stage.failed()),
                    Integer.toString(stage.cancelled()),
                    Numbers.oneDecimal(stage.seconds()),
                    Numbers.oneDecimal(stage.secondsSaved())));
        }
    }

    static int units(StageRecord stage) {
        return stage.reused() + stage.computed() + stage.failed() + stage.cancelled();
    }

    private static List<String> row(boolean withCancelled, String... cells) {
        List<String> row = new ArrayList<>(List.of(cells));
        if (!withCancelled) {
            row.remove(5);
        }
        return row;
    }

    /** Names to the left, numbers to the right. */
    List<String> lines() {
        return Columns.lines(rows, 1);
    }
}
