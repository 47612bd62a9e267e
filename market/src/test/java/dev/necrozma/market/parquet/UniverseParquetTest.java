package dev.necrozma.market.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.tick.TickSeries;
import dev.necrozma.market.universe.Context;
import dev.necrozma.market.universe.ContextSpec;
import dev.necrozma.market.universe.ContextTable;
import dev.necrozma.market.universe.DirectionContrast;
import dev.necrozma.market.universe.FeatureColumn;
import dev.necrozma.market.universe.Level;
import dev.necrozma.market.universe.Universe;
import dev.necrozma.market.universe.UniverseInfo;
import dev.necrozma.market.universe.UniverseJson;
import dev.necrozma.market.universe.UniverseMetadata;
import dev.necrozma.market.universe.UniverseSpec;
import dev.necrozma.market.universe.UniverseSummary;
import dev.necrozma.market.universe.UniverseSummary.LevelSummary;
import dev.necrozma.market.universe.UniverseSummary.SignatureCount;
import dev.necrozma.market.universe.UniverseTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UniverseParquetTest {

    private static final Instrument EURUSD = new Instrument("EURUSD", 0.0001);
    private static final long MINUTE = 60_000_000_000L;
    private static final Level[] LEVELS = Level.values();

    @TempDir
    Path folder;

    @Test
    void duckDbReadsEveryValue() throws Exception {
        UniverseTable table = universe();
        Path file = folder.resolve("universe.parquet");
        Files.write(file, parquet(table));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT *, epoch_us(timestamp) AS micros FROM '" + file + "' ORDER BY timestamp")) {
            for (int i = 0; i < table.size(); i++) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong("micros")).isEqualTo(table.timeNanos(i) / 1_000);
                assertThat(rows.getString("direction")).isEqualTo(table.direction(i));
                assertThat(rows.getString("level")).isEqualTo(table.level(i).label());
                assertThat(rows.getDouble("movement_pips")).isEqualTo(table.movementPips(i));
                assertThat(rows.getInt("window_minutes")).isEqualTo(table.windowMinutes(i));
                assertThat(rows.getString("signature")).isEqualTo(table.signature(i));
                for (FeatureColumn feature : table.features()) {
                    Object expected = feature.isNull(i) ? null : feature.value(i);
                    assertThat(rows.getObject(feature.name())).isEqualTo(expected);
                }
            }
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void duckDbSeesNarrowTypesAndUnits() throws Exception {
        Path file = folder.resolve("universe.parquet");
        Files.write(file, parquet(universe()));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            Map<String, String> types = new LinkedHashMap<>();
            try (ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM '" + file + "'")) {
                while (columns.next()) {
                    types.put(columns.getString(1), columns.getString(2));
                }
            }
            assertThat(types)
                    .containsEntry("timestamp", "TIMESTAMP WITH TIME ZONE")
                    .containsEntry("direction", "VARCHAR")
                    .containsEntry("movement_pips", "DOUBLE")
                    .containsEntry("window_minutes", "INTEGER")
                    .containsEntry("return_mean", "FLOAT");
            try (ResultSet unit = statement.executeQuery("SELECT value::VARCHAR FROM parquet_kv_metadata('" + file
                    + "') WHERE key::VARCHAR = 'necrozma.unit.trend_slope'")) {
                assertThat(unit.next()).isTrue();
                assertThat(unit.getString(1)).isEqualTo("pips/candle");
            }
        }
    }

    @Test
    void duckDbFindsUnitAndReferenceOfEveryColumn() throws Exception {
        Path file = folder.resolve("universe.parquet");
        Files.write(file, parquet(universe()));
        List<String> columns = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("WITH kv AS (SELECT key::VARCHAR AS key, value::VARCHAR AS value"
                                + " FROM parquet_kv_metadata('" + file + "'))"
                                + " SELECT name, type, unit.value AS unit, reference.value AS reference"
                                + " FROM parquet_schema('" + file + "')"
                                + " LEFT JOIN kv unit ON unit.key = 'necrozma.unit.' || name"
                                + " LEFT JOIN kv reference ON reference.key = 'necrozma.reference.' || name"
                                + " WHERE num_children IS NULL")) {
            while (rows.next()) {
                String column = rows.getString("name");
                columns.add(column);
                assertThat(rows.getString("unit")).as(column).isNotBlank();
                assertThat(rows.getString("reference")).as(column).isNotBlank();
                if (columns.size() > 6) {
                    assertThat(rows.getString("type")).as(column).isEqualTo("FLOAT");
                }
            }
        }
        assertThat(columns)
                .hasSize(6 + universe().features().size())
                .contains("return_mean", "ctx_permutation_entropy");
    }

    @Test
    void aSummaryAgreesWithSqlOverTheFile() throws Exception {
        UniverseSummary summary = new UniverseSummary(universe());
        Path file = folder.resolve("universe.parquet");
        Files.write(file, parquet(universe()));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            int compared = 0;
            for (LevelSummary level : summary.levels()) {
                for (DirectionContrast contrast : level.contrasts()) {
                    try (ResultSet row = statement.executeQuery(contrastQuery(file, level, contrast))) {
                        assertThat(row.next()).isTrue();
                        assertThat(List.of(contrast.upCount(), contrast.downCount(), level.ups(), level.downs()))
                                .as(contrast.feature())
                                .isEqualTo(List.of(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)));
                        if (contrast.upCount() > 0) {
                            assertThat(contrast.upMean())
                                    .isCloseTo(row.getDouble(5), within(tolerance(row.getDouble(5))));
                            assertThat(contrast.upStd())
                                    .isCloseTo(row.getDouble(6), within(tolerance(row.getDouble(6))));
                        }
                        if (contrast.downCount() > 0) {
                            assertThat(contrast.downMean())
                                    .isCloseTo(row.getDouble(7), within(tolerance(row.getDouble(7))));
                        }
                    }
                    compared++;
                }
            }
            assertThat(compared).isGreaterThanOrEqualTo(universe().features().size());
            try (ResultSet rows =
                    statement.executeQuery("SELECT signature, count(*), count(*) FILTER (direction = 'up') FROM '"
                            + file + "' GROUP BY 1 ORDER BY 2 DESC, 1")) {
                for (SignatureCount count : summary.signatures()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(count).isEqualTo(new SignatureCount(rows.getString(1), rows.getInt(2), rows.getInt(3)));
                }
                assertThat(rows.next()).isFalse();
            }
        }
    }

    private static String contrastQuery(Path file, LevelSummary level, DirectionContrast contrast) {
        String x = contrast.feature();
        return "SELECT count(" + x + ") FILTER (direction = 'up'), count(" + x + ") FILTER (direction = 'down'),"
                + " count(*) FILTER (direction = 'up'), count(*) FILTER (direction = 'down'),"
                + " avg(" + x + "::DOUBLE) FILTER (direction = 'up'), stddev_pop(" + x
                + "::DOUBLE) FILTER (direction = 'up'), avg(" + x + "::DOUBLE) FILTER (direction = 'down') FROM '"
                + file
                + "' WHERE level = '" + level.level().label() + "'";
    }

    private static double tolerance(double value) {
        return 1e-9 + 1e-6 * Math.abs(value);
    }

    @Test
    void filesOfManyPagesAndRowGroupsAreWhole() throws Exception {
        int size = 300_001;
        UniverseTable table = synthetic(size);
        byte[] bytes = parquet(table);
        assertSame(UniverseParquet.read(bytes), table);
        Path file = folder.resolve("large.parquet");
        Files.write(file, bytes);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*), count(a), sum(b), count(DISTINCT level),"
                        + " count(*) FILTER (movement_pips = window_minutes) FROM '" + file + "'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(size);
            assertThat(row.getInt(2)).isEqualTo(size - (size + 2) / 3);
            assertThat(row.getDouble(3)).isEqualTo(size * (size - 1.0) / 2);
            assertThat(row.getInt(4)).isEqualTo(4);
            assertThat(row.getInt(5)).isEqualTo(size);
        }
    }

    private static UniverseTable synthetic(int size) {
        long[] times = new long[size];
        boolean[] ups = new boolean[size];
        Level[] levels = new Level[size];
        double[] movements = new double[size];
        int[] minutes = new int[size];
        int[] signatures = new int[size];
        float[] a = new float[size];
        float[] b = new float[size];
        long[] nulls = new long[FeatureColumn.words(size)];
        for (int i = 0; i < size; i++) {
            times[i] = i * MINUTE;
            ups[i] = i % 7 == 0;
            levels[i] = LEVELS[i % 4];
            movements[i] = i % 1_000;
            minutes[i] = i % 1_000;
            signatures[i] = Math.min(i / 100_000, 2);
            b[i] = i;
            if (i % 3 == 0) {
                nulls[i >>> 6] |= 1L << (i & 63);
            } else {
                a[i] = i / 8f;
            }
        }
        return new UniverseTable(
                new UniverseInfo("EURUSD", 1, 5, size, 0, (size - 1) * MINUTE),
                times,
                ups,
                levels,
                movements,
                minutes,
                signatures,
                List.of("x:1", "x:2", "x:3"),
                List.of(
                        new FeatureColumn("a", "pips", "an a", a, nulls),
                        new FeatureColumn("b", "1", "a b", b, new long[0])));
    }

    @Test
    void readsBackWhatWasWritten() throws IOException {
        UniverseTable table = universe();
        assertSame(UniverseParquet.read(parquet(table)), table);
    }

    @Test
    void keepsAnEmptyUniverse() throws IOException {
        TickSeries none = new TickSeries(new long[0], new double[0], new double[0], 0, 5);
        CandleSeries candles = Candles.fromTicks(none, 1, EURUSD, true);
        UniverseTable table = Universe.compute(candles, UniverseSpec.of(1, 5), EURUSD);
        UniverseTable read = UniverseParquet.read(parquet(table));
        assertThat(read.size()).isZero();
        assertSame(read, table);
        assertThat(metadata(table)).contains("\"first_timestamp\" : null", "\"total_patterns\" : 0");
    }

    private static void assertSame(UniverseTable actual, UniverseTable expected) {
        assertThat(actual.info()).isEqualTo(expected.info());
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int i = 0; i < actual.size(); i++) {
            boolean same = actual.timeNanos(i) == expected.timeNanos(i)
                    && actual.up(i) == expected.up(i)
                    && actual.level(i) == expected.level(i)
                    && actual.movementPips(i) == expected.movementPips(i)
                    && actual.windowMinutes(i) == expected.windowMinutes(i)
                    && actual.signature(i).equals(expected.signature(i));
            assertThat(same).as("event " + i).isTrue();
        }
        assertThat(actual.features()).hasSameSizeAs(expected.features());
        for (int column = 0; column < actual.features().size(); column++) {
            assertSame(actual.features().get(column), expected.features().get(column), actual.size());
        }
    }

    private static void assertSame(FeatureColumn actual, FeatureColumn expected, int size) {
        assertThat(actual.name()).isEqualTo(expected.name());
        assertThat(actual.unit()).isEqualTo(expected.unit());
        assertThat(actual.reference()).isEqualTo(expected.reference());
        for (int i = 0; i < size; i++) {
            assertThat(actual.isNull(i) == expected.isNull(i) && actual.value(i) == expected.value(i))
                    .as(actual.name() + " " + i)
                    .isTrue();
        }
    }

    @Test
    void jsonHasTheContentOfParquet() throws IOException {
        UniverseTable table = universe();
        UniverseTable converted = UniverseParquet.read(parquet(table));
        assertThat(json(converted)).isEqualTo(json(table));
        List<Map<String, String>> events = events(json(table));
        assertThat(events).hasSize(table.size());
        for (int i = 0; i < table.size(); i++) {
            Map<String, String> event = events.get(i);
            assertThat(event)
                    .containsEntry(
                            "timestamp",
                            Instant.ofEpochSecond(0, table.timeNanos(i)).toString())
                    .containsEntry("direction", table.direction(i))
                    .containsEntry("level", table.level(i).label())
                    .containsEntry("window_minutes", Integer.toString(table.windowMinutes(i)))
                    .containsEntry("signature", table.signature(i))
                    .hasSize(6 + table.features().size());
            assertThat(Double.parseDouble(event.get("movement_pips"))).isEqualTo(table.movementPips(i));
            for (FeatureColumn feature : table.features()) {
                String text = event.get(feature.name());
                assertThat("null".equals(text)).isEqualTo(feature.isNull(i));
                if (!feature.isNull(i)) {
                    assertThat(Float.parseFloat(text)).isEqualTo(feature.value(i));
                }
            }
        }
    }

    private static List<Map<String, String>> events(byte[] json) throws IOException {
        List<Map<String, String>> events = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (!"events".equals(parser.currentName())) {
                parser.nextToken();
            }
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> event = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    event.put(name, parser.getText());
                }
                events.add(event);
            }
        }
        return events;
    }

    @Test
    void theSameTableGivesTheSameBytes() throws IOException {
        UniverseTable table = universe();
        assertThat(parquet(table)).isEqualTo(parquet(universe()));
        assertThat(json(table)).isEqualTo(json(universe()));
        assertThat(metadata(table)).isEqualTo(metadata(universe()));
        assertThat(metadata(UniverseParquet.read(parquet(table)))).isEqualTo(metadata(table));
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        byte[] bytes = parquet(universe());
        SplittableRandom random = new SplittableRandom(6);
        for (int length : new int[] {0, 3, 12, bytes.length / 2, bytes.length - 1}) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> UniverseParquet.read(truncated)).isInstanceOf(IOException.class);
        }
        for (int i = 0; i < 50; i++) {
            byte[] damaged = bytes.clone();
            damaged[bytes.length / 4 + random.nextInt(1_000)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> UniverseParquet.read(damaged)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void metadataAgreesWithSqlOverTheFile() throws Exception {
        UniverseTable table = universe();
        Path file = folder.resolve("universe.parquet");
        Files.write(file, parquet(table));
        String metadata = metadata(table);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*), count(DISTINCT signature), min(range_mean), max(range_mean) FROM '" + file
                                + "' WHERE level = 'small' AND direction = 'up'")) {
            assertThat(row.next()).isTrue();
            assertThat(metadata)
                    .contains("\"small\" : {\n      \"up\" : " + row.getInt(1))
                    .contains("\"min\" : " + Float.toString(row.getFloat(3)))
                    .contains("\"fingerprint\" : \"f00d\"", "\"key\" : \"universes/…\"")
                    .contains("\"total_patterns\" : " + table.size());
        }
    }

    static UniverseTable universe() {
        SplittableRandom random = new SplittableRandom(9);
        int size = 12_000;
        long[] times = new long[size];
        double[] bids = new double[size];
        double[] asks = new double[size];
        long bid = 110_000;
        for (int i = 0; i < size; i++) {
            bid += i % 3_000 < 2_400 ? random.nextLong(-4, 5) : random.nextInt(60) == 0 ? 20 : 0;
            times[i] = i * (MINUTE / 5);
            bids[i] = bid / 1e5;
            asks[i] = (bid + 5) / 1e5;
        }
        TickSeries ticks = new TickSeries(times, bids, asks, size, 5);
        CandleSeries candles = Candles.fromTicks(ticks, 1, EURUSD, true);
        try {
            ContextTable context = Context.compute(candles, ContextSpec.of(1), Runnable::run);
            return Universe.compute(candles, UniverseSpec.of(1, 10), EURUSD, Optional.of(context));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] parquet(UniverseTable table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UniverseParquet.write(table, out);
        return out.toByteArray();
    }

    private static byte[] json(UniverseTable table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UniverseJson.write(table, out);
        return out.toByteArray();
    }

    private static String metadata(UniverseTable table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UniverseMetadata.write(table, "f00d", "universes/…", out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
