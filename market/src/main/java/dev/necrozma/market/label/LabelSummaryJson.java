package dev.necrozma.market.label;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.necrozma.market.text.ShortestDecimal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Summaries as one JSON object, a configuration a line: {@code entries}, and {@code configurations} with {@code name, target, stop,
 * horizon}, and for {@code up} and {@code down} the numbers of {@link LabelSummary.Direction}; what is NaN there is null.
 */
public final class LabelSummaryJson {

    private static final Separators SEPARATORS =
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.NONE);

    private LabelSummaryJson() {}

    /** Writes at least one summary, all of the same entries; does not close the stream. */
    public static void write(List<LabelSummary> summaries, OutputStream out) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter(SEPARATORS)
                    .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
                    .withArrayIndenter(new DefaultIndenter("", "\n")));
            json.writeStartObject();
            json.writeNumberField("entries", summaries.get(0).entries());
            json.writeArrayFieldStart("configurations");
            for (LabelSummary summary : summaries) {
                write(summary, json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** Writes one summary as an object. */
    public static void write(LabelSummary summary, JsonGenerator json) throws IOException {
        LabelSpec spec = summary.spec();
        json.writeStartObject();
        json.writeStringField("name", spec.name());
        write("target", spec.targetPips(), json);
        write("stop", spec.stopPips(), json);
        write("horizon", spec.horizonMinutes(), json);
        write("up", summary.up(), json);
        write("down", summary.down(), json);
        json.writeEndObject();
    }

    private static void write(String name, LabelSummary.Direction direction, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("target", direction.target());
        json.writeNumberField("stop", direction.stop());
        json.writeNumberField("none", direction.none());
        json.writeNumberField("censored", direction.censored());
        json.writeNumberField("touched_target", direction.touchedTarget());
        json.writeNumberField("touched_stop", direction.touchedStop());
        write("minutes_to_target_sum", direction.minutesToTargetSum(), json);
        write("minutes_to_stop_sum", direction.minutesToStopSum(), json);
        write("success_rate", direction.successRate(), json);
        write("mean_mfe", direction.meanMfe(), json);
        write("mean_mae", direction.meanMae(), json);
        write("mean_r", direction.meanR(), json);
        write("expectancy_pips", direction.expectancyPips(), json);
        write("expectancy_low", direction.expectancyLow(), json);
        write("expectancy_high", direction.expectancyHigh(), json);
        json.writeEndObject();
    }

    private static void write(String name, double value, JsonGenerator json) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(name);
        } else {
            json.writeFieldName(name);
            json.writeNumber(ShortestDecimal.of(value));
        }
    }
}
