package dev.necrozma.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.necrozma.market.label.LabelKernel;
import dev.necrozma.market.label.LabelRows;
import dev.necrozma.market.label.LabelSeries;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.LabelSummary;
import dev.necrozma.market.label.LabelSummaryJson;
import dev.necrozma.pipeline.BadInputException;
import dev.necrozma.pipeline.LabelResults;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The labels of the last run as one JSON object in one line, for programs to read. */
final class LabelsJson {

    private static final int VERSION = 1;

    private final JsonGenerator json;
    private final LabelResults results;

    private LabelsJson(JsonGenerator json, LabelResults results) {
        this.json = json;
        this.results = results;
    }

    static void printList(PrintStream out, LabelResults results) throws IOException {
        List<LabelSummary> summaries = results.summaries();
        JsonLine.print(out, json -> new LabelsJson(json, results).writeList(summaries));
    }

    static void print(PrintStream out, LabelResults results, LabelSpec spec) throws BadInputException, IOException {
        LabelSummary summary = results.summary(spec);
        LabelKernel kernel = results.kernel(spec);
        JsonLine.print(out, json -> new LabelsJson(json, results).write(summary, kernel));
    }

    private void writeList(List<LabelSummary> summaries) throws IOException {
        begin(summaries);
        json.writeArrayFieldStart("tables");
        for (LabelSummary summary : summaries) {
            if (results.hasTable(summary.spec())) {
                json.writeString(summary.spec().name());
            }
        }
        json.writeEndArray();
        end();
    }

    private void write(LabelSummary summary, LabelKernel kernel) throws IOException {
        begin(List.of(summary));
        LabelSeries series = kernel.series();
        json.writeArrayFieldStart("rows");
        if (series.size() > 0) {
            LabelRows labels = new LabelRows();
            kernel.label(summary.spec(), 0, labels);
            for (int row = 0; row < Math.min(LabelsPage.FIRST_ROWS, labels.size()); row++) {
                json.writeStartObject();
                json.writeStringField("timestamp", LabelsPage.time(series, row).toString());
                write("up", series.upEntryPrice(row), labels.up(), row);
                write("down", series.downEntryPrice(row), labels.down(), row);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        end();
    }

    private void begin(List<LabelSummary> summaries) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeStringField("run_id", results.runId());
        json.writeStringField("started", results.started().toString());
        json.writeBooleanField("folder_shows_another_dataset", results.folderShowsAnotherDataset());
        json.writeStringField("symbol", results.symbol());
        json.writeStringField("entries_at", results.entries());
        json.writeStringField("path", results.path());
        json.writeStringField("prices", results.prices().label());
        json.writeNumberField("entries", summaries.get(0).entries());
        json.writeArrayFieldStart("configurations");
        for (LabelSummary summary : summaries) {
            LabelSummaryJson.write(summary, json);
        }
        json.writeEndArray();
    }

    private void end() throws IOException {
        json.writeNumberField("exit_code", ExitCode.DONE.status());
        json.writeEndObject();
    }

    private void write(String name, double entryPrice, LabelRows.Columns labels, int row) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("entry_price", entryPrice);
        json.writeStringField("outcome", LabelsPage.outcome(labels.outcome()[row]));
        write("exit_pips", labels.exitPips()[row]);
        write("mfe", labels.mfe()[row]);
        write("mae", labels.mae()[row]);
        json.writeEndObject();
    }

    /* JSON has no NaN. */
    private void write(String name, float value) throws IOException {
        if (Float.isNaN(value)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
