package dev.necrozma.market.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.Prices;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;

/** The columns of a label table, and what its key-value metadata tells of them. */
final class LabelSchema {

    static final String TIMESTAMP = "timestamp";
    static final String CANDLE_TIMESTAMP = "candle_timestamp";
    static final List<String> DIRECTIONS = List.of("up_", "down_");

    /** The first column of each direction; those before are the same for every configuration. */
    static final int UP = 4;

    static final int DOWN = 15;
    static final int DIRECTION_COLUMNS = DOWN - UP;

    /** Places of columns after the first of a direction. */
    static final int OUTCOME = 0;

    static final int HIT_TARGET = 1;
    static final int HIT_STOP = 2;
    static final int TIME_TO_TARGET = 3;
    static final int TIME_TO_STOP = 4;
    static final int EXIT_PIPS = 5;
    static final int R_MULTIPLE = 6;
    static final int MFE = 7;
    static final int MAE = 8;
    static final int MAX_GAP_MINUTES = 9;
    static final int CENSORED = 10;

    private static final String ENTRY_PRICE = "entry_price";
    private static final String PREFIX = "necrozma.";
    private static final String NAME = PREFIX + "name";
    private static final String SYMBOL = PREFIX + "symbol";
    private static final String UNIT = PREFIX + "unit.";
    private static final String REFERENCE = PREFIX + "reference.";
    private static final String PIPS = "pips";
    private static final String MINUTES = "minutes";
    private static final String TRUTH = "true or false";

    private LabelSchema() {}

    static final MessageType SCHEMA = schema();

    private static MessageType schema() {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        schema.addField(Types.required(INT64).as(timestampType(true, MICROS)).named(TIMESTAMP));
        schema.addField(Types.required(INT64).as(timestampType(true, MICROS)).named(CANDLE_TIMESTAMP));
        for (String direction : DIRECTIONS) {
            schema.addField(Types.required(DOUBLE).named(direction + ENTRY_PRICE));
        }
        for (String direction : DIRECTIONS) {
            schema.addField(Types.required(BINARY).as(stringType()).named(direction + "outcome"));
            schema.addField(Types.optional(BOOLEAN).named(direction + "hit_target"));
            schema.addField(Types.optional(BOOLEAN).named(direction + "hit_stop"));
            schema.addField(nullableFloat(direction + "time_to_target"));
            schema.addField(nullableFloat(direction + "time_to_stop"));
            schema.addField(nullableFloat(direction + "exit_pips"));
            schema.addField(nullableFloat(direction + "r_multiple"));
            schema.addField(Types.required(FLOAT).named(direction + "mfe"));
            schema.addField(Types.required(FLOAT).named(direction + "mae"));
            schema.addField(nullableFloat(direction + "max_gap_minutes"));
            schema.addField(Types.required(BOOLEAN).named(direction + "censored"));
        }
        return schema.named("labels");
    }

    static PrimitiveType type(int column) {
        return SCHEMA.getType(column).asPrimitiveType();
    }

    private static PrimitiveType nullableFloat(String name) {
        return Types.optional(FLOAT).named(name);
    }

    static Map<String, String> metadata(LabelSpec spec, Prices prices, LabelOrigin origin) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(NAME, spec.name());
        metadata.put(SYMBOL, origin.symbol());
        metadata.put(PREFIX + "target_pips", LabelSpec.number(spec.targetPips()));
        metadata.put(PREFIX + "stop_pips", LabelSpec.number(spec.stopPips()));
        metadata.put(PREFIX + "horizon_minutes", LabelSpec.number(spec.horizonMinutes()));
        metadata.put(PREFIX + "prices", prices.name().toLowerCase(Locale.ROOT));
        metadata.put(PREFIX + "entries", origin.entries());
        metadata.put(PREFIX + "path", origin.path());
        describe(metadata, TIMESTAMP, "UTC", "the time t of the entry");
        describe(
                metadata,
                CANDLE_TIMESTAMP,
                "UTC",
                "left edge of the candle that the entry closes; of an entry at a tick, of its minute");
        for (String direction : DIRECTIONS) {
            boolean up = direction.equals("up_");
            describe(
                    metadata,
                    direction + ENTRY_PRICE,
                    "quote currency",
                    up ? "price at which a long is opened" : "price at which a short is opened");
        }
        for (String direction : DIRECTIONS) {
            describeDirection(metadata, direction);
        }
        return metadata;
    }

    private static void describeDirection(Map<String, String> metadata, String direction) {
        describe(
                metadata,
                direction + "outcome",
                "target, stop or none",
                "level touched first within the horizon; stop if both at the same point of the path");
        describe(
                metadata,
                direction + "hit_target",
                TRUTH,
                "target touched within the horizon; null: not yet, and the horizon is open");
        describe(
                metadata,
                direction + "hit_stop",
                TRUTH,
                "stop touched within the horizon; null: not yet, and the horizon is open");
        describe(metadata, direction + "time_to_target", MINUTES, "from t to the touch of the target; null: untouched");
        describe(metadata, direction + "time_to_stop", MINUTES, "from t to the touch of the stop; null: untouched");
        describe(metadata, direction + "exit_pips", PIPS, "gain at the exit; null: no path within the horizon");
        describe(
                metadata,
                direction + "r_multiple",
                "multiples of the stop",
                "target/stop if the target was touched first, -1 if the stop, else null");
        describe(metadata, direction + "mfe", PIPS, "maximum favourable excursion until the exit");
        describe(metadata, direction + "mae", PIPS, "maximum adverse excursion until the exit, at most 0");
        describe(
                metadata,
                direction + "max_gap_minutes",
                MINUTES,
                "longest wait for a path point until the exit; null: no path within the horizon");
        describe(metadata, direction + "censored", TRUTH, "outcome undecided and horizon open at the end of the data");
    }

    private static void describe(Map<String, String> metadata, String column, String unit, String reference) {
        metadata.put(UNIT + column, unit);
        metadata.put(REFERENCE + column, reference);
    }

    static String name(Map<String, String> metadata) throws IOException {
        return get(metadata, NAME);
    }

    static String symbol(Map<String, String> metadata) throws IOException {
        return get(metadata, SYMBOL);
    }

    private static String get(Map<String, String> metadata, String key) throws IOException {
        String value = metadata.get(key);
        if (value == null) {
            throw new IOException("its metadata has no " + key);
        }
        return value;
    }
}
