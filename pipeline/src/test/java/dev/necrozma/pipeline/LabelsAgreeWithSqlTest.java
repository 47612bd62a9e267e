package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.market.label.Prices;
import dev.necrozma.pipeline.QuoteFile.Quote;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Outcomes, touches and times of published tables, against a join over the same ticks in a database. Prices are whole half-points
 * there (twice the quote in points), so that every comparison is exact.
 */
class LabelsAgreeWithSqlTest {

    private static final String NAME = "T5_S7.5_H60";
    private static final int TARGET = 100;
    private static final int STOP = 150;

    private static final String MINUTES = "CREATE TABLE minutes AS SELECT ns // 60000000000 AS minute,"
            + " arg_max(bid, row) AS bid, arg_max(ask, row) AS ask, max(bid + ask) AS high, min(bid + ask) AS low"
            + " FROM ticks WHERE ns // 60000000000 < (SELECT max(ns) // 60000000000 FROM ticks) GROUP BY 1";

    /* The entries: their time, and what a long and a short pay. */
    private static final String AT_CLOSES_MID =
            "SELECT (minute + 1) * 60000000000 AS ns, -1 AS row, bid + ask AS long, bid + ask AS short FROM minutes";
    private static final String AT_CLOSES_BID_ASK =
            "SELECT (minute + 1) * 60000000000 AS ns, -1 AS row, 2 * ask AS long, 2 * bid AS short FROM minutes";
    private static final String AT_TICKS_MID = "SELECT ns, row, bid + ask AS long, bid + ask AS short FROM ticks";
    private static final String AT_TICKS_BID_ASK = "SELECT ns, row, 2 * ask AS long, 2 * bid AS short FROM ticks";

    /* The path: when a point begins and is, and the prices that a long and a short reach there. */
    private static final String TICKS_MID =
            "SELECT ns, row, ns AS starts, bid + ask AS long_high, bid + ask AS long_low,"
                    + " bid + ask AS short_high, bid + ask AS short_low FROM ticks";
    private static final String TICKS_BID_ASK =
            "SELECT ns, row, ns AS starts, 2 * bid AS long_high, 2 * bid AS long_low,"
                    + " 2 * ask AS short_high, 2 * ask AS short_low FROM ticks";
    private static final String CANDLES = "SELECT (minute + 1) * 60000000000 AS ns, minute AS row,"
            + " minute * 60000000000 AS starts, high AS long_high, low AS long_low, high AS short_high, low AS short_low"
            + " FROM minutes";

    /* Which points an entry has, and whether its horizon is open, with E the last time of the path. */
    private static final String FROM_A_CLOSE_ON_TICKS = "path.ns >= entry.ns AND path.ns < entry.ns + HORIZON";
    private static final String FROM_A_TICK =
            "path.row > entry.row AND path.ns > entry.ns AND path.ns <= entry.ns + HORIZON";
    private static final String FROM_A_CLOSE_ON_CANDLES = "path.starts >= entry.ns AND path.ns <= entry.ns + HORIZON";
    private static final String BEYOND = "any_value(entry.ns) + HORIZON > (SELECT max(ns) FROM path)";
    private static final String AT_OR_BEYOND = "any_value(entry.ns) + HORIZON >= (SELECT max(ns) FROM path)";

    private static final LabelGrid GRID = Grids.tables(Grids.stops(Grids.SMALL, 7.5), Materialize.named(Set.of(NAME)));

    @TempDir
    private Path folder;

    @Test
    void closesOfMinutesOnMidsOfTicks() throws Exception {
        assertEveryRow(GRID, AT_CLOSES_MID, TICKS_MID, FROM_A_CLOSE_ON_TICKS, BEYOND);
    }

    @Test
    void closesOfMinutesOnBidAndAskOfTicks() throws Exception {
        LabelGrid grid = Grids.prices(GRID, Prices.BID_ASK);
        assertEveryRow(grid, AT_CLOSES_BID_ASK, TICKS_BID_ASK, FROM_A_CLOSE_ON_TICKS, BEYOND);
    }

    @Test
    void everyTickOnMids() throws Exception {
        LabelGrid grid = Grids.entries(GRID, LabelGrid.EVERY_TICK);
        assertEveryRow(grid, AT_TICKS_MID, TICKS_MID, FROM_A_TICK, AT_OR_BEYOND);
    }

    @Test
    void everyTickOnBidAndAsk() throws Exception {
        LabelGrid grid = Grids.prices(Grids.entries(GRID, LabelGrid.EVERY_TICK), Prices.BID_ASK);
        assertEveryRow(grid, AT_TICKS_BID_ASK, TICKS_BID_ASK, FROM_A_TICK, AT_OR_BEYOND);
    }

    @Test
    void closesOfMinutesOnCandles() throws Exception {
        LabelGrid grid = Grids.path(GRID, LabelGrid.Path.CANDLES);
        assertEveryRow(grid, AT_CLOSES_MID, CANDLES, FROM_A_CLOSE_ON_CANDLES, BEYOND);
    }

    private void assertEveryRow(LabelGrid grid, String entries, String path, String reach, String open)
            throws Exception {
        List<Quote> quotes = QuoteFile.walk(3_000);
        Path input = QuoteFile.write(folder.resolve("x"), QuoteFile.exness(quotes));
        Path output = folder.resolve("out");
        new TestRun(output, input).labelsAlone(grid).run();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            insert(connection, quotes);
            statement.execute(MINUTES);
            statement.execute("CREATE TABLE entry AS SELECT row_number() OVER (ORDER BY ns, row) - 1 AS number, *"
                    + " FROM (" + entries + ")");
            statement.execute("CREATE TABLE path AS " + path);
            statement.execute("CREATE TABLE published AS SELECT * FROM read_parquet('"
                    + output.resolve("labels/" + NAME + ".parquet") + "', file_row_number = true)");
            assertSide(statement, "up_", "long_high >= long + " + TARGET, "long_low <= long - " + STOP, reach, open);
            assertSide(
                    statement, "down_", "short_low <= short - " + TARGET, "short_high >= short + " + STOP, reach, open);
        }
    }

    private static void insert(Connection connection, List<Quote> quotes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ticks (row INTEGER, ns BIGINT, bid BIGINT, ask BIGINT)");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO ticks VALUES (?, ?, ?, ?)")) {
            for (int i = 0; i < quotes.size(); i++) {
                Quote quote = quotes.get(i);
                insert.setInt(1, i);
                // Files have milliseconds.
                insert.setLong(2, quote.time().truncatedTo(ChronoUnit.MILLIS).toEpochMilli() * 1_000_000);
                insert.setLong(3, quote.bid().movePointRight(5).longValueExact());
                insert.setLong(4, quote.ask().movePointRight(5).longValueExact());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void assertSide(
            Statement statement, String side, String target, String stop, String reach, String open)
            throws SQLException {
        String horizon = Long.toString(60 * 60_000_000_000L);
        statement.execute("CREATE OR REPLACE TABLE expected AS WITH touch AS (SELECT number, any_value(entry.ns) AS t,"
                + " min(path.row) FILTER (" + target + ") AS target_row, min(path.ns) FILTER (" + target
                + ") AS target_ns, min(path.row) FILTER (" + stop + ") AS stop_row, min(path.ns) FILTER (" + stop
                + ") AS stop_ns, (" + open.replace("HORIZON", horizon) + ") AS open FROM entry LEFT JOIN path ON ("
                + reach.replace("HORIZON", horizon) + ") GROUP BY number) SELECT number, t, CASE WHEN stop_row IS NULL"
                + " AND target_row IS NULL THEN 'none' WHEN stop_row IS NULL OR target_row < stop_row THEN 'target'"
                + " ELSE 'stop' END AS outcome, CASE WHEN target_row IS NOT NULL THEN true WHEN open THEN NULL ELSE"
                + " false END AS hit_target, CASE WHEN stop_row IS NOT NULL THEN true WHEN open THEN NULL ELSE false"
                + " END AS hit_stop, ((target_ns - t) / 60e9)::FLOAT AS time_to_target, ((stop_ns - t) / 60e9)::FLOAT"
                + " AS time_to_stop, open AND outcome = 'none' AS censored FROM touch");
        String differs = String.join(
                " OR ",
                List.of("outcome", "hit_target", "hit_stop", "time_to_target", "time_to_stop", "censored").stream()
                        .map(column -> "expected." + column + " IS DISTINCT FROM published." + side + column)
                        .toList());
        try (ResultSet counts = statement.executeQuery("SELECT count(*) FILTER (" + differs
                + " OR epoch_us(published.timestamp) IS DISTINCT FROM t // 1000),"
                + " count(*), (SELECT count(*) FROM entry), count(DISTINCT outcome), count(*) FILTER (censored),"
                + " (SELECT count(*) FROM published) FROM expected FULL JOIN published ON number = file_row_number")) {
            assertThat(counts.next()).isTrue();
            assertThat(counts.getLong(2))
                    .as("rows")
                    .isEqualTo(counts.getLong(3))
                    .isEqualTo(counts.getLong(6));
            assertThat(counts.getLong(1)).as(side + "rows that differ").isZero();
            assertThat(counts.getLong(4)).as("kinds of outcomes").isEqualTo(3);
            assertThat(counts.getLong(5)).as("censored").isPositive();
        }
    }
}
