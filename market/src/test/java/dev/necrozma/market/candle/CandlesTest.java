package dev.necrozma.market.candle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickSeries;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandlesTest {

    private static final Instrument EURUSD = new Instrument("EURUSD", 0.0001);
    private static final long MINUTE = 60_000_000_000L;
    private static final long DAY = 1440 * MINUTE;
    private static final long START = 16_000 * DAY;

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 15, 30, 60, 1440})
    void equalAnAggregationInSqlOverTheSameTicks(int interval) throws Exception {
        TickSeries ticks = randomTicks(7, 20_000, 5);
        CandleSeries candles = Candles.fromTicks(ticks, interval, EURUSD, true);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            load(connection, ticks);
            int row = 0;
            try (ResultSet sql = statement.executeQuery("""
                    SELECT t - t %% %1$d AS edge, first(mid ORDER BY t, n) AS open, max(mid) AS high, min(mid) AS low,
                        last(mid ORDER BY t, n) AS close, count(*) AS ticks, avg(points) / 10 AS mean, max(points) / 10 AS most
                    FROM (SELECT *, (bid + ask) / 2 AS mid, round((ask - bid) * 100000) AS points FROM ticks)
                    GROUP BY edge ORDER BY edge""".formatted(interval * MINUTE))) {
                while (sql.next()) {
                    assertThat(candles.timeNanos(row)).isEqualTo(sql.getLong("edge"));
                    assertThat(candles.open(row)).isEqualTo(sql.getDouble("open"));
                    assertThat(candles.high(row)).isEqualTo(sql.getDouble("high"));
                    assertThat(candles.low(row)).isEqualTo(sql.getDouble("low"));
                    assertThat(candles.close(row)).isEqualTo(sql.getDouble("close"));
                    assertThat(candles.tickCount(row)).isEqualTo(sql.getInt("ticks"));
                    assertThat(candles.spreadMaxPips(row)).isEqualTo(sql.getDouble("most"));
                    assertThat(candles.spreadMeanPips(row)).isCloseTo(sql.getDouble("mean"), within(1e-9));
                    row++;
                }
            }
            assertThat(candles.size()).isEqualTo(row).isGreaterThan(1);
        }
    }

    private static void load(Connection connection, TickSeries ticks) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ticks (n INTEGER, t BIGINT, bid DOUBLE, ask DOUBLE)");
        }
        try (DuckDBAppender rows = connection.unwrap(DuckDBConnection.class).createAppender("main", "ticks")) {
            for (int i = 0; i < ticks.size(); i++) {
                rows.beginRow();
                rows.append(i);
                rows.append(ticks.timeNanos(i));
                rows.append(ticks.bid(i));
                rows.append(ticks.ask(i));
                rows.endRow();
            }
        }
    }

    @Test
    void theLastCandleIsIncompleteUnlessTicksFollow() {
        TickSeries ticks = randomTicks(1, 100, 5);
        assertThat(Candles.fromTicks(ticks, 5, EURUSD, true).lastComplete()).isTrue();
        CandleSeries last = Candles.fromTicks(ticks, 5, EURUSD, false);
        assertThat(last.lastComplete()).isFalse();
        assertThat(last.completeSize()).isEqualTo(last.size() - 1);
    }

    @Test
    void noTicksMakeNoCandles() {
        TickSeries none = new TickSeries(new long[0], new double[0], new double[0], 0, 5);
        CandleSeries candles = Candles.fromTicks(none, 1, EURUSD, false);
        assertThat(candles.size()).isZero();
        assertThat(candles.completeSize()).isZero();
    }

    @Test
    void aTickOnAnEdgeBelongsToTheCandleThatItBegins() {
        long[] times = {START, START + MINUTE - 1, START + MINUTE};
        double[] prices = {1, 2, 3};
        CandleSeries candles = Candles.fromTicks(new TickSeries(times, prices, prices, 3, 0), 1, EURUSD, true);
        assertThat(candles.size()).isEqualTo(2);
        assertThat(candles.close(0)).isEqualTo(2);
        assertThat(candles.timeNanos(1)).isEqualTo(START + MINUTE);
    }

    @Test
    void timesBeforeTheEpochAreAlignedToo() {
        double[] prices = {1};
        TickSeries ticks = new TickSeries(new long[] {-1}, prices, prices, 1, 0);
        assertThat(Candles.fromTicks(ticks, 5, EURUSD, true).timeNanos(0)).isEqualTo(-5 * MINUTE);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 15, 30, 60, 1440})
    void coarserCandlesOfBarsEqualThoseOfTheTicksBehindTheBars(int interval) {
        TickSeries ticks = randomTicks(3, 20_000, 5);
        CandleSeries minutes = Candles.fromTicks(ticks, 1, EURUSD, true);
        CandleSeries expected = Candles.fromTicks(ticks, interval, EURUSD, true);
        CandleSeries actual = Candles.fromBars(bars(minutes), interval, EURUSD, true);
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int i = 0; i < actual.size(); i++) {
            assertThat(row(actual, i)).isEqualTo(row(expected, i));
        }
        assertThat(actual.hasTicks()).isFalse();
        assertThatThrownBy(() -> actual.tickCount(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCoarserCandleIsCompleteOnceABarReachesItsRightEdge() {
        assertThat(ofBars(5, false, 0, 1, 2, 3).lastComplete()).isFalse();
        assertThat(ofBars(5, false, 0, 4).lastComplete()).isTrue();
        assertThat(ofBars(5, true, 0).lastComplete()).isTrue();
        assertThat(ofBars(5, false, 0, 5).lastComplete()).isFalse();
        assertThat(ofBars(1, false, 0).lastComplete()).isTrue();
    }

    private static CandleSeries ofBars(int interval, boolean followed, int... minutes) {
        long[] times = Arrays.stream(minutes)
                .mapToLong(minute -> START + minute * MINUTE)
                .toArray();
        double[] prices = new double[minutes.length];
        Arrays.fill(prices, 1.5);
        return Candles.fromBars(
                new BarSeries(times, prices, prices, prices, prices, minutes.length, 1, 1), interval, EURUSD, followed);
    }

    @Test
    void refusesIntervalsFinerThanTheBars() {
        BarSeries none =
                new BarSeries(new long[0], new double[0], new double[0], new double[0], new double[0], 0, 5, 5);
        assertThatThrownBy(() -> Candles.fromBars(none, 1, EURUSD, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("intervalMinutes must be a multiple of the bars' 5: 1");
        assertThatThrownBy(() -> Candles.fromBars(none, 7, EURUSD, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("intervalMinutes must divide 1440: 7");
    }

    @Test
    void refusesTicksOutOfOrder() {
        double[] prices = {1, 1};
        TickSeries ticks = new TickSeries(new long[] {5, 4}, prices, prices, 2, 0);
        assertThatThrownBy(() -> Candles.fromTicks(ticks, 1, EURUSD, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("times must not go backwards: row 1");
    }

    @Test
    void joinedDaysEqualTheWholeWhateverDecimalsEachDayHas() {
        TickSeries fine = randomTicks(5, 3_000, 5);
        CandleSeries whole = Candles.fromTicks(fine, 15, EURUSD, true);
        int half = firstRowOfNextDay(fine);
        CandleSeries first = Candles.fromTicks(slice(fine, 0, half, 7), 15, EURUSD, true);
        CandleSeries second = Candles.fromTicks(slice(fine, half, fine.size(), 5), 15, EURUSD, true);
        CandleSeries joined = CandleSeries.concat(List.of(first, second));
        assertThat(joined.decimals()).isEqualTo(7);
        assertThat(joined.size()).isEqualTo(whole.size());
        for (int i = 0; i < joined.size(); i++) {
            assertThat(row(joined, i)).isEqualTo(row(whole, i));
            assertThat(joined.spreadMeanPips(i)).isEqualTo(whole.spreadMeanPips(i));
            assertThat(joined.spreadMaxPips(i)).isEqualTo(whole.spreadMaxPips(i));
        }
    }

    @Test
    void refusesToJoinBehindAnIncompleteCandle() {
        CandleSeries open = ofBars(5, false, 0);
        CandleSeries later = ofBars(5, true, 10);
        assertThatThrownBy(() -> CandleSeries.concat(List.of(open, later)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("incomplete");
        assertThatThrownBy(() -> CandleSeries.concat(List.of(later, later)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("time order");
    }

    @Test
    void bodiesWicksAndRangesAreExactDecimalsOfPips() {
        long[] times = {START};
        BarSeries bar = new BarSeries(
                times,
                new double[] {1.1000},
                new double[] {1.10075},
                new double[] {1.0998},
                new double[] {1.1000 + 5 * 0.0001},
                1,
                5,
                1);
        CandleSeries candles = Candles.fromBars(bar, 1, EURUSD, true);
        assertThat(candles.bodyPips(0)).isEqualTo(5.0);
        assertThat(candles.rangePips(0)).isEqualTo(9.5);
        assertThat(candles.upperWickPips(0)).isEqualTo(2.5);
        assertThat(candles.lowerWickPips(0)).isEqualTo(2.0);
    }

    private static List<Object> row(CandleSeries candles, int i) {
        return List.of(
                candles.timeNanos(i),
                candles.open(i),
                candles.high(i),
                candles.low(i),
                candles.close(i),
                candles.bodyPips(i));
    }

    private static int firstRowOfNextDay(TickSeries ticks) {
        int row = 0;
        while (ticks.timeNanos(row) < START + DAY) {
            row++;
        }
        return row;
    }

    private static TickSeries slice(TickSeries ticks, int from, int to, int decimals) {
        long[] times = new long[to - from];
        double[] bids = new double[times.length];
        double[] asks = new double[times.length];
        for (int i = from; i < to; i++) {
            times[i - from] = ticks.timeNanos(i);
            bids[i - from] = ticks.bid(i);
            asks[i - from] = ticks.ask(i);
        }
        return new TickSeries(times, bids, asks, times.length, decimals);
    }

    private static BarSeries bars(CandleSeries candles) {
        int size = candles.size();
        long[] times = new long[size];
        double[][] prices = new double[4][size];
        for (int i = 0; i < size; i++) {
            times[i] = candles.timeNanos(i);
            prices[0][i] = candles.open(i);
            prices[1][i] = candles.high(i);
            prices[2][i] = candles.low(i);
            prices[3][i] = candles.close(i);
        }
        return new BarSeries(times, prices[0], prices[1], prices[2], prices[3], size, -1, 1);
    }

    /** Two days of ticks with equal times, holes, and spreads of zero and less. */
    static TickSeries randomTicks(long seed, int size, int decimals) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] times = new long[size];
        double[] bids = new double[size];
        double[] asks = new double[size];
        long time = START;
        long bid = 110_000;
        for (int i = 0; i < size; i++) {
            long step = 2 * DAY / size;
            time += random.nextInt(10) == 0 ? 0 : random.nextInt(50) == 0 ? 5 * step : random.nextLong(2 * step);
            bid += random.nextLong(-4, 5);
            times[i] = time;
            bids[i] = bid / 1e5;
            asks[i] = (bid + random.nextLong(-2, 20)) / 1e5;
        }
        return new TickSeries(times, bids, asks, size, decimals);
    }
}
