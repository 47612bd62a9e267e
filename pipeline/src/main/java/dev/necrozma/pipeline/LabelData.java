package dev.necrozma.pipeline;

import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.sweep.UnitReader;
import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.label.LabelSeries;
import dev.necrozma.market.label.Prices;
import dev.necrozma.market.parquet.LabelOrigin;
import dev.necrozma.market.tick.TickCodec;
import dev.necrozma.market.tick.TickSeries;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What labels are made from: the months that hold their entries and path, what of it enters a key, and the series itself, which is
 * read when it is first needed.
 */
final class LabelData {

    static final String PIP_SIZE = "pip_size";
    static final String ENTRIES = "entries";
    static final String PATH = "path";

    private final double pipSize;
    private final int entryMinutes;
    private final LabelGrid.Path path;
    private final Prices prices;
    private final SortedMap<YearMonth, Artifact> candles;
    private final SortedMap<YearMonth, Artifact> ticks;
    private final UnitReader reader;
    private final Recent<Prices, LabelSeries> series = new Recent<>(1);

    /**
     * @param candles of the interval of the entries; none if there is an entry at every tick
     * @param ticks none if the path is of candles
     */
    LabelData(
            double pipSize,
            int entryMinutes,
            LabelGrid.Path path,
            Prices prices,
            SortedMap<YearMonth, Artifact> candles,
            SortedMap<YearMonth, Artifact> ticks,
            UnitReader reader) {
        this.pipSize = pipSize;
        this.entryMinutes = entryMinutes;
        this.path = path;
        this.prices = prices;
        this.candles = candles;
        this.ticks = ticks;
        this.reader = reader;
    }

    /**
     * What the labels of a grid are made from.
     *
     * @param candles of the interval of the entries; none if there is an entry at every tick
     * @throws BadInputException if the data have no such entries, path or prices
     */
    static LabelData of(Dataset data, LabelGrid grid, SortedMap<YearMonth, Artifact> candles, UnitReader reader)
            throws BadInputException {
        LabelGrid.Path path = path(grid, data.ticks());
        return new LabelData(
                data.instrument().pipSize(),
                grid.entryMinutes(),
                path,
                grid.prices(),
                candles,
                path == LabelGrid.Path.TICKS ? data.months() : new TreeMap<>(),
                reader);
    }

    /**
     * What decides the labels of a grid.
     *
     * @throws BadInputException if entries, path and prices do not go together, or need ticks that there are not
     */
    static LabelGrid.Path path(LabelGrid grid, boolean ticks) throws BadInputException {
        LabelGrid.Path path = grid.path().orElse(ticks ? LabelGrid.Path.TICKS : LabelGrid.Path.CANDLES);
        if (!ticks && grid.entryMinutes() == LabelGrid.EVERY_TICK) {
            throw new BadInputException("bars have no ticks to enter at: use --entries 1m or another interval");
        }
        if (!ticks && path == LabelGrid.Path.TICKS) {
            throw new BadInputException("bars have no ticks to decide labels by: use --path candles");
        }
        if (!ticks && grid.prices() == Prices.BID_ASK) {
            throw new BadInputException("bars have no bid and ask: use --price mid");
        }
        Optional<LabelGrid.Conflict> conflict = grid.conflict();
        if (conflict.isPresent()) {
            throw new BadInputException(conflict.get().sentence((name, value) -> "--" + name + " " + value));
        }
        return path;
    }

    private boolean everyTick() {
        return entryMinutes == LabelGrid.EVERY_TICK;
    }

    Prices prices() {
        return prices;
    }

    /** What a table says of entries and path. */
    LabelOrigin origin(String symbol) {
        return new LabelOrigin(symbol, LabelGrid.entriesText(entryMinutes), path.label());
    }

    /** Adds everything that determines entries and path. */
    CacheKey.Builder describe(CacheKey.Builder key) {
        key.parameter(PIP_SIZE, pipSize)
                .parameter(ENTRIES, LabelGrid.entriesText(entryMinutes))
                .parameter(PATH, path.label());
        candles.forEach((month, artifact) ->
                key.input(CandleStage.NAME + "/" + month, artifact.fingerprint(CandleStage.PAYLOAD)));
        ticks.forEach(
                (month, artifact) -> key.input(TickStage.NAME + "/" + month, artifact.fingerprint(TickStage.PAYLOAD)));
        return key;
    }

    /** How many entries there are, or one more. Reads nothing. */
    long entries() {
        return (everyTick() ? ticks : candles)
                .values().stream()
                        .mapToLong(month -> Long.parseLong(month.attribute("rows")))
                        .sum();
    }

    /** The entries and their path; kept once read. */
    LabelSeries series() throws IOException {
        return series.get(prices, this::read);
    }

    private LabelSeries read() throws IOException {
        if (everyTick()) {
            return LabelSeries.ofTicks(readTicks(), pipSize, prices);
        }
        CandleSeries joined = CandleStage.read(candles.values(), reader);
        return path == LabelGrid.Path.CANDLES
                ? LabelSeries.ofCandles(joined)
                : LabelSeries.ofCandlesAndTicks(joined, readTicks(), prices);
    }

    private List<TickSeries> readTicks() throws IOException {
        List<TickSeries> parts = new ArrayList<>();
        for (Artifact month : ticks.values()) {
            parts.add(TickCodec.decode(reader.read(month, TickStage.PAYLOAD)));
        }
        return parts;
    }
}
