package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.market.tick.BarSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DuckDB writes the same ticks as text and as Parquet; both must give the same months. */
class TableFeedTest extends FeedFixture {

    private static final int ROWS = 50_000;

    private static final String TICKS =
            "SELECT i, make_timestamp(1398888000000000 + i * 14000 + (hash(i) % 13000)::BIGINT) AS t,"
                    + " round(1.38 + (hash(i + 7) % 900) / 100000, 5) AS bid,"
                    + " round(1.38 + (hash(i + 7) % 900 + hash(i + 5) % 30) / 100000, 5) AS ask FROM range(" + ROWS
                    + ") r(i)";

    private final Months ofText = new Months();

    @BeforeEach
    void readTheText() throws IOException, SQLException {
        Path text = directory.resolve("ticks.csv");
        duckDb("COPY (SELECT strftime(t, '%Y-%m-%dT%H:%M:%S.%fZ') AS timestamp, bid, ask FROM (" + TICKS
                + ") ORDER BY i) TO '" + text + "' (HEADER)");
        FeedReader.read(text, FeedOptions.defaults(), ofText);
        assertThat(ofText.tickLines()).hasSize(ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"})
    void readsPagesOfEachCodec(String codec) throws Exception {
        write("t AS timestamp, bid, ask, (bid + ask) / 2 AS mid_price", codec);
        assertSameAsText();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t::TIMESTAMP_NS",
                "t AT TIME ZONE 'UTC'",
                "epoch_ns(t)",
                "epoch_us(t)",
                "epoch_us(t) / 1e6",
            })
    void readsTimesOfEachUnit(String time) throws Exception {
        write(time + " AS timestamp, bid, ask", "snappy");
        assertSameAsText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"date_trunc('milliseconds', t)::TIMESTAMP_MS", "epoch_ms(date_trunc('milliseconds', t))"})
    void readsMilliseconds(String time) throws Exception {
        write(time + " AS timestamp, bid, ask", "zstd");
        FeedReader.read(x(), FeedOptions.defaults(), months);
        assertThat(months.tickLines())
                .isEqualTo(ofText.tickLines().stream()
                        .map(line -> line.replaceFirst("^(\\d{13})\\d{6}", "$1000000"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOAT", "DECIMAL(9, 5)", "DECIMAL(18, 7)", "DECIMAL(38, 6)"})
    void readsPricesOfEachType(String type) throws Exception {
        write("t AS timestamp, bid::" + type + " AS bid, ask::" + type + " AS ask", "snappy");
        assertSameAsText();
    }

    @Test
    void readsWholePrices() throws Exception {
        duckDb("COPY (SELECT t AS time, (7000 + i % 50)::INT AS bid, (7000 + i % 60)::BIGINT AS ask FROM (" + TICKS
                + ") WHERE i < 1000 ORDER BY i) TO '" + x() + "' (FORMAT parquet)");
        FeedReader.read(x(), FeedOptions.defaults(), months);
        assertThat(months.tickLines()).element(59).asString().endsWith(" 7009.0 7059.0");
        assertThat(months.ticks.values())
                .singleElement()
                .satisfies(ticks -> assertThat(ticks.decimals()).isZero());
    }

    @Test
    void leavesOutRowsWithoutTimeOrPrice() throws Exception {
        duckDb("COPY (SELECT CASE WHEN i = 5000 THEN NULL ELSE t END AS timestamp,"
                + " CASE WHEN i = 7000 THEN NULL WHEN i = 8000 THEN -1 ELSE bid END AS bid, ask FROM (" + TICKS
                + ") ORDER BY i) TO '" + x() + "' (FORMAT parquet)");
        ImportReport report = FeedReader.read(x(), FeedOptions.defaults(), months);
        assertThat(report.rowsKept()).isEqualTo(ROWS - 3);
        assertThat(report.examples())
                .extracting(ImportReport.RejectedRow::place)
                .containsExactly(x() + ":5001", x() + ":7001", x() + ":8001");
    }

    @Test
    void leavesOutTheWholeNumberThatPandasHasForNoTime() throws Exception {
        duckDb(
                "COPY (SELECT CASE WHEN i = 0 THEN -9223372036854775808 ELSE epoch_ns(t) END::BIGINT AS timestamp, bid, ask FROM ("
                        + TICKS + ") ORDER BY i) TO '" + x() + "' (FORMAT parquet)");
        ImportReport report = FeedReader.read(x(), FeedOptions.defaults(), months);
        assertThat(report.rowsKept()).isEqualTo(ROWS - 1);
        assertThat(report.rejected()).containsEntry(RowStatus.UNPARSABLE_TIME, 1L);
        assertThat(report.first()).isAfter(Instant.parse("2014-01-01T00:00:00Z"));
    }

    @Test
    void refusesWhatIsSaidOfTextAndTextThatIsSaidToBeParquet() throws Exception {
        write("t AS time, bid, ask", "snappy");
        String refusal = "x is Parquet, which is read by the names of its columns: leave out --layout, --columns,"
                + " --time-format, --decimal and --delimiter";
        assertThat(failure(FeedOptions.defaults().withLayout("exness"))).isEqualTo(refusal);
        assertThat(failure(FeedOptions.defaults()
                        .withText(new TextForm(
                                Optional.empty(), Optional.of("epoch_ms"), Optional.empty(), Optional.empty()))))
                .isEqualTo(refusal);
        FeedReader.read(x(), FeedOptions.defaults().withLayout("parquet"), months);
        assertThat(months.tickLines()).isEqualTo(ofText.tickLines());

        Files.writeString(x(), "time,bid,ask\n2014-05-01T05:00:00Z,1.1,1.2\n");
        assertThat(failure(FeedOptions.defaults().withLayout("parquet")))
                .isEqualTo("layout parquet is not of text, and this is text");
    }

    @Test
    void readsBarsWhoseTimeIsTheirCloseOnRequest() throws Exception {
        duckDb(
                "COPY (SELECT TIMESTAMP '2019-01-01' + INTERVAL (i * 5) MINUTE AS time, 1.1 AS open, 1.2 AS high, 1.0 AS low,"
                        + " 1.15 AS close, 0 AS volume FROM range(1, 289) r(i)) TO '" + x() + "' (FORMAT parquet)");
        ImportReport report =
                FeedReader.read(x(), FeedOptions.defaults().withBarTime(FeedOptions.BarTime.CLOSE), months);
        assertThat(report.barMinutes()).isEqualTo(5);
        BarSeries bars = months.bars.get(YearMonth.of(2019, 1));
        assertThat(bars.size()).isEqualTo(288);
        assertThat(bars.timeNanos(0)).isEqualTo(nanos("2019-01-01T00:00:00Z"));
    }

    @Test
    void tellsTheSymbolAndRefusesTwo() throws Exception {
        duckDb("COPY (SELECT 'EUR/USD' AS symbol, t AS time, bid, ask FROM (" + TICKS + ") WHERE i < 9 ORDER BY i) TO '"
                + x() + "' (FORMAT parquet)");
        assertThat(FeedReader.read(x(), FeedOptions.defaults(), months).symbol())
                .contains("EURUSD");
        duckDb("COPY (SELECT CASE WHEN i < 5 THEN 'EURUSD' ELSE 'USDJPY' END AS symbol, t AS time, bid, ask FROM ("
                + TICKS + ") WHERE i < 9 ORDER BY i) TO '" + x() + "' (FORMAT parquet)");
        assertThat(failure(FeedOptions.defaults()))
                .isEqualTo("x:6: several symbols in one file: USDJPY here, EURUSD above; split the file by symbol");
    }

    @Test
    void tellsWhatIsMissingOrUnreadable() throws Exception {
        duckDb("COPY (SELECT t AS time, bid, 1 AS volume FROM (" + TICKS + ") WHERE i < 9) TO '" + x()
                + "' (FORMAT parquet)");
        assertThat(failure(FeedOptions.defaults())).isEqualTo("x: its columns time, bid, volume name no ask");
        duckDb("COPY (SELECT 'noon' AS time, bid, ask FROM (" + TICKS + ") WHERE i < 9) TO '" + x()
                + "' (FORMAT parquet)");
        assertThat(failure(FeedOptions.defaults()))
                .startsWith("x: column 'time' holds no times, but ")
                .endsWith("; write it as timestamp");
        write("t AS time, bid, ask", "brotli");
        assertThat(failure(FeedOptions.defaults()))
                .contains("x cannot be read as Parquet: its pages are compressed with BROTLI");
    }

    @Test
    void tellsATruncatedOrDamagedFile() throws Exception {
        write("t AS time, bid, ask", "snappy");
        byte[] whole = Files.readAllBytes(x());
        assertThat(failure(Arrays.copyOf(whole, whole.length - 1))).startsWith("x cannot be read as Parquet: ");
        assertThat(failure(Arrays.copyOf(whole, 6))).startsWith("x cannot be read as Parquet: ");
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, 200, 260, (byte) 0xff);
        assertThat(failure(damaged)).startsWith("x");
    }

    private void assertSameAsText() throws IOException {
        FeedReader.read(x(), FeedOptions.defaults(), months);
        assertThat(months.tickLines()).isEqualTo(ofText.tickLines());
        months.ticks.forEach((month, ticks) ->
                assertThat(ticks.decimals()).isEqualTo(ofText.ticks.get(month).decimals()));
    }

    private void write(String columns, String codec) throws SQLException {
        duckDb("COPY (SELECT " + columns + " FROM (" + TICKS + ") ORDER BY i) TO '" + x() + "' (FORMAT parquet, CODEC '"
                + codec + "', ROW_GROUP_SIZE 20000)");
    }

    private static void duckDb(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(sql);
        }
    }
}
