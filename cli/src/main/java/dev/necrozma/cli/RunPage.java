package dev.necrozma.cli;

import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.sweep.AuditRecord;
import dev.necrozma.engine.sweep.Reason;
import dev.necrozma.market.text.Printable;
import dev.necrozma.pipeline.RunReport;
import dev.necrozma.pipeline.Stage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a run did, for a person to read. */
final class RunPage {

    /** So many units of a stage are explained in a sentence; their reasons are counted for all. */
    private static final int EXPLAINED_UNITS = 3;

    /** What these say for one unit is no more than what the count says for all. */
    private static final Set<String> TOLD_BY_THE_COUNT =
            Set.of(Reason.NEVER_COMPUTED.summary(), Reason.FRESH_RUN.summary(), Reason.RECOMPUTE_REQUESTED.summary());

    private final PrintStream page;
    private final RunReport report;
    private final boolean cut;

    /** @param cut whether rows were left out by their times, so that what was imported is not what was used */
    RunPage(PrintStream page, RunReport report, boolean cut) {
        this.page = page;
        this.report = report;
        this.cut = cut;
    }

    void print() {
        report.importLines().forEach(line -> page.println(Printable.of(line)));
        if (cut) {
            report.dataset().ifPresent(this::printDataset);
        }
        if (!report.stages().isEmpty()) {
            new RunTable(report.stages()).lines().forEach(page::println);
        }
        if (!report.labels().isEmpty()) {
            new LabelPage(page, report.labels()).print();
        }
        report.stages().forEach(this::printReasons);
        report.stages().forEach(this::printDifferences);
        report.audits().forEach(this::printAudit);
        report.incidents().forEach(this::printSentence);
        report.outputs().forEach(this::printOutputs);
    }

    private void printDataset(RunReport.Dataset dataset) {
        printSentence("dataset: " + dataset.symbol() + ", " + Numbers.grouped(dataset.rows()) + " rows, "
                + dataset.first() + " to " + dataset.last());
    }

    private void printReasons(StageRecord stage) {
        if (stage.computed() == 0) {
            return;
        }
        List<String> counts = new ArrayList<>();
        stage.reasons().forEach((reason, count) -> counts.add(count + " " + reason));
        printSentence(stage.name() + ": " + stage.computed() + " computed: " + String.join(", ", counts));
        if (TOLD_BY_THE_COUNT.containsAll(stage.reasons().keySet())) {
            return;
        }
        List<StageRecord.Unit> telling = stage.units().stream()
                .filter(unit -> unit.outcome().equals("computed"))
                .filter(unit -> !unit.detail().startsWith(Reason.NEVER_COMPUTED.summary()))
                .toList();
        for (StageRecord.Unit unit : telling.subList(0, Math.min(EXPLAINED_UNITS, telling.size()))) {
            printSentence("  " + unit.name() + ": computed because " + unit.detail());
        }
        if (telling.size() > EXPLAINED_UNITS) {
            page.println("  and " + (telling.size() - EXPLAINED_UNITS) + " more like these");
        }
    }

    private void printSentence(String sentence) {
        Columns.wrapped(sentence, "    ").forEach(page::println);
    }

    private void printDifferences(StageRecord stage) {
        List<String> differing = stage.units().stream()
                .filter(StageRecord.Unit::differs)
                .map(StageRecord.Unit::name)
                .toList();
        if (!differing.isEmpty()) {
            printSentence(stage.name() + ": not deterministic in this version: " + differing.size()
                    + " of " + stage.computed() + " came out different from what was stored, "
                    + differing.get(0) + " for one");
        }
    }

    private void printAudit(AuditRecord audit) {
        int computed = audit.comparisons().size();
        List<AuditRecord.Comparison> differing = audit.differing();
        if (computed > 0 && differing.isEmpty()) {
            printSentence(audit.stage() + ": " + computed + " of the reused computed again: the same bytes");
        }
        if (!differing.isEmpty()) {
            printSentence(audit.stage() + ": " + differing.size() + " of " + computed
                    + " that were computed again came out different: the stage is not deterministic, or its code changed"
                    + " without its version");
        }
        for (AuditRecord.Comparison comparison : differing.subList(0, Math.min(EXPLAINED_UNITS, differing.size()))) {
            printSentence(
                    "  " + comparison.unit() + ": " + comparison.difference().orElseThrow());
        }
    }

    private void printOutputs(String stage, List<RunReport.Output> outputs) {
        if (!outputs.isEmpty()) {
            Path folder = outputs.get(0).path().getParent();
            page.println(things(stage, outputs.size()) + " in " + (folder == null ? "." : folder));
        }
    }

    private static String things(String stage, int files) {
        if (stage.equals(Stage.LABELS.label())) { // the last file is their summary
            return switch (files) {
                case 1 -> "the summary of labels";
                case 2 -> "1 table of labels and the summary of all";
                default -> (files - 1) + " tables of labels and the summary of all";
            };
        }
        return files + " " + (files == 1 ? stage.replaceFirst("s$", "") : stage);
    }
}
