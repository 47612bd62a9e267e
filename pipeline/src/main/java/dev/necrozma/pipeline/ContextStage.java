package dev.necrozma.pipeline;

import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.engine.sweep.UnitReader;
import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.universe.Context;
import dev.necrozma.market.universe.ContextCodec;
import dev.necrozma.market.universe.ContextSpec;
import dev.necrozma.market.universe.ContextTable;
import dev.necrozma.market.universe.UniverseSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Computes the features of the context of every candle that may be an event, once for all lookbacks. A unit is an interval; most
 * of the work is in the finest, so the parts of a unit are computed on as many threads as there are workers.
 */
final class ContextStage {

    static final String NAME = "context";
    static final String PAYLOAD = "context";

    private static final String INTERVAL = "interval_minutes";
    private static final int VERSION = 1;
    private static final long IDLE_THREAD_MILLIS = 200;

    private final UniverseGrid grid;
    private final UnitReader reader;
    private final Executor threads;

    ContextStage(UniverseGrid grid, UnitReader reader, int workers) {
        this.grid = grid;
        this.reader = reader;
        this.threads = threads(workers);
    }

    /* Threads begin when they are needed, and end by themselves: a lost result may be computed again at any later time. */
    private static Executor threads(int workers) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                workers, workers, IDLE_THREAD_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** The units, one an interval; none if no group of the context is wanted. The candles come by interval and month. */
    List<SweepUnit> units(SortedMap<Integer, SortedMap<YearMonth, Artifact>> candlesByInterval) {
        List<SweepUnit> units = new ArrayList<>();
        if (!grid.contextGroups().isEmpty()) {
            candlesByInterval.forEach((interval, months) -> units.add(unit(spec(interval), months)));
        }
        return units;
    }

    private ContextSpec spec(int interval) {
        return new ContextSpec(interval, grid.context(), grid.minMovementPips(), grid.contextGroups());
    }

    private SweepUnit unit(ContextSpec spec, SortedMap<YearMonth, Artifact> months) {
        CacheKey.Builder key = CacheKey.of(NAME, VERSION)
                .parameter(INTERVAL, spec.intervalMinutes())
                .parameter("context", spec.candles())
                .parameter("min_movement_pips", spec.minMovementPips(), UniverseSpec.DEFAULT_MIN_MOVEMENT_PIPS)
                .parameter("groups", spec.groups());
        months.forEach((month, artifact) ->
                key.input(CandleStage.NAME + "/" + month, artifact.fingerprint(CandleStage.PAYLOAD)));
        return new SweepUnit(unitName(spec.intervalMinutes()), key.build(), out -> compute(spec, months.values(), out));
    }

    static String unitName(int intervalMinutes) {
        return NAME + "_" + intervalMinutes + "m";
    }

    private void compute(ContextSpec spec, Collection<Artifact> months, Draft out)
            throws IOException, InterruptedException {
        CandleSeries candles = CandleStage.read(months, reader);
        ContextTable table = Context.compute(candles, spec, threads);
        try (OutputStream payload = out.create(PAYLOAD)) {
            ContextCodec.encode(table, payload);
        }
        out.attribute("rows", Integer.toString(table.size()));
        out.attribute(INTERVAL, Integer.toString(spec.intervalMinutes()));
    }

    /** What the units left, by interval in minutes. */
    static Map<Integer, Artifact> byInterval(SweepResult result) {
        Map<Integer, Artifact> contexts = new HashMap<>();
        for (SweepUnit unit : result.sweep().units()) {
            Artifact context = result.artifact(unit.name());
            contexts.put(Integer.valueOf(context.attribute(INTERVAL)), context);
        }
        return contexts;
    }

    /** Reads what a unit left. */
    static ContextTable read(Artifact context, UnitReader reader) throws IOException {
        return ContextCodec.decode(reader.read(context, PAYLOAD));
    }
}
