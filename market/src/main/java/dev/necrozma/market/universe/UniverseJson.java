package dev.necrozma.market.universe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.necrozma.market.text.ShortestDecimal;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * A universe as one JSON object, with the content of the Parquet form:
 *
 * <pre>{@code
 * {"name": "universe_5m_20lb", "symbol": "EURUSD", "interval_minutes": 5, "lookback": 20, "total_candles": 74000,
 *  "columns": [{"name": "return_mean", "unit": "pips", "reference": "sum(r) / n"}, …],
 *  "events": [
 *   {"timestamp": "2018-01-02T08:05:00Z", "direction": "up", "level": "small", "movement_pips": 1.2,
 *    "window_minutes": 100, "signature": "net:5|…", "return_mean": 0.1, …},
 *   …]}
 * }</pre>
 *
 * <p>{@code columns} are the features; nulls are written. A number is the shortest decimal that reads back as the stored one
 * (a 32-bit float, of {@code movement_pips} a double), the same on every JDK. One event a line.
 */
public final class UniverseJson {

    private UniverseJson() {}

    /** Writes a table; does not close the stream. */
    public static void write(UniverseTable table, OutputStream out) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        try (JsonGenerator json = factory.createGenerator(out)) {
            UniverseInfo info = table.info();
            json.writeStartObject();
            json.writeStringField("name", info.name());
            json.writeStringField("symbol", info.symbol());
            json.writeNumberField("interval_minutes", info.intervalMinutes());
            json.writeNumberField("lookback", info.lookback());
            json.writeNumberField("total_candles", info.totalCandles());
            writeColumns(table.features(), json);
            json.writeArrayFieldStart("events");
            for (int i = 0; i < table.size(); i++) {
                json.writeRaw('\n');
                writeEvent(table, i, json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writeColumns(List<FeatureColumn> features, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("columns");
        for (FeatureColumn feature : features) {
            json.writeStartObject();
            json.writeStringField("name", feature.name());
            json.writeStringField("unit", feature.unit());
            json.writeStringField("reference", feature.reference());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeEvent(UniverseTable table, int i, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(
                "timestamp", Instant.ofEpochSecond(0, table.timeNanos(i)).toString());
        json.writeStringField("direction", table.direction(i));
        json.writeStringField("level", table.level(i).label());
        json.writeFieldName("movement_pips");
        json.writeNumber(ShortestDecimal.of(table.movementPips(i)));
        json.writeNumberField("window_minutes", table.windowMinutes(i));
        json.writeStringField("signature", table.signature(i));
        for (FeatureColumn feature : table.features()) {
            json.writeFieldName(feature.name());
            if (feature.isNull(i)) {
                json.writeNull();
            } else {
                json.writeNumber(ShortestDecimal.of(feature.value(i)));
            }
        }
        json.writeEndObject();
    }
}
