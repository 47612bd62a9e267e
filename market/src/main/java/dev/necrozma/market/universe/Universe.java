package dev.necrozma.market.universe;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.PriceScale;
import dev.necrozma.market.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private final int[] events;

    private final long[] timesNanos;
    private final boolean[] ups;
    private final Level[] levels;
    private final double[] movementsPips;
    private final int[] windowMinutes;
    private final int[] signatures;
    private final FeatureValues values;

    private Universe(CandleSeries candles, UniverseSpec spec) {
        this.spec = spec;
        series = new PipSeries(candles);
        row = new FeatureRow(spec.windowGroups(), spec.lookback(), candles.hasTicks());
        window = new Window(series, spec.lookback());
        signature = new Signature(spec, row);
        PriceScale scale = candles.scale();
        LevelEdges edges = spec.levelEdges();
        levelEdges = new long[] {
            scale.leastHalfPoints(edges.medium()),
            scale.leastHalfPoints(edges.large()),
            scale.leastHalfPoints(edges.veryLarge())
        };
        events = series.moved(spec.minMovementPips(), spec.lookback());
        timesNanos = new long[events.length];
        ups = new boolean[events.length];
        levels = new Level[events.length];
        movementsPips = new double[events.length];
        windowMinutes = new int[events.length];
        signatures = new int[events.length];
        values = new FeatureValues(row.features(), events.length);
    }

    /**
     * Computes the universe of a series. Time is linear in the number of events.
     *
     * @throws IllegalArgumentException if the candles' interval is not that of {@code spec}, or their pip size not that of
     *     {@code instrument}
     */
    public static UniverseTable compute(CandleSeries candles, UniverseSpec spec, Instrument instrument) {
        return compute(candles, spec, instrument, Optional.empty());
    }

    /**
     * The same with the features of the events' contexts, if there are any, as its last columns; null where an event has no
     * context.
     *
     * @throws IllegalArgumentException if candles or contexts are not of the interval of {@code spec}, or the candles' pip size
     *     not that of {@code instrument}
     */
    public static UniverseTable compute(
            CandleSeries candles, UniverseSpec spec, Instrument instrument, Optional<ContextTable> context) {
        if (candles.intervalMinutes() != spec.intervalMinutes()) {
            throw new IllegalArgumentException(
                    "candles must be of " + spec.intervalMinutes() + " minutes: " + candles.intervalMinutes());
        }
        if (candles.pipSize() != instrument.pipSize()) {
            throw new IllegalArgumentException(
                    "candles must have pips of " + instrument.pipSize() + ": " + candles.pipSize());
        }
        if (context.isPresent() && context.get().intervalMinutes() != spec.intervalMinutes()) {
            throw new IllegalArgumentException("contexts must be of " + spec.intervalMinutes() + " minutes: "
                    + context.get().intervalMinutes());
        }
        return new Universe(candles, spec).compute(instrument.symbol(), context);
    }

    private UniverseTable compute(String symbol, Optional<ContextTable> context) {
        for (int event = 0; event < events.length; event++) {
            describe(events[event], event);
            window.moveTo(events[event]);
            row.compute(window);
            values.store(event, row);
            signatures[event] = signature.of(window, row);
        }
        List<FeatureColumn> columns = new ArrayList<>(values.columns());
        context.ifPresent(table -> columns.addAll(table.columnsAt(timesNanos)));
        int size = series.size;
        UniverseInfo info = new UniverseInfo(
                symbol,
                spec.intervalMinutes(),
                spec.lookback(),
                size,
                size == 0 ? 0 : series.timesNanos[0],
                size == 0 ? 0 : series.timesNanos[size - 1]);
        return new UniverseTable(
                info, timesNanos, ups, levels, movementsPips, windowMinutes, signatures, signature.texts(), columns);
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
}
