package dev.necrozma.market.universe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.necrozma.market.text.ShortestDecimal;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a universe holds, as a small JSON object that is the same from run to run: {@code name, symbol, interval_minutes, lookback,
 * first_timestamp} and {@code last_timestamp} (left edges of the first and last complete candle, null without candles),
 * {@code total_candles, total_patterns, levels} (level to direction to count), {@code directions} (direction to count),
 * {@code distinct_signatures, most_frequent_signatures} (at most 50, by count, then by name), {@code statistics} (level to direction to
 * feature to {@code count, mean, std, min, max} of the stored values that are not null; levels and directions without events
 * are left out, as are features without values), {@code fingerprint, key}.
 */
public final class UniverseMetadata {

    private static final int MOST_FREQUENT = 50;
    private static final boolean[] DIRECTIONS = {true, false};

    private final UniverseTable table;
    private final JsonGenerator json;

    private UniverseMetadata(UniverseTable table, JsonGenerator json) {
        this.table = table;
        this.json = json;
    }

    /**
     * Writes the metadata of a table; does not close the stream.
     *
     * @param fingerprint of the stored table
     * @param key of what determines it
     */
    public static void write(UniverseTable table, String fingerprint, String key, OutputStream out) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        // Lines end alike on every system.
        DefaultPrettyPrinter lines = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.setPrettyPrinter(lines);
            new UniverseMetadata(table, json).write(fingerprint, key);
            json.writeRaw('\n');
        }
    }

    private void write(String fingerprint, String key) throws IOException {
        UniverseInfo info = table.info();
        json.writeStartObject();
        json.writeStringField("name", info.name());
        json.writeStringField("symbol", info.symbol());
        json.writeNumberField("interval_minutes", info.intervalMinutes());
        json.writeNumberField("lookback", info.lookback());
        writeTime("first_timestamp", info.firstCandleNanos());
        writeTime("last_timestamp", info.lastCandleNanos());
        json.writeNumberField("total_candles", info.totalCandles());
        json.writeNumberField("total_patterns", table.size());
        writeCounts();
        writeSignatures();
        writeStatistics();
        json.writeStringField("fingerprint", fingerprint);
        json.writeStringField("key", key);
        json.writeEndObject();
    }

    private void writeTime(String field, long nanos) throws IOException {
        if (table.info().totalCandles() == 0) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, Instant.ofEpochSecond(0, nanos).toString());
        }
    }

    private void writeCounts() throws IOException {
        json.writeObjectFieldStart("levels");
        for (Level level : Level.values()) {
            json.writeObjectFieldStart(level.label());
            for (boolean up : DIRECTIONS) {
                json.writeNumberField(direction(up), events(level, up).length);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        int ups = (int) IntStream.range(0, table.size()).filter(table::up).count();
        json.writeObjectFieldStart("directions");
        json.writeNumberField(direction(true), ups);
        json.writeNumberField(direction(false), table.size() - ups);
        json.writeEndObject();
    }

    private static String direction(boolean up) {
        return up ? "up" : "down";
    }

    private int[] events(Level level, boolean up) {
        return IntStream.range(0, table.size())
                .filter(i -> table.level(i) == level && table.up(i) == up)
                .toArray();
    }

    private void writeSignatures() throws IOException {
        List<String> texts = table.signatureTexts();
        int[] counts = new int[texts.size()];
        for (int i = 0; i < table.size(); i++) {
            counts[table.signatureIndex(i)]++;
        }
        json.writeNumberField("distinct_signatures", texts.size());
        json.writeObjectFieldStart("most_frequent_signatures");
        List<Integer> byCount = IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> -counts[i]).thenComparing(texts::get))
                .limit(MOST_FREQUENT)
                .toList();
        for (int i : byCount) {
            json.writeNumberField(texts.get(i), counts[i]);
        }
        json.writeEndObject();
    }

    private void writeStatistics() throws IOException {
        json.writeObjectFieldStart("statistics");
        for (Level level : Level.values()) {
            boolean present = IntStream.range(0, table.size()).anyMatch(i -> table.level(i) == level);
            if (present) {
                json.writeObjectFieldStart(level.label());
                for (boolean up : DIRECTIONS) {
                    writeStatistics(events(level, up), direction(up));
                }
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private void writeStatistics(int[] events, String direction) throws IOException {
        if (events.length == 0) {
            return;
        }
        json.writeObjectFieldStart(direction);
        for (FeatureColumn feature : table.features()) {
            writeStatistics(events, feature);
        }
        json.writeEndObject();
    }

    private void writeStatistics(int[] events, FeatureColumn feature) throws IOException {
        int count = 0;
        double sum = 0;
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (int i : events) {
            if (!feature.isNull(i)) {
                float value = feature.value(i);
                count++;
                sum += value;
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        if (count == 0) {
            return;
        }
        double mean = sum / count;
        double squares = 0;
        for (int i : events) {
            if (!feature.isNull(i)) {
                double deviation = feature.value(i) - mean;
                squares += deviation * deviation;
            }
        }
        json.writeObjectFieldStart(feature.name());
        json.writeNumberField("count", count);
        writeNumber("mean", ShortestDecimal.of(mean));
        writeNumber("std", ShortestDecimal.of(Math.sqrt(squares / count)));
        writeNumber("min", ShortestDecimal.of(min));
        writeNumber("max", ShortestDecimal.of(max));
        json.writeEndObject();
    }

    private void writeNumber(String field, String number) throws IOException {
        json.writeFieldName(field);
        json.writeNumber(number);
    }
}
