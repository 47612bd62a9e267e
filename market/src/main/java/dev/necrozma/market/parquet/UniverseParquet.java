package dev.necrozma.market.parquet;

import dev.necrozma.market.universe.FeatureColumn;
import dev.necrozma.market.universe.Level;
import dev.necrozma.market.universe.UniverseTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * A universe as a Parquet file: Zstandard pages of version 1, which every reader knows. The timestamp is a UTC timestamp in microseconds,
 * texts are dictionary-coded strings, features are nullable 32-bit floats, {@code movement_pips} is a double, so that it
 * compares with a level's edge as the level does. Unit and reference of a column are in the key-value metadata under
 * {@code necrozma.unit.COLUMN} and {@code necrozma.reference.COLUMN}. The same table gives the same bytes.
 */
public final class UniverseParquet {

    /** Columns are written one after the other for this many rows, which make a page each. */
    private static final int PAGE_ROWS = 20_000;

    private static final int ROW_GROUP_ROWS = 6 * PAGE_ROWS;

    private UniverseParquet() {}

    /**
     * Writes a table; does not close the stream.
     *
     * @throws IOException if the stream fails; what was written by then is of no use
     */
    public static void write(UniverseTable table, OutputStream out) throws IOException {
        MessageType schema = UniverseSchema.of(table);
        ParquetProperties properties = properties();
        ZstdCodec codec = new ZstdCodec();
        try (ParquetFileWriter file = ParquetFiles.create(out, schema)) {
            file.start();
            for (int from = 0; from < table.size(); from += ROW_GROUP_ROWS) {
                int to = Math.min(table.size(), from + ROW_GROUP_ROWS);
                int start = from;
                ParquetFiles.write(() -> writeRowGroup(table, start, to, schema, properties, codec, file));
            }
            ParquetFiles.write(() -> file.end(UniverseSchema.metadata(table)));
        } finally {
            codec.close();
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the bytes are no universe
     */
    public static UniverseTable read(byte[] bytes) throws IOException {
        return UniverseParquetReader.read(bytes);
    }

    private static ParquetProperties properties() {
        return ParquetProperties.builder()
                .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
                .withDictionaryEncoding(false)
                .withSizeStatisticsEnabled(false)
                .withDictionaryEncoding(UniverseSchema.DIRECTION, true)
                .withDictionaryEncoding(UniverseSchema.LEVEL, true)
                .withDictionaryEncoding(UniverseSchema.MOVEMENT_PIPS, true)
                .withDictionaryEncoding(UniverseSchema.WINDOW_MINUTES, true)
                .withDictionaryEncoding(UniverseSchema.SIGNATURE, true)
                // Pages end by rows alone, after the same row in every column: see writeRowGroup.
                .withPageSize(ParquetFiles.UNLIMITED_BYTES)
                .withPageRowCountLimit(PAGE_ROWS)
                .withMinRowCountForPageSizeCheck(PAGE_ROWS)
                .withMaxRowCountForPageSizeCheck(PAGE_ROWS)
                .estimateRowCountForPageSizeCheck(false)
                .withPageWriteChecksumEnabled(true)
                .build();
    }

    /*
     * Whole columns for a page's rows, and only then the ends of these records: that is several times as fast as going through
     * the columns for every record. It holds as long as Parquet looks for full pages at multiples of PAGE_ROWS only.
     */
    private static void writeRowGroup(
            UniverseTable table,
            int from,
            int to,
            MessageType schema,
            ParquetProperties properties,
            ZstdCodec codec,
            ParquetFileWriter file)
            throws IOException {
        ColumnChunkPageWriteStore pages = ParquetFiles.pages(schema, properties, codec);
        try (pages;
                ColumnWriteStore columns = properties.newColumnWriteStore(schema, pages, pages)) {
            Dictionaries dictionaries = new Dictionaries(table);
            for (int page = from; page < to; page += PAGE_ROWS) {
                int end = Math.min(to, page + PAGE_ROWS);
                writeEvents(table, page, end, schema, columns, dictionaries);
                for (int i = 0; i < table.features().size(); i++) {
                    ColumnDescriptor column = schema.getColumns().get(UniverseSchema.FIRST_FEATURE + i);
                    writeFeature(table.features().get(i), page, end, columns.getColumnWriter(column));
                }
                for (int row = page; row < end; row++) {
                    columns.endRecord();
                }
            }
            columns.flush();
            file.startBlock(to - from);
            pages.flushToFileWriter(file);
            file.endBlock();
        }
    }

    /** The texts of a table as Parquet wants them, each made once. */
    private static final class Dictionaries {

        private final Binary up = Binary.fromString("up");
        private final Binary down = Binary.fromString("down");
        private final Map<Level, Binary> levels = new EnumMap<>(Level.class);
        private final Binary[] signatures;

        Dictionaries(UniverseTable table) {
            for (Level level : Level.values()) {
                levels.put(level, Binary.fromString(level.label()));
            }
            signatures = table.signatureTexts().stream().map(Binary::fromString).toArray(Binary[]::new);
        }
    }

    private static void writeEvents(
            UniverseTable table,
            int from,
            int to,
            MessageType schema,
            ColumnWriteStore columns,
            Dictionaries dictionaries) {
        ColumnWriter timestamp = columns.getColumnWriter(column(schema, UniverseSchema.TIMESTAMP));
        ColumnWriter direction = columns.getColumnWriter(column(schema, UniverseSchema.DIRECTION));
        ColumnWriter level = columns.getColumnWriter(column(schema, UniverseSchema.LEVEL));
        ColumnWriter movement = columns.getColumnWriter(column(schema, UniverseSchema.MOVEMENT_PIPS));
        ColumnWriter minutes = columns.getColumnWriter(column(schema, UniverseSchema.WINDOW_MINUTES));
        ColumnWriter signature = columns.getColumnWriter(column(schema, UniverseSchema.SIGNATURE));
        for (int i = from; i < to; i++) {
            timestamp.write(Math.floorDiv(table.timeNanos(i), 1_000L), 0, 0);
            direction.write(table.up(i) ? dictionaries.up : dictionaries.down, 0, 0);
            level.write(dictionaries.levels.get(table.level(i)), 0, 0);
            movement.write(table.movementPips(i), 0, 0);
            minutes.write(table.windowMinutes(i), 0, 0);
            signature.write(dictionaries.signatures[table.signatureIndex(i)], 0, 0);
        }
    }

    private static ColumnDescriptor column(MessageType schema, String name) {
        return schema.getColumnDescription(new String[] {name});
    }

    private static void writeFeature(FeatureColumn feature, int from, int to, ColumnWriter out) {
        for (int i = from; i < to; i++) {
            if (feature.isNull(i)) {
                out.writeNull(0, 0);
            } else {
                out.write(feature.value(i), 0, 1);
            }
        }
    }
}
