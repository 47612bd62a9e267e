package dev.necrozma.benchmarks;

import dev.necrozma.market.candle.CandleCodec;
import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.feed.FeedOptions;
import dev.necrozma.market.feed.FeedReader;
import dev.necrozma.market.feed.MonthSink;
import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.label.Barrier;
import dev.necrozma.market.label.DayBootstrap;
import dev.necrozma.market.label.LabelKernel;
import dev.necrozma.market.label.LabelRows;
import dev.necrozma.market.label.LabelSeries;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.LabelSummary;
import dev.necrozma.market.label.LabelSummaryJson;
import dev.necrozma.market.label.LabelTally;
import dev.necrozma.market.label.Prices;
import dev.necrozma.market.label.StoredPassages;
import dev.necrozma.market.parquet.LabelOrigin;
import dev.necrozma.market.parquet.LabelSummaryParquet;
import dev.necrozma.market.parquet.LabelTableWriter;
import dev.necrozma.market.parquet.SharedColumns;
import dev.necrozma.market.parquet.UniverseParquet;
import dev.necrozma.market.tick.BarCodec;
import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickSeries;
import dev.necrozma.market.universe.Context;
import dev.necrozma.market.universe.ContextCodec;
import dev.necrozma.market.universe.ContextSpec;
import dev.necrozma.market.universe.ContextTable;
import dev.necrozma.market.universe.Universe;
import dev.necrozma.market.universe.UniverseMetadata;
import dev.necrozma.market.universe.UniverseSpec;
import dev.necrozma.market.universe.UniverseTable;
import dev.necrozma.pipeline.LabelGrid;
import dev.necrozma.pipeline.UniverseGrid;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Universes and labels of a file of M1 bars by the computations of the pipeline, without its engine: units that leave plain files
 * with the same content as the payloads of the store, and keep in memory what later units read.
 */
final class YearOfLabels {

    static final Instrument EURUSD = new Instrument("EURUSD", 0.0001);

    private static final LabelOrigin ORIGIN = new LabelOrigin(EURUSD.symbol(), "1m", "candles");

    /** How many threads the context of an interval is computed on, besides those of the units. */
    private static final int THREADS = 2;

    private static final int HEAP_PARTS = 4;
    private static final int BUFFER_BYTES = 1 << 16;

    /** What a unit does. */
    interface Work {
        void run() throws Exception;
    }

    /** One computation of a stage, independent of the others. */
    record Unit(String name, Work work) {}

    /** Runs the units of a stage, and comes back when all are done. */
    interface Stages {
        void run(String stage, List<Unit> units) throws Exception;
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final Path directory;
    private final boolean tables;
    private final Stages stages;

    YearOfLabels(Path directory, boolean tables, Stages stages) {
        this.directory = directory;
        this.tables = tables;
        this.stages = stages;
    }

    void compute(Path file) throws Exception {
        SortedMap<YearMonth, BarSeries> months = new TreeMap<>();
        stages.run("import", List.of(new Unit("import", () -> months.putAll(read(file)))));
        SortedMap<Integer, CandleSeries> candles = candles(months);
        universes(candles, contexts(candles));
        labels(LabelSeries.ofCandles(Objects.requireNonNull(candles.get(1))));
    }

    /** Runs as many units of the same names, each of which waits and takes no processor time. */
    static void wait(long millis, Stages stages) throws Exception {
        Work work = () -> Thread.sleep(millis);
        List<Unit> candles = new ArrayList<>();
        List<Unit> contexts = new ArrayList<>();
        List<Unit> universes = new ArrayList<>();
        for (int interval : UniverseGrid.DEFAULT.intervals()) {
            for (int month = 1; month <= 12; month++) {
                candles.add(new Unit("candles_" + interval + "m_" + YearMonth.of(2018, month), work));
            }
            contexts.add(new Unit("context_" + interval + "m", work));
            for (int lookback : UniverseGrid.DEFAULT.lookbacks()) {
                universes.add(new Unit(UniverseSpec.of(interval, lookback).name(), work));
            }
        }
        Set<Barrier> levels = new LinkedHashSet<>();
        List<Unit> labels = new ArrayList<>();
        for (LabelSpec spec : LabelGrid.DEFAULT.specs()) {
            levels.addAll(Barrier.of(Prices.MID, spec));
            labels.add(new Unit(spec.name(), work));
        }
        stages.run("import", List.of(new Unit("import", work)));
        stages.run("candles", candles);
        stages.run("context", contexts);
        stages.run("universes", universes);
        stages.run(
                "levels",
                levels.stream().map(level -> new Unit(level.name(), work)).toList());
        stages.run("labels", labels);
    }

    private SortedMap<YearMonth, BarSeries> read(Path file) throws IOException {
        SortedMap<YearMonth, BarSeries> months = new TreeMap<>();
        FeedReader.read(file, FeedOptions.defaults(), new MonthSink() {
            @Override
            public void ticks(YearMonth month, TickSeries ticks) {
                throw new IllegalStateException("no ticks here");
            }

            @Override
            public void bars(YearMonth month, BarSeries bars) throws IOException {
                months.put(month, bars);
                write("import-" + month, out -> BarCodec.encode(bars, out));
            }
        });
        return months;
    }

    private SortedMap<Integer, CandleSeries> candles(SortedMap<YearMonth, BarSeries> months) throws Exception {
        Map<String, CandleSeries> parts = new ConcurrentHashMap<>();
        List<Unit> units = new ArrayList<>();
        months.forEach((month, bars) -> {
            boolean followed = !month.equals(months.lastKey());
            for (int interval : UniverseGrid.DEFAULT.intervals()) {
                String name = "candles_" + interval + "m_" + month;
                units.add(new Unit(name, () -> {
                    CandleSeries part = Candles.fromBars(bars, interval, EURUSD, followed);
                    parts.put(name, part);
                    write(name, out -> CandleCodec.encode(part, out));
                }));
            }
        });
        stages.run("candles", units);
        SortedMap<Integer, CandleSeries> candles = new TreeMap<>();
        for (int interval : UniverseGrid.DEFAULT.intervals()) {
            candles.put(
                    interval,
                    CandleSeries.concat(months.keySet().stream()
                            .map(month -> Objects.requireNonNull(parts.get("candles_" + interval + "m_" + month)))
                            .toList()));
        }
        return candles;
    }

    private Map<Integer, ContextTable> contexts(SortedMap<Integer, CandleSeries> candles) throws Exception {
        Map<Integer, ContextTable> contexts = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Unit> units = new ArrayList<>();
            candles.forEach((interval, series) -> units.add(new Unit("context_" + interval + "m", () -> {
                ContextTable table = Context.compute(series, ContextSpec.of(interval), threads);
                contexts.put(interval, table);
                write("context_" + interval + "m", out -> ContextCodec.encode(table, out));
            })));
            stages.run("context", units);
        } finally {
            threads.shutdown();
        }
        return contexts;
    }

    private void universes(SortedMap<Integer, CandleSeries> candles, Map<Integer, ContextTable> contexts)
            throws Exception {
        List<Unit> units = new ArrayList<>();
        candles.forEach((interval, series) -> {
            for (int lookback : UniverseGrid.DEFAULT.lookbacks()) {
                UniverseSpec spec = UniverseSpec.of(interval, lookback);
                units.add(new Unit(spec.name(), () -> {
                    UniverseTable table =
                            Universe.compute(series, spec, EURUSD, Optional.ofNullable(contexts.get(interval)));
                    write(spec.name(), out -> UniverseParquet.write(table, out));
                    write(spec.name() + "_metadata.json", out -> UniverseMetadata.write(table, "", "", out));
                }));
            }
        });
        stages.run("universes", units);
    }

    private void labels(LabelSeries series) throws Exception {
        List<LabelSpec> specs = LabelGrid.DEFAULT.specs();
        Map<Barrier, StoredPassages> passages = levels(series, specs);
        LabelKernel kernel = new LabelKernel(
                series,
                (barrier, chunk) ->
                        Objects.requireNonNull(passages.get(barrier)).chunk(chunk),
                Runtime.getRuntime().maxMemory() / HEAP_PARTS);
        SharedColumns shared = new SharedColumns(series);
        DayBootstrap bootstrap = new DayBootstrap();
        Map<LabelSpec, LabelSummary> summaries = new ConcurrentHashMap<>();
        List<Unit> units = new ArrayList<>();
        for (LabelSpec spec : specs) {
            units.add(new Unit(spec.name(), () -> {
                LabelTally tally = new LabelTally(series, spec, bootstrap);
                if (tables) {
                    write(spec.name(), out -> writeTable(kernel, spec, tally, shared, out));
                } else {
                    LabelRows rows = new LabelRows();
                    for (int chunk = 0; chunk < series.chunks(); chunk++) {
                        kernel.label(spec, chunk, rows);
                        tally.add(rows);
                    }
                }
                LabelSummary summary = tally.summary();
                write(spec.name() + "_summary", out -> out.write(summary.toBytes()));
                summaries.put(spec, summary);
            }));
        }
        stages.run("labels", units);
        List<LabelSummary> ordered = specs.stream()
                .map(spec -> Objects.requireNonNull(summaries.get(spec)))
                .toList();
        write("labels_summary.json", out -> LabelSummaryJson.write(ordered, out));
        write("labels_summary.parquet", out -> LabelSummaryParquet.write(ordered, out));
    }

    private Map<Barrier, StoredPassages> levels(LabelSeries series, List<LabelSpec> specs) throws Exception {
        Set<Barrier> barriers = new LinkedHashSet<>();
        specs.forEach(spec -> barriers.addAll(Barrier.of(series.prices(), spec)));
        Map<Barrier, StoredPassages> passages = new ConcurrentHashMap<>();
        List<Unit> units = new ArrayList<>();
        for (Barrier barrier : barriers) {
            units.add(new Unit(barrier.name(), () -> {
                ByteArrayOutputStream stored = new ByteArrayOutputStream();
                StoredPassages.write(series, barrier, stored);
                write(barrier.name(), stored::writeTo);
                passages.put(barrier, StoredPassages.read(stored.toByteArray(), series));
            }));
        }
        stages.run("levels", units);
        return passages;
    }

    private static void writeTable(
            LabelKernel kernel, LabelSpec spec, LabelTally tally, SharedColumns shared, OutputStream out)
            throws IOException {
        LabelRows rows = new LabelRows();
        try (LabelTableWriter table = new LabelTableWriter(spec, shared, ORIGIN, out)) {
            for (int chunk = 0; chunk < kernel.series().chunks(); chunk++) {
                kernel.label(spec, chunk, rows);
                tally.add(rows);
                table.add(rows);
            }
            table.finish();
        }
    }

    private void write(String name, Content content) throws IOException {
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)), BUFFER_BYTES)) {
            content.writeTo(out);
        }
    }
}
