package dev.necrozma.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.necrozma.market.universe.DirectionContrast;
import dev.necrozma.market.universe.Looks;
import dev.necrozma.market.universe.UniverseInfo;
import dev.necrozma.market.universe.UniverseSummary;
import dev.necrozma.market.universe.UniverseSummary.LevelSummary;
import dev.necrozma.market.universe.UniverseSummary.SignatureCount;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What {@code universes show} tells, as one JSON object in one line, with every feature of each level: {@code version, name, symbol,
 * interval_minutes, lookback, total_candles, events, levels} (each {@code level, up, down, features}, of which each
 * {@code name, unit, up} and {@code down} with {@code count, mean, std}, {@code difference, z}; the
 * largest difference first, those not known left out), {@code distinct_signatures, signatures} (at most 50, each
 * {@code signature, events, up}), {@code looks} (differences that are known), {@code z_by_chance} (null without looks).
 */
final class UniverseSummaryJson {

    private static final int VERSION = 1;
    private static final int MOST_SIGNATURES = 50;

    private final JsonGenerator json;

    private UniverseSummaryJson(JsonGenerator json) {
        this.json = json;
    }

    static void print(PrintStream out, UniverseSummary summary) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            new UniverseSummaryJson(json).write(summary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println(text);
    }

    private void write(UniverseSummary summary) throws IOException {
        UniverseInfo info = summary.info();
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeStringField("name", info.name());
        json.writeStringField("symbol", info.symbol());
        json.writeNumberField("interval_minutes", info.intervalMinutes());
        json.writeNumberField("lookback", info.lookback());
        json.writeNumberField("total_candles", info.totalCandles());
        json.writeNumberField("events", summary.events());
        json.writeArrayFieldStart("levels");
        for (LevelSummary level : summary.levels()) {
            write(level);
        }
        json.writeEndArray();
        write(summary.signatures());
        json.writeNumberField("looks", summary.looks());
        if (summary.looks() == 0) {
            json.writeNullField("z_by_chance");
        } else {
            json.writeNumberField("z_by_chance", Looks.threshold(summary.looks(), UniversePage.CHANCE));
        }
        json.writeEndObject();
    }

    private void write(LevelSummary level) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", level.level().label());
        json.writeNumberField("up", level.ups());
        json.writeNumberField("down", level.downs());
        json.writeArrayFieldStart("features");
        for (DirectionContrast contrast : UniversePage.sorted(level.contrasts())) {
            json.writeStartObject();
            json.writeStringField("name", contrast.feature());
            json.writeStringField("unit", contrast.unit());
            write("up", contrast.upCount(), contrast.upMean(), contrast.upStd());
            write("down", contrast.downCount(), contrast.downMean(), contrast.downStd());
            json.writeNumberField("difference", contrast.standardisedDifference());
            json.writeNumberField("z", contrast.z());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(String direction, int count, double mean, double std) throws IOException {
        json.writeObjectFieldStart(direction);
        json.writeNumberField("count", count);
        json.writeNumberField("mean", mean);
        json.writeNumberField("std", std);
        json.writeEndObject();
    }

    private void write(List<SignatureCount> signatures) throws IOException {
        json.writeNumberField("distinct_signatures", signatures.size());
        json.writeArrayFieldStart("signatures");
        for (SignatureCount count : signatures.subList(0, Math.min(MOST_SIGNATURES, signatures.size()))) {
            json.writeStartObject();
            json.writeStringField("signature", count.signature());
            json.writeNumberField("events", count.events());
            json.writeNumberField("up", count.ups());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
