package dev.necrozma.market.universe;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.PriceScale;
import dev.necrozma.market.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes a universe: for every complete candle that moved at least the minimum and has {@code lookback} complete candles
 * before it, its direction and level, and the features of those candles. Nothing of the candle itself nor of anything later
 * enters a feature, except that the calendar tells when it begins.
 */
public final class Universe {

    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    private static final Level[] LEVELS = Level.values();

    private final PipSeries series;
    private final UniverseSpec spec;
    private final FeatureRow row;
    private final Window window;
    private final Signature signature;
    private final long[] levelEdges;
    private final long leastMove;

    private final long[] timesNanos;
    private final boolean[] ups;
    private final Level[] levels;
    private final double[] movementsPips;
    private final int[] windowMinutes;
    private final int[] signatures;
    private final float[][] values;
    private final long[][] nulls;

    private Universe(CandleSeries candles, UniverseSpec spec) {
        this.spec = spec;
        series = new PipSeries(candles);
        row = new FeatureRow(spec.windowGroups(), spec.lookback(), candles.hasTicks());
        window = new Window(series, spec.lookback());
        signature = new Signature(spec, row);
        PriceScale scale = candles.scale();
        leastMove = scale.leastHalfPoints(spec.minMovementPips());
        LevelEdges edges = spec.levelEdges();
        levelEdges = new long[] {
            scale.leastHalfPoints(edges.medium()),
            scale.leastHalfPoints(edges.large()),
            scale.leastHalfPoints(edges.veryLarge())
        };
        int events = countEvents();
        timesNanos = new long[events];
        ups = new boolean[events];
        levels = new Level[events];
        movementsPips = new double[events];
        windowMinutes = new int[events];
        signatures = new int[events];
        values = new float[row.features().size()][events];
        nulls = new long[values.length][];
    }

    /**
     * Computes the universe of a series. Time is linear in the number of events.
     *
     * @throws IllegalArgumentException if the candles' interval is not that of {@code spec}, or their pip size not that of
     *     {@code instrument}
     */
    public static UniverseTable compute(CandleSeries candles, UniverseSpec spec, Instrument instrument) {
        if (candles.intervalMinutes() != spec.intervalMinutes()) {
            throw new IllegalArgumentException(
                    "candles must be of " + spec.intervalMinutes() + " minutes: " + candles.intervalMinutes());
        }
        if (candles.pipSize() != instrument.pipSize()) {
            throw new IllegalArgumentException(
                    "candles must have pips of " + instrument.pipSize() + ": " + candles.pipSize());
        }
        return new Universe(candles, spec).compute(instrument.symbol());
    }

    private boolean isEvent(int candle) {
        return Math.abs(series.moves[candle]) >= leastMove;
    }

    private int countEvents() {
        int events = 0;
        for (int i = spec.lookback(); i < series.size; i++) {
            events += isEvent(i) ? 1 : 0;
        }
        return events;
    }

    private UniverseTable compute(String symbol) {
        int event = 0;
        for (int i = spec.lookback(); i < series.size; i++) {
            if (isEvent(i)) {
                describe(i, event);
                window.moveTo(i);
                row.compute(window);
                store(event);
                signatures[event] = signature.of(window, row);
                event++;
            }
        }
        int size = series.size;
        UniverseInfo info = new UniverseInfo(
                symbol,
                spec.intervalMinutes(),
                spec.lookback(),
                size,
                size == 0 ? 0 : series.timesNanos[0],
                size == 0 ? 0 : series.timesNanos[size - 1]);
        return new UniverseTable(
                info,
                timesNanos,
                ups,
                levels,
                movementsPips,
                windowMinutes,
                signatures,
                signature.texts(),
                featureColumns());
    }

    private void describe(int candle, int event) {
        long move = series.moves[candle];
        long size = Math.abs(move);
        int level = 0;
        for (long edge : levelEdges) {
            level += size >= edge ? 1 : 0;
        }
        timesNanos[event] = series.timesNanos[candle];
        ups[event] = move > 0;
        levels[event] = LEVELS[level];
        movementsPips[event] = series.scale.pips(size);
        long lasted = series.timesNanos[candle - 1] - series.timesNanos[candle - spec.lookback()];
        windowMinutes[event] = (int) (lasted / NANOS_PER_MINUTE) + spec.intervalMinutes();
    }

    private void store(int event) {
        for (int column = 0; column < values.length; column++) {
            double value = row.value(column);
            if (Math.abs(value) <= Float.MAX_VALUE) {
                values[column][event] = (float) (value + 0.0); // never -0
            } else {
                if (nulls[column] == null) {
                    nulls[column] = new long[FeatureColumn.words(timesNanos.length)];
                }
                nulls[column][event >>> 6] |= 1L << (event & 63);
            }
        }
    }

    private List<FeatureColumn> featureColumns() {
        List<FeatureColumn> columns = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Feature feature = row.features().get(i);
            long[] bitmap = nulls[i] == null ? new long[0] : nulls[i];
            columns.add(new FeatureColumn(feature.name(), feature.unit(), feature.reference(), values[i], bitmap));
        }
        return columns;
    }
}
