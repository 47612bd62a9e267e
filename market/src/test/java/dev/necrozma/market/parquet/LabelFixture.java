package dev.necrozma.market.parquet;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.label.LabelKernel;
import dev.necrozma.market.label.LabelRows;
import dev.necrozma.market.label.LabelSeries;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.Outcome;
import dev.necrozma.market.label.Prices;
import dev.necrozma.market.tick.TickSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Random walks, their labels as values of columns, and their tables. */
final class LabelFixture {

    static final Instrument EURUSD = new Instrument("EURUSD", 0.0001);
    static final LabelSpec SPEC = LabelSpec.parse("T10_S5_H60");
    static final long MINUTE = 60_000_000_000L;

    private static final Outcome[] OUTCOMES = Outcome.values();

    private LabelFixture() {}

    /** A quote a second or so, to the millisecond, with a spread that varies and a weekend in the middle. */
    static TickSeries ticks(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] times = new long[size];
        double[] bids = new double[size];
        double[] asks = new double[size];
        long time = 1_500_000_000_000L;
        long bid = 112_345;
        for (int i = 0; i < size; i++) {
            time += random.nextInt(2_000) + (i == size / 2 ? 172_800_000L : 0);
            bid += random.nextInt(-7, 8);
            times[i] = time * 1_000_000;
            bids[i] = bid / 1e5;
            asks[i] = (bid + random.nextInt(3, 12)) / 1e5;
        }
        return new TickSeries(times, bids, asks, size, 5);
    }

    static LabelSeries tickSeries(int size, long seed) {
        return LabelSeries.ofTicks(List.of(ticks(size, seed)), EURUSD.pipSize(), Prices.BID_ASK);
    }

    /** Every entry a minute after the one before. */
    static LabelSeries candleSeries(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] times = new long[4 * size];
        double[] bids = new double[4 * size];
        double[] asks = new double[4 * size];
        long bid = 112_345;
        for (int i = 0; i < times.length; i++) {
            bid += random.nextInt(-9, 10);
            times[i] = i * (MINUTE / 4);
            bids[i] = bid / 1e5;
            asks[i] = (bid + 4) / 1e5;
        }
        CandleSeries candles = Candles.fromTicks(new TickSeries(times, bids, asks, times.length, 5), 1, EURUSD, true);
        return LabelSeries.ofCandles(candles);
    }

    static byte[] table(LabelSpec spec, SharedColumns shared) throws IOException {
        return table(spec, shared, rows -> {});
    }

    /** A table of labels that were changed before they were written. */
    static byte[] table(LabelSpec spec, SharedColumns shared, Consumer<LabelRows> change) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(spec, shared, change, out);
        return out.toByteArray();
    }

    static void write(LabelSpec spec, SharedColumns shared, Consumer<LabelRows> change, OutputStream out)
            throws IOException {
        LabelSeries series = shared.series();
        LabelKernel kernel = LabelKernel.searching(series, 0);
        LabelRows rows = new LabelRows();
        try (LabelTableWriter table =
                new LabelTableWriter(spec, shared, new LabelOrigin("EURUSD", "1m", "ticks"), out)) {
            for (int chunk = 0; chunk < series.chunks(); chunk++) {
                kernel.label(spec, chunk, rows);
                change.accept(rows);
                table.add(rows);
            }
            table.finish();
        }
    }

    static Map<String, Object> columns(LabelSpec spec, LabelSeries series) {
        return columns(spec, series, rows -> {});
    }

    /** What each column must have, as arrays of the types that {@link LabelTable} returns. */
    static Map<String, Object> columns(LabelSpec spec, LabelSeries series, Consumer<LabelRows> change) {
        int size = series.size();
        long[] times = new long[size];
        long[] candleTimes = new long[size];
        double[] ups = new double[size];
        double[] downs = new double[size];
        for (int i = 0; i < size; i++) {
            times[i] = series.timeNanos(i);
            candleTimes[i] = series.candleTimeNanos(i);
            ups[i] = series.upEntryPrice(i);
            downs[i] = series.downEntryPrice(i);
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("timestamp", times);
        columns.put("candle_timestamp", candleTimes);
        columns.put("up_entry_price", ups);
        columns.put("down_entry_price", downs);
        LabelKernel kernel = LabelKernel.searching(series, 0);
        LabelRows rows = new LabelRows();
        putDirection(columns, "up_", rows.up(), rows, size);
        putDirection(columns, "down_", rows.down(), rows, size);
        for (int chunk = 0; chunk < series.chunks(); chunk++) {
            kernel.label(spec, chunk, rows);
            change.accept(rows);
            putDirection(columns, "up_", rows.up(), rows, size);
            putDirection(columns, "down_", rows.down(), rows, size);
        }
        return columns;
    }

    private static void putDirection(
            Map<String, Object> columns, String prefix, LabelRows.Columns direction, LabelRows rows, int size) {
        put(columns, prefix + "outcome", direction.outcome(), rows, size);
        put(columns, prefix + "hit_target", direction.hitTarget(), rows, size);
        put(columns, prefix + "hit_stop", direction.hitStop(), rows, size);
        put(columns, prefix + "time_to_target", direction.timeToTarget(), rows, size);
        put(columns, prefix + "time_to_stop", direction.timeToStop(), rows, size);
        put(columns, prefix + "exit_pips", direction.exitPips(), rows, size);
        put(columns, prefix + "r_multiple", direction.rMultiple(), rows, size);
        put(columns, prefix + "mfe", direction.mfe(), rows, size);
        put(columns, prefix + "mae", direction.mae(), rows, size);
        put(columns, prefix + "max_gap_minutes", direction.maxGapMinutes(), rows, size);
        put(columns, prefix + "censored", direction.censored(), rows, size);
    }

    private static void put(Map<String, Object> columns, String column, Object chunk, LabelRows rows, int size) {
        Object whole =
                columns.computeIfAbsent(column, name -> chunk instanceof byte[] ? new byte[size] : new float[size]);
        System.arraycopy(chunk, 0, whole, rows.from(), rows.size());
    }

    /** The columns of a table that was read. */
    static Map<String, Object> columns(LabelTable table) throws IOException {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (String column : table.columns()) {
            columns.put(column, column(table, column));
        }
        return columns;
    }

    private static Object column(LabelTable table, String column) throws IOException {
        if (column.endsWith("timestamp")) {
            return column.equals("timestamp") ? table.timestamps() : table.candleTimestamps();
        }
        if (column.endsWith("price")) {
            return table.doubles(column);
        }
        if (column.endsWith("outcome")) {
            return table.outcomes(column);
        }
        return isTruth(column) ? table.booleans(column) : table.floats(column);
    }

    static boolean isTruth(String column) {
        return column.contains("_hit_") || column.endsWith("censored");
    }

    /** A value of a column as SQL has it: outcomes as text, and null. */
    static @Nullable Object value(String column, Object array, int i) {
        if (array instanceof long[] times) {
            return times[i];
        }
        if (array instanceof double[] prices) {
            return prices[i];
        }
        if (array instanceof float[] numbers) {
            return Float.isNaN(numbers[i]) ? null : numbers[i];
        }
        byte code = ((byte[]) array)[i];
        if (column.endsWith("outcome")) {
            return OUTCOMES[code].label();
        }
        return code == LabelRows.UNKNOWN ? null : code == 1;
    }
}
