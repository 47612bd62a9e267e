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

    /** Names to the left, numbers to the right, two spaces between. */
    List<String> lines() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(row.get(0))
                    .append(" ".repeat(widths[0] - row.get(0).length()));
            for (int i = 1; i < widths.length; i++) {
                line.append(" ".repeat(2 + widths[i] - row.get(i).length())).append(row.get(i));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
