package dev.necrozma.market.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.necrozma.market.universe.FeatureColumn;
import dev.necrozma.market.universe.UniverseInfo;
import dev.necrozma.market.universe.UniverseTable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of the Parquet form, and what its key-value metadata tells of them. */
final class UniverseSchema {

    static final String TIMESTAMP = "timestamp";
    static final String DIRECTION = "direction";
    static final String LEVEL = "level";
    static final String MOVEMENT_PIPS = "movement_pips";
    static final String WINDOW_MINUTES = "window_minutes";
    static final String SIGNATURE = "signature";
    static final int FIRST_FEATURE = 6;

    private static final String PREFIX = "necrozma.";
    private static final String UNIT = PREFIX + "unit.";
    private static final String REFERENCE = PREFIX + "reference.";

    private UniverseSchema() {}

    static MessageType of(UniverseTable table) {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        schema.addField(Types.required(INT64).as(timestampType(true, MICROS)).named(TIMESTAMP));
        schema.addField(text(DIRECTION));
        schema.addField(text(LEVEL));
        schema.addField(Types.required(DOUBLE).named(MOVEMENT_PIPS));
        schema.addField(Types.required(INT32).named(WINDOW_MINUTES));
        schema.addField(text(SIGNATURE));
        for (FeatureColumn feature : table.features()) {
            schema.addField(Types.optional(FLOAT).named(feature.name()));
        }
        return schema.named("universe");
    }

    private static Type text(String name) {
        return Types.required(BINARY).as(stringType()).named(name);
    }

    static Map<String, String> metadata(UniverseTable table) {
        Map<String, String> metadata = new LinkedHashMap<>();
        UniverseInfo info = table.info();
        metadata.put(PREFIX + "name", info.name());
        metadata.put(PREFIX + "symbol", info.symbol());
        metadata.put(PREFIX + "interval_minutes", Integer.toString(info.intervalMinutes()));
        metadata.put(PREFIX + "lookback", Integer.toString(info.lookback()));
        metadata.put(PREFIX + "total_candles", Integer.toString(info.totalCandles()));
        metadata.put(PREFIX + "first_candle_nanos", Long.toString(info.firstCandleNanos()));
        metadata.put(PREFIX + "last_candle_nanos", Long.toString(info.lastCandleNanos()));
        describe(metadata, TIMESTAMP, "UTC", "left edge of the event's candle");
        describe(metadata, DIRECTION, "up or down", "sign of close - open");
        describe(metadata, LEVEL, "small, medium, large or very_large", "class of movement_pips");
        describe(metadata, MOVEMENT_PIPS, "pips", "|close - open|");
        describe(
                metadata,
                WINDOW_MINUTES,
                "minutes",
                "left edge of the window's first to right edge of its last candle");
        describe(metadata, SIGNATURE, "name:bin|…", "bins 1 to 5, filled evenly by a Gaussian random walk");
        for (FeatureColumn feature : table.features()) {
            describe(metadata, feature.name(), feature.unit(), feature.reference());
        }
        return metadata;
    }

    private static void describe(Map<String, String> metadata, String column, String unit, String reference) {
        metadata.put(UNIT + column, unit);
        metadata.put(REFERENCE + column, reference);
    }

    static UniverseInfo info(Map<String, String> metadata) throws IOException {
        try {
            return new UniverseInfo(
                    get(metadata, PREFIX + "symbol"),
                    Integer.parseInt(get(metadata, PREFIX + "interval_minutes")),
                    Integer.parseInt(get(metadata, PREFIX + "lookback")),
                    Integer.parseInt(get(metadata, PREFIX + "total_candles")),
                    Long.parseLong(get(metadata, PREFIX + "first_candle_nanos")),
                    Long.parseLong(get(metadata, PREFIX + "last_candle_nanos")));
        } catch (NumberFormatException e) {
            throw new IOException("not a universe: " + e.getMessage(), e);
        }
    }

    static String unit(Map<String, String> metadata, String column) throws IOException {
        return get(metadata, UNIT + column);
    }

    static String reference(Map<String, String> metadata, String column) throws IOException {
        return get(metadata, REFERENCE + column);
    }

    private static String get(Map<String, String> metadata, String key) throws IOException {
        String value = metadata.get(key);
        if (value == null) {
            throw new IOException("not a universe: its metadata has no " + key);
        }
        return value;
    }
}
