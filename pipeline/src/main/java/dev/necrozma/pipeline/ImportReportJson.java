package dev.necrozma.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.necrozma.market.feed.ImportReport.Gap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** The import report as JSON. Nothing in it changes from run to run. */
final class ImportReportJson {

    private static final int VERSION = 1;
    private static final int[] QUANTILES = {0, 10, 50, 250, 500, 750, 950, 990, 1000};
    private static final int PIP_PLACES = 6;

    private final ImportFacts facts;
    private final JsonGenerator json;

    private ImportReportJson(ImportFacts facts, JsonGenerator json) {
        this.facts = facts;
        this.json = json;
    }

    static byte[] of(ImportFacts facts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            new ImportReportJson(facts, json).write();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeStringField("symbol", facts.instrument().instrument().symbol());
        json.writeStringField("symbol_from", facts.instrument().symbolFrom());
        json.writeNumberField("pip_size", facts.instrument().instrument().pipSize());
        json.writeStringField("pip_size_from", facts.instrument().pipSizeFrom());
        json.writeStringField("kind", String.join(", ", facts.values("kind").keySet()));
        json.writeNumberField("rows_read", facts.sum("rows_read"));
        json.writeNumberField("rows_kept", facts.sum("rows_kept"));
        json.writeNumberField("rows_merged", facts.merged());
        writeDropped();
        json.writeObjectFieldStart("repaired");
        json.writeNumberField("sorted_in", facts.sum("disordered"));
        json.writeNumberField("repeated_hour", facts.sum("repeated_hour"));
        json.writeNumberField("skipped_hour", facts.sum("skipped_hour"));
        json.writeNumberField("truncated_times", facts.sum("truncated_times"));
        json.writeEndObject();
        json.writeStringField("first", facts.first().toString());
        json.writeStringField("last", facts.last().toString());
        writeGaps();
        if (facts.profile().count() > 0) {
            writeSpreads();
            writeHours();
        }
        writeFiles();
        json.writeEndObject();
    }

    private void writeDropped() throws IOException {
        json.writeArrayFieldStart("dropped");
        for (Map.Entry<String, ImportFacts.Dropped> dropped : facts.dropped().entrySet()) {
            json.writeStartObject();
            json.writeStringField("reason", dropped.getKey());
            json.writeNumberField("rows", dropped.getValue().rows());
            json.writeArrayFieldStart("examples");
            for (ImportFacts.Example example : dropped.getValue().examples()) {
                json.writeStartObject();
                json.writeStringField("place", example.place());
                json.writeStringField("text", example.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeGaps() throws IOException {
        json.writeObjectFieldStart("gaps_over_an_hour");
        json.writeNumberField("count", facts.gaps());
        json.writeArrayFieldStart("longest");
        for (Gap gap : facts.longestGaps()) {
            json.writeStartObject();
            json.writeStringField("from", gap.from().toString());
            json.writeStringField("to", gap.to().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeSpreads() throws IOException {
        json.writeObjectFieldStart("spread_pips");
        json.writeNumberField("zero", facts.profile().zero());
        json.writeNumberField("negative", facts.profile().negative());
        for (int perMille : QUANTILES) {
            BigDecimal pips = BigDecimal.valueOf(facts.spreadPips(perMille))
                    .setScale(PIP_PLACES, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros();
            json.writeFieldName(
                    "q" + BigDecimal.valueOf(perMille, 3).stripTrailingZeros().toPlainString());
            json.writeNumber(pips.toPlainString());
        }
        json.writeEndObject();
    }

    private void writeHours() throws IOException {
        json.writeFieldName("ticks_per_hour_of_day_utc");
        json.writeArray(facts.profile().hours(), 0, facts.profile().hours().length);
    }

    private void writeFiles() throws IOException {
        json.writeArrayFieldStart("files");
        for (ImportedFile file : facts.files()) {
            Map<String, String> attributes = file.artifact().attributes();
            json.writeStartObject();
            json.writeStringField("name", file.name());
            writeTexts(attributes, "layout", "layout_also_fits");
            if (file.side().isPresent()) {
                json.writeStringField("side", file.side().get());
            }
            writeTexts(attributes, "clock", "clock_reason", "first", "last");
            for (String number : new String[] {"rows_read", "rows_kept", "bar_minutes", "decimals", "equal_times"}) {
                if (attributes.containsKey(number)) {
                    json.writeNumberField(number, Long.parseLong(attributes.get(number)));
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeTexts(Map<String, String> attributes, String... names) throws IOException {
        for (String name : names) {
            if (attributes.containsKey(name)) {
                json.writeStringField(name, attributes.get(name));
            }
        }
    }
}
