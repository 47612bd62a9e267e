package dev.necrozma.pipeline;

import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.engine.sweep.UnitReader;
import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.parquet.UniverseParquet;
import dev.necrozma.market.universe.ContextTable;
import dev.necrozma.market.universe.FeatureGroups;
import dev.necrozma.market.universe.LevelEdges;
import dev.necrozma.market.universe.Universe;
import dev.necrozma.market.universe.UniverseMetadata;
import dev.necrozma.market.universe.UniverseSpec;
import dev.necrozma.market.universe.UniverseTable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Computes the features of every event. A unit is an interval and a lookback. */
final class UniverseStage {

    static final String NAME = "universes";
    static final String TABLE = "table.parquet";
    static final String METADATA = "metadata.json";

    private static final int VERSION = 3;

    private final Instrument instrument;
    private final UniverseGrid grid;
    private final UnitReader reader;
    private final Recent<Integer, CandleSeries> candles;
    private final Recent<Integer, ContextTable> contextTables;

    UniverseStage(Instrument instrument, UniverseGrid grid, UnitReader reader, int workers) {
        this.instrument = instrument;
        this.grid = grid;
        this.reader = reader;
        this.candles = new Recent<>(workers);
        this.contextTables = new Recent<>(workers);
    }

    /**
     * The units, interval by interval. The candles come by interval and month.
     *
     * @param contexts by interval; empty if there are none
     */
    List<SweepUnit> units(
            SortedMap<Integer, SortedMap<YearMonth, Artifact>> candlesByInterval, Map<Integer, Artifact> contexts) {
        List<SweepUnit> units = new ArrayList<>();
        candlesByInterval.forEach((interval, months) -> {
            Optional<Artifact> context = Optional.ofNullable(contexts.get(interval));
            for (int lookback : grid.lookbacks()) {
                units.add(unit(spec(interval, lookback), months, context));
            }
        });
        return units;
    }

    /* What is skipped of the context is known by the context. */
    private UniverseSpec spec(int interval, int lookback) {
        Set<String> skipped = new HashSet<>(grid.skipGroups());
        skipped.retainAll(FeatureGroups.ofWindow());
        return new UniverseSpec(interval, lookback, grid.minMovementPips(), LevelEdges.DEFAULT, skipped);
    }

    private SweepUnit unit(UniverseSpec spec, SortedMap<YearMonth, Artifact> months, Optional<Artifact> context) {
        CacheKey.Builder key = CacheKey.of(NAME, VERSION)
                .parameter("symbol", instrument.symbol())
                .parameter("pip_size", instrument.pipSize())
                .parameter("interval_minutes", spec.intervalMinutes())
                .parameter("lookback", spec.lookback())
                .parameter("min_movement_pips", spec.minMovementPips(), UniverseSpec.DEFAULT_MIN_MOVEMENT_PIPS)
                .parameter("skip_groups", List.copyOf(new TreeSet<>(spec.skipGroups())), List.of());
        months.forEach((month, artifact) ->
                key.input(CandleStage.NAME + "/" + month, artifact.fingerprint(CandleStage.PAYLOAD)));
        context.ifPresent(artifact -> key.input(ContextStage.NAME, artifact.fingerprint(ContextStage.PAYLOAD)));
        CacheKey built = key.build();
        return new SweepUnit(spec.name(), built, out -> write(compute(spec, months.values(), context), built, out));
    }

    private UniverseTable compute(UniverseSpec spec, Collection<Artifact> months, Optional<Artifact> context)
            throws IOException {
        int interval = spec.intervalMinutes();
        CandleSeries series = candles.get(interval, () -> CandleStage.read(months, reader));
        Optional<ContextTable> before = context.isEmpty()
                ? Optional.empty()
                : Optional.of(contextTables.get(interval, () -> ContextStage.read(context.get(), reader)));
        return Universe.compute(series, spec, instrument, before);
    }

    private static void write(UniverseTable table, CacheKey key, Draft out) throws IOException {
        try (OutputStream payload = out.create(TABLE)) {
            UniverseParquet.write(table, payload);
        }
        String fingerprint = out.written(TABLE).orElseThrow().fingerprint().toString();
        try (OutputStream payload = out.create(METADATA)) {
            UniverseMetadata.write(table, fingerprint, key.id().toString(), payload);
        }
        out.attribute("rows", Integer.toString(table.size()));
    }
}
