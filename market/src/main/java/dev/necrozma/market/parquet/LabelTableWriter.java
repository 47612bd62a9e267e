package dev.necrozma.market.parquet;

import dev.necrozma.market.label.LabelRows;
import dev.necrozma.market.label.LabelSeries;
import dev.necrozma.market.label.LabelSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * Writes the labels of one configuration as a Parquet file, chunk by chunk: Zstandard pages of version 1 with checksums, a page of
 * each column for each chunk, and 16 chunks a row group. Times are UTC timestamps in microseconds, prices doubles, pips and minutes
 * 32-bit floats, outcomes strings; unit and reference of a column are in the key-value metadata under {@code necrozma.unit.COLUMN}
 * and {@code necrozma.reference.COLUMN}. The same labels give the same bytes, whatever the threads.
 *
 * <pre>{@code
 * try (LabelTableWriter table = new LabelTableWriter(spec, shared, origin, out)) {
 *     for (int chunk = 0; chunk < series.chunks(); chunk++) {
 *         kernel.label(spec, chunk, rows);
 *         table.add(rows);
 *     }
 *     table.finish();
 * }
 * }</pre>
 *
 * <p>Holds the compressed pages of a row group in memory, some ten bytes a row. Used by one thread; any number of writers may share
 * the {@link SharedColumns} of a series.
 */
public final class LabelTableWriter implements AutoCloseable {

    /*
     * The pages are encoded by LabelPages rather than by Parquet's column writers, which are called for every value: a sweep writes
     * billions of them.
     */

    private final SharedColumns shared;
    private final LabelSeries series;
    private final Map<String, String> metadata;
    private final ParquetFileWriter file;
    private final LabelPages pages;
    private final List<Direction> directions = List.of(new Direction(LabelSchema.UP), new Direction(LabelSchema.DOWN));
    private int chunk;
    private int rowGroupRows;
    private boolean finished;

    /**
     * Begins a table.
     *
     * @param out is left open
     */
    public LabelTableWriter(LabelSpec spec, SharedColumns shared, LabelOrigin origin, OutputStream out)
            throws IOException {
        this.shared = shared;
        this.series = shared.series();
        this.metadata = LabelSchema.metadata(spec, series.prices(), origin);
        this.file = ParquetFiles.create(out, LabelSchema.SCHEMA);
        file.start();
        this.pages = new LabelPages();
    }

    /**
     * Writes the next chunk.
     *
     * @throws IllegalArgumentException if {@code rows} are not those of the next chunk of the series
     */
    public void add(LabelRows rows) throws IOException {
        if (finished) {
            throw new IllegalStateException("the table is finished");
        }
        if (chunk == series.chunks()
                || rows.from() != series.chunkStart(chunk)
                || rows.size() != series.chunkEnd(chunk) - rows.from()) {
            throw new IllegalArgumentException("rows must be those of chunk " + chunk + " of " + series.chunks() + ": "
                    + rows.size() + " from " + rows.from());
        }
        directions.get(0).add(rows.up(), rows.size());
        directions.get(1).add(rows.down(), rows.size());
        rowGroupRows += rows.size();
        chunk++;
        if (chunk % shared.chunksPerRowGroup() == 0) {
            ParquetFiles.write(this::endRowGroup);
        }
    }

    private void endRowGroup() throws IOException {
        int rowGroup = (chunk - 1) / shared.chunksPerRowGroup();
        List<ColumnPages> columns = new ArrayList<>(shared.rowGroup(rowGroup));
        for (Direction direction : directions) {
            direction.end();
            columns.addAll(direction.columns);
        }
        file.startBlock(rowGroupRows);
        for (int i = 0; i < columns.size(); i++) {
            ColumnDescriptor column = LabelSchema.SCHEMA.getColumns().get(i);
            columns.get(i).writeTo(file, column);
        }
        file.endBlock();
        for (Direction direction : directions) {
            direction.columns.forEach(ColumnPages::clear);
        }
        rowGroupRows = 0;
    }

    /**
     * Ends the file after the last chunk. What was written is of no use before.
     *
     * @throws IllegalStateException if chunks are missing
     */
    public void finish() throws IOException {
        if (chunk != series.chunks()) {
            throw new IllegalStateException("the table has " + chunk + " of " + series.chunks() + " chunks");
        }
        if (rowGroupRows > 0) {
            ParquetFiles.write(this::endRowGroup);
        }
        ParquetFiles.write(() -> file.end(metadata));
        finished = true;
    }

    /** Gives back memory; leaves the stream open. */
    @Override
    public void close() throws IOException {
        pages.close();
        file.close();
    }

    /** The pages of one direction, and the dictionaries of its columns of floats. */
    private final class Direction {

        private final List<ColumnPages> columns = new ArrayList<>();
        private final List<FloatDictionary> dictionaries = new ArrayList<>();

        Direction(int firstColumn) {
            for (int i = 0; i < LabelSchema.DIRECTION_COLUMNS; i++) {
                columns.add(new ColumnPages(LabelSchema.type(firstColumn + i)));
                dictionaries.add(new FloatDictionary());
            }
        }

        void add(LabelRows.Columns rows, int count) {
            pages.outcomes(rows.outcome(), count, columns.get(LabelSchema.OUTCOME));
            pages.nullableBooleans(rows.hitTarget(), count, columns.get(LabelSchema.HIT_TARGET));
            pages.nullableBooleans(rows.hitStop(), count, columns.get(LabelSchema.HIT_STOP));
            addFloats(LabelSchema.TIME_TO_TARGET, rows.timeToTarget(), count);
            addFloats(LabelSchema.TIME_TO_STOP, rows.timeToStop(), count);
            addFloats(LabelSchema.EXIT_PIPS, rows.exitPips(), count);
            addFloats(LabelSchema.R_MULTIPLE, rows.rMultiple(), count);
            addFloats(LabelSchema.MFE, rows.mfe(), count);
            addFloats(LabelSchema.MAE, rows.mae(), count);
            addFloats(LabelSchema.MAX_GAP_MINUTES, rows.maxGapMinutes(), count);
            pages.booleans(rows.censored(), count, columns.get(LabelSchema.CENSORED));
        }

        private void addFloats(int column, float[] values, int count) {
            pages.floats(values, count, dictionaries.get(column), columns.get(column));
        }

        void end() {
            pages.endOutcomes(columns.get(LabelSchema.OUTCOME));
            for (int column = LabelSchema.TIME_TO_TARGET; column <= LabelSchema.MAX_GAP_MINUTES; column++) {
                pages.endFloats(dictionaries.get(column), columns.get(column));
            }
        }
    }
}
