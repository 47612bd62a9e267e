package dev.necrozma.market.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.label.LabelSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbReadsLabelTablesTest {

    @TempDir
    Path folder;

    @Test
    void everyValueOfCandles() throws Exception {
        assertEveryValue(LabelFixture.candleSeries(4_000, 21));
    }

    @Test
    void everyValueOfTicks() throws Exception {
        assertEveryValue(LabelFixture.tickSeries(4_000, 22));
    }

    private void assertEveryValue(LabelSeries series) throws Exception {
        Path file = write(series);
        Map<String, Object> expected = LabelFixture.columns(LabelFixture.SPEC, series);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * REPLACE (epoch_us(timestamp) * 1000 AS timestamp,"
                        + " epoch_us(candle_timestamp) * 1000 AS candle_timestamp) FROM '" + file + "'")) {
            for (int i = 0; i < series.size(); i++) {
                assertThat(rows.next()).isTrue();
                for (String column : expected.keySet()) {
                    assertThat(rows.getObject(column))
                            .as(column)
                            .isEqualTo(LabelFixture.value(column, expected.get(column), i));
                }
            }
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void countsNullsSumsAndStatisticsOfSeveralRowGroups() throws Exception {
        LabelSeries series = LabelFixture.tickSeries(5 * LabelSeries.CHUNK / 2, 23);
        Path file = write(series);
        Map<String, Object> expected = LabelFixture.columns(LabelFixture.SPEC, series);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String column : expected.keySet()) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 0; i < series.size(); i++) {
                    values.add(LabelFixture.value(column, expected.get(column), i));
                }
                assertCounts(statement, file, column, values);
                assertStatistics(statement, file, column);
            }
        }
    }

    private static void assertCounts(Statement statement, Path file, String column, List<@Nullable Object> values)
            throws SQLException {
        String sum = values.stream().anyMatch(String.class::isInstance)
                ? "sum(length(" + column + "))"
                : column.endsWith("timestamp")
                        ? "sum(epoch_us(" + column + ")::DOUBLE * 1000)"
                        : "sum(" + column + "::DOUBLE)";
        try (ResultSet row = statement.executeQuery("SELECT count(*), count(" + column + "), count(DISTINCT " + column
                + "), " + sum + " FROM '" + file + "'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(values.size());
            assertThat(row.getLong(2))
                    .as(column)
                    .isEqualTo(values.stream().filter(Objects::nonNull).count());
            assertThat(row.getLong(3))
                    .as(column)
                    .isEqualTo(
                            values.stream().filter(Objects::nonNull).distinct().count());
            double total = values.stream()
                    .filter(Objects::nonNull)
                    .mapToDouble(DuckDbReadsLabelTablesTest::number)
                    .sum();
            assertThat(row.getDouble(4)).as(column).isCloseTo(total, within(1e-9 * Math.abs(total)));
        }
    }

    private static double number(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        return ((Number) value).doubleValue();
    }

    /* Of each row group, by the values in it. */
    private static void assertStatistics(Statement statement, Path file, String column) throws SQLException {
        try (ResultSet rows = statement.executeQuery("WITH told AS (SELECT row_group_id, stats_min_value AS low,"
                + " stats_max_value AS high, stats_null_count AS nulls FROM parquet_metadata('" + file
                + "') WHERE path_in_schema = '" + column + "'), found AS (SELECT file_row_number // "
                + LabelSeries.CHUNK + " AS row_group_id, min(" + column + ") AS low, max(" + column
                + ") AS high, count(*) - count(" + column + ") AS nulls, any_value(" + column
                + ") AS any FROM read_parquet('" + file + "', file_row_number = true) GROUP BY 1)"
                + " SELECT count(*), count(*) FILTER (told.nulls = found.nulls AND (found.any IS NULL OR ("
                + cast("told.low", column) + " = found.low AND " + cast("told.high", column)
                + " = found.high))) FROM told JOIN found USING (row_group_id)")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(3);
            assertThat(rows.getInt(2)).as(column).isEqualTo(3);
        }
    }

    private static String cast(String text, String column) {
        String type = column.endsWith("timestamp")
                ? "TIMESTAMPTZ"
                : column.endsWith("price")
                        ? "DOUBLE"
                        : column.endsWith("outcome") ? "VARCHAR" : LabelFixture.isTruth(column) ? "BOOLEAN" : "FLOAT";
        return text + "::" + type;
    }

    @Test
    void narrowTypesUnitsAndPages() throws Exception {
        Path file = write(LabelFixture.candleSeries(300, 24));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            Map<String, String> types = new LinkedHashMap<>();
            try (ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM '" + file + "'")) {
                while (columns.next()) {
                    types.put(columns.getString(1), columns.getString(2));
                }
            }
            assertThat(types)
                    .hasSize(26)
                    .containsEntry("candle_timestamp", "TIMESTAMP WITH TIME ZONE")
                    .containsEntry("down_entry_price", "DOUBLE")
                    .containsEntry("up_outcome", "VARCHAR")
                    .containsEntry("down_hit_stop", "BOOLEAN")
                    .containsEntry("up_time_to_stop", "FLOAT")
                    .containsEntry("down_mae", "FLOAT");
            Map<String, String> metadata = new LinkedHashMap<>();
            try (ResultSet entries = statement.executeQuery(
                    "SELECT decode(key), decode(value) FROM parquet_kv_metadata('" + file + "')")) {
                while (entries.next()) {
                    metadata.put(entries.getString(1), entries.getString(2));
                }
            }
            assertThat(metadata)
                    .containsEntry("necrozma.name", "T10_S5_H60")
                    .containsEntry("necrozma.symbol", "EURUSD")
                    .containsEntry("necrozma.target_pips", "10")
                    .containsEntry("necrozma.stop_pips", "5")
                    .containsEntry("necrozma.horizon_minutes", "60")
                    .containsEntry("necrozma.prices", "mid")
                    .containsEntry("necrozma.entries", "1m")
                    .containsEntry("necrozma.path", "ticks")
                    .containsEntry("necrozma.unit.up_mfe", "pips")
                    .containsEntry("necrozma.unit.down_time_to_stop", "minutes");
            for (String column : types.keySet()) {
                assertThat(metadata).containsKeys("necrozma.unit." + column, "necrozma.reference." + column);
            }
        }
    }

    private Path write(LabelSeries series) throws IOException {
        return Files.write(
                folder.resolve("T10_S5_H60.parquet"),
                LabelFixture.table(LabelFixture.SPEC, new SharedColumns(series, 1)));
    }
}
