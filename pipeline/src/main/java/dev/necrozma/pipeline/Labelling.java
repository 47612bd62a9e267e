package dev.necrozma.pipeline;

import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.sweep.UnitReader;
import dev.necrozma.market.label.Barrier;
import dev.necrozma.market.label.DayBootstrap;
import dev.necrozma.market.label.LabelKernel;
import dev.necrozma.market.label.LabelRows;
import dev.necrozma.market.label.LabelSeries;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.LabelSummary;
import dev.necrozma.market.label.LabelTally;
import dev.necrozma.market.label.StoredPassages;
import dev.necrozma.market.parquet.LabelTableWriter;
import dev.necrozma.market.parquet.SharedColumns;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Derives labels from stored levels: the path is not walked again. Safe for use by several threads. */
final class Labelling {

    /** The part of the heap, one in so many, that may be spent to derive things once. */
    private static final int HEAP_PARTS = 4;

    private final LabelData data;
    private final String symbol;
    private final Function<Barrier, Artifact> levels;
    private final UnitReader reader;
    private final DayBootstrap bootstrap = new DayBootstrap();
    private final Map<Barrier, StoredPassages> passages = new ConcurrentHashMap<>();
    private final Recent<LabelSeries, LabelKernel> kernel = new Recent<>(1);
    private final Recent<LabelSeries, SharedColumns> sharedColumns = new Recent<>(1);

    /** @param levels the result of {@link LevelStage} for each barrier that will be needed */
    Labelling(LabelData data, String symbol, Function<Barrier, Artifact> levels, UnitReader reader) {
        this.data = data;
        this.symbol = symbol;
        this.levels = levels;
        this.reader = reader;
    }

    LabelData data() {
        return data;
    }

    String symbol() {
        return symbol;
    }

    Artifact level(Barrier barrier) {
        return levels.apply(barrier);
    }

    /** What labels the entries for {@code spec}. */
    LabelKernel kernel(LabelSpec spec) throws IOException {
        LabelSeries series = data.series();
        for (Barrier barrier : Barrier.of(series.prices(), spec)) {
            if (!passages.containsKey(barrier)) {
                byte[] stored = reader.read(level(barrier), LevelStage.PAYLOAD);
                passages.put(barrier, StoredPassages.read(stored, series));
            }
        }
        return kernel.get(
                series,
                () -> new LabelKernel(
                        series,
                        (barrier, chunk) ->
                                Objects.requireNonNull(passages.get(barrier)).chunk(chunk),
                        Runtime.getRuntime().maxMemory() / HEAP_PARTS));
    }

    LabelSummary summarize(LabelSpec spec) throws IOException {
        return label(kernel(spec), spec, rows -> {});
    }

    /** Writes the table of {@code spec}, and sums it up; does not close the stream. */
    LabelSummary writeTable(LabelSpec spec, OutputStream out) throws IOException {
        LabelKernel labels = kernel(spec);
        LabelSeries series = labels.series();
        SharedColumns shared = sharedColumns.get(series, () -> new SharedColumns(series));
        try (LabelTableWriter table = new LabelTableWriter(spec, shared, data.origin(symbol), out)) {
            LabelSummary summary = label(labels, spec, table::add);
            table.finish();
            return summary;
        }
    }

    private interface Reader {
        void read(LabelRows rows) throws IOException;
    }

    /* Shows the labels of each chunk to the reader, and sums them up. */
    private LabelSummary label(LabelKernel labels, LabelSpec spec, Reader alsoRead) throws IOException {
        LabelTally tally = new LabelTally(labels.series(), spec, bootstrap);
        LabelRows rows = new LabelRows();
        for (int chunk = 0; chunk < labels.series().chunks(); chunk++) {
            labels.label(spec, chunk, rows);
            tally.add(rows);
            alsoRead.read(rows);
        }
        return tally.summary();
    }
}
