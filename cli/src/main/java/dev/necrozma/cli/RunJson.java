package dev.necrozma.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.sweep.AuditRecord;
import dev.necrozma.market.label.LabelSummary;
import dev.necrozma.pipeline.RunReport;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run did, as one JSON object in one line; {@code dataset} is null if the import did not get so far,
 * {@code labels} if there are none. Seconds are rounded to milliseconds.
 */
final class RunJson {

    private static final int VERSION = 1;

    private final JsonGenerator json;

    private RunJson(JsonGenerator json) {
        this.json = json;
    }

    static void print(PrintStream out, RunReport report, ExitCode code) {
        JsonLine.print(out, json -> new RunJson(json).write(report, code));
    }

    /** A run that did not come to a report. */
    static void printError(PrintStream out, ExitCode code, String sentence) {
        JsonLine.print(out, json -> {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeNumberField("exit_code", code.status());
            json.writeStringField("error", sentence);
            json.writeEndObject();
        });
    }

    private void write(RunReport report, ExitCode code) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeStringField("run_id", report.runId());
        json.writeFieldName("dataset");
        write(report.dataset());
        json.writeArrayFieldStart("stages");
        for (StageRecord stage : report.stages()) {
            write(stage);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("outputs");
        for (Map.Entry<String, List<RunReport.Output>> stage : report.outputs().entrySet()) {
            json.writeArrayFieldStart(stage.getKey());
            for (RunReport.Output output : stage.getValue()) {
                write(output);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeFieldName("labels");
        writeLabels(report.labels());
        writeAudits(report.audits());
        json.writeNumberField("exit_code", code.status());
        json.writeEndObject();
    }

    private void writeAudits(List<AuditRecord> audits) throws IOException {
        if (audits.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("audits");
        for (AuditRecord audit : audits) {
            json.writeStartObject();
            json.writeStringField("stage", audit.stage());
            json.writeNumberField("computed_again", audit.comparisons().size());
            json.writeArrayFieldStart("differing");
            for (AuditRecord.Comparison comparison : audit.differing()) {
                json.writeStartObject();
                json.writeStringField("unit", comparison.unit());
                json.writeStringField("difference", comparison.difference().orElseThrow());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeLabels(List<LabelSummary> labels) throws IOException {
        if (labels.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("entries", labels.get(0).entries());
        json.writeArrayFieldStart("best");
        for (LabelResult result : LabelResult.best(LabelResult.known(labels))) {
            LabelSummary.Direction values = result.values();
            json.writeStartObject();
            json.writeStringField("name", result.spec().name());
            json.writeStringField("direction", result.direction());
            write("expectancy_pips", values.expectancyPips());
            write("expectancy_low", values.expectancyLow());
            write("expectancy_high", values.expectancyHigh());
            write("mean_r", values.meanR());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("censored_most", LabelResult.mostCensored(labels));
        json.writeEndObject();
    }

    /* JSON has no NaN. */
    private void write(String name, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    private void write(Optional<RunReport.Dataset> dataset) throws IOException {
        if (dataset.isEmpty()) {
            json.writeNull();
            return;
        }
        RunReport.Dataset data = dataset.get();
        json.writeStartObject();
        json.writeStringField("symbol", data.symbol());
        json.writeStringField("fingerprint", data.fingerprint().toString());
        json.writeNumberField("rows", data.rows());
        json.writeStringField("first", data.first().toString());
        json.writeStringField("last", data.last().toString());
        json.writeEndObject();
    }

    private void write(StageRecord stage) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", stage.name());
        json.writeNumberField("units", RunTable.units(stage));
        json.writeNumberField("reused", stage.reused());
        json.writeNumberField("computed", stage.computed());
        json.writeNumberField("failed", stage.failed());
        json.writeNumberField("cancelled", stage.cancelled());
        json.writeNumberField("seconds", toMillis(stage.seconds()));
        json.writeNumberField("seconds_saved", toMillis(stage.secondsSaved()));
        json.writeObjectFieldStart("reasons");
        for (Map.Entry<String, Integer> reason : stage.reasons().entrySet()) {
            json.writeNumberField(reason.getKey(), reason.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void write(RunReport.Output output) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", output.name());
        json.writeStringField("path", output.path().toString());
        json.writeNumberField("rows", output.rows());
        json.writeStringField("fingerprint", output.fingerprint().toString());
        json.writeEndObject();
    }

    private static double toMillis(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
