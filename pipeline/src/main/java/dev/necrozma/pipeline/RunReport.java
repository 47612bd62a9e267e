package dev.necrozma.pipeline;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.sweep.AuditRecord;
import dev.necrozma.market.label.LabelSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run did.
 *
 * @param dataset absent if the import did not get so far
 * @param importLines what was read, dropped and repaired, in lines for people
 * @param stages in order, import first
 * @param outputs the published tables, by stage; of labels those that were written, and at the end the summary of all
 * @param labels what the labels of each configuration come to, in the order of the grid; empty if labels were not asked for or
 *     did not get so far
 * @param incidents damage found in the store, in sentences
 * @param audits what an audit found, by stage; empty if none was asked for
 * @param cancelled whether it was stopped before its end
 */
public record RunReport(
        String runId,
        Optional<Dataset> dataset,
        List<String> importLines,
        List<StageRecord> stages,
        Map<String, List<Output>> outputs,
        List<LabelSummary> labels,
        List<String> incidents,
        List<AuditRecord> audits,
        boolean cancelled) {

    /** Of a run without an audit. */
    public RunReport(
            String runId,
            Optional<Dataset> dataset,
            List<String> importLines,
            List<StageRecord> stages,
            Map<String, List<Output>> outputs,
            List<LabelSummary> labels,
            List<String> incidents,
            boolean cancelled) {
        this(runId, dataset, importLines, stages, outputs, labels, incidents, List.of(), cancelled);
    }

    /**
     * The imported data.
     *
     * @param fingerprint of the rows and what they mean; not of the files that they came from
     * @param rows ticks or bars
     * @param first time of the first row
     * @param last time of the last row
     */
    public record Dataset(String symbol, Fingerprint fingerprint, long rows, Instant first, Instant last) {}

    /**
     * A published table.
     *
     * @param fingerprint of the stored table, whatever format was published
     */
    public record Output(String name, Path path, long rows, Fingerprint fingerprint) {}

    /** Whether some reused result came out different when it was computed again. */
    public boolean hasDifferences() {
        return audits.stream().anyMatch(audit -> !audit.differing().isEmpty());
    }

    /** Whether some unit failed. */
    public boolean hasFailures() {
        return stages.stream().anyMatch(stage -> stage.failed() > 0);
    }
}
