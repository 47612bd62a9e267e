package dev.necrozma.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.necrozma.market.feed.ImportReport;
import dev.necrozma.market.feed.Inspection;
import dev.necrozma.market.feed.RowStatus;
import dev.necrozma.market.feed.SeriesKind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A file that was looked at, as JSON. */
final class InspectJson {

    private final JsonGenerator json;

    InspectJson(JsonGenerator json) {
        this.json = json;
    }

    void writeError(String file, String sentence) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", file);
        json.writeStringField("error", sentence);
        json.writeEndObject();
    }

    void write(Inspected file) throws IOException {
        Inspection found = file.found();
        json.writeStartObject();
        json.writeStringField("file", file.file().toString());
        json.writeStringField("layout", found.layout());
        texts("layout_also_fits", found.alsoFits());
        json.writeStringField("kind", found.kind() == SeriesKind.TICKS ? "ticks" : "bars");
        json.writeStringField("side", found.side().orElse(null));
        json.writeNumberField("bar_minutes", found.barMinutes());
        json.writeStringField("symbol", file.symbol().orElse(null));
        json.writeStringField("symbol_source", file.symbolSource());
        if (file.pipSize().isPresent()) {
            json.writeNumberField("pip_size", file.pipSize().getAsDouble());
        } else {
            json.writeNullField("pip_size");
        }
        json.writeStringField("pip_source", file.pipSource());
        texts("entries", found.entries());
        json.writeStringField("clock", found.clock());
        json.writeStringField("clock_reason", found.clockReason());
        json.writeStringField("coverage", found.coverage().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("rows", found.rows());
        json.writeNumberField("rows_looked_at", found.sampledRows());
        rows("first_rows", found.firstRows());
        rows("last_rows", found.lastRows());
        json.writeNumberField("lowest", found.lowest());
        json.writeNumberField("highest", found.highest());
        spreads(found);
        order(found.order());
        gaps(found);
        json.writeObjectFieldStart("decimals");
        for (Map.Entry<Integer, Long> entry : new TreeMap<>(found.decimals()).entrySet()) {
            json.writeNumberField(entry.getKey() > 10 ? "more" : entry.getKey().toString(), entry.getValue());
        }
        json.writeEndObject();
        weeks(found.weeks());
        leftOut(found);
        json.writeStringField("problem", found.problem().orElse(null));
        json.writeEndObject();
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void rows(String name, List<Inspection.PricedRow> rows) throws IOException {
        json.writeArrayFieldStart(name);
        for (Inspection.PricedRow row : rows) {
            json.writeStartObject();
            json.writeStringField("time", row.time().toString());
            json.writeArrayFieldStart("prices");
            for (double price : row.prices()) {
                json.writeNumber(price);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void spreads(Inspection found) throws IOException {
        if (found.spreads().isEmpty()) {
            json.writeNullField("spreads");
            return;
        }
        ImportReport.Spreads spreads = found.spreads().get();
        json.writeObjectFieldStart("spreads");
        json.writeNumberField("zero", spreads.zero());
        json.writeNumberField("negative", spreads.negative());
        json.writeNumberField("min", spreads.min());
        json.writeNumberField("median", spreads.median());
        json.writeNumberField("max", spreads.max());
        json.writeEndObject();
    }

    private void order(Inspection.Order order) throws IOException {
        json.writeObjectFieldStart("order");
        json.writeNumberField("late", order.late());
        json.writeNumberField("steps_back", order.stepsBack());
        json.writeStringField("first_step_back", order.firstStepBack().orElse(null));
        json.writeNumberField("equal_times", order.equalTimes());
        json.writeNumberField("truncated_times", order.truncatedTimes());
        json.writeEndObject();
    }

    private void gaps(Inspection found) throws IOException {
        json.writeNumberField("gaps", found.gapCount());
        json.writeArrayFieldStart("longest_gaps");
        for (ImportReport.Gap gap : found.longestGaps()) {
            json.writeStartObject();
            json.writeStringField("from", gap.from().toString());
            json.writeStringField("to", gap.to().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void weeks(Inspection.Weeks weeks) throws IOException {
        json.writeObjectFieldStart("weeks");
        json.writeNumberField("count", weeks.count());
        json.writeNumberField("opens_in_place", weeks.opensInPlace());
        json.writeNumberField("closes_in_place", weeks.closesInPlace());
        texts("suggested_source_zones", weeks.suggestions());
        json.writeEndObject();
    }

    private void leftOut(Inspection found) throws IOException {
        json.writeObjectFieldStart("left_out");
        for (Map.Entry<RowStatus, Long> entry : new TreeMap<>(found.leftOut()).entrySet()) {
            json.writeNumberField(entry.getKey().reason(), entry.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("examples");
        for (ImportReport.RejectedRow example : found.examples()) {
            json.writeStartObject();
            json.writeStringField("place", example.place());
            json.writeStringField("reason", example.reason().reason());
            json.writeStringField("text", example.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
