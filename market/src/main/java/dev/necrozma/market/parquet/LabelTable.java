package dev.necrozma.market.parquet;

import dev.necrozma.market.label.LabelRows;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * The labels of one configuration, a row for each entry in time order. A column is read from the file when it is first asked for,
 * and nothing else of the file then; after that it is kept. Arrays are shared by all who ask: they must not be written to. A damaged
 * page is noticed by its checksum.
 *
 * <p>Safe for use by several threads, one of which reads from the file at a time. Keeps no file open, so that there is nothing to
 * close; the columns are given up with the object. What is asked for after the file was replaced by another fails.
 */
public final class LabelTable {

    private static final long NANOS_PER_MICRO = 1_000;

    private final Path file;
    private final BasicFileAttributes opened;
    private final LabelSpec spec;
    private final String symbol;
    private final int size;
    private final Map<String, Object> columns = new HashMap<>();

    private LabelTable(Path file, BasicFileAttributes opened, LabelSpec spec, String symbol, int size) {
        this.file = file;
        this.opened = opened;
        this.spec = spec;
        this.symbol = symbol;
        this.size = size;
    }

    /**
     * Opens a table that {@link LabelTableWriter} wrote.
     *
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if the file cannot be read or is no label table
     */
    public static LabelTable open(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return read(file, reader -> {
            FileMetaData footer = reader.getFileMetaData();
            if (!footer.getSchema().equals(LabelSchema.SCHEMA)) {
                throw new IOException("not a label table: unexpected columns");
            }
            Map<String, String> metadata = footer.getKeyValueMetaData();
            return new LabelTable(
                    file,
                    attributes,
                    LabelSpec.parse(LabelSchema.name(metadata)),
                    LabelSchema.symbol(metadata),
                    Math.toIntExact(reader.getRecordCount()));
        });
    }

    /** How many rows there are. */
    public int size() {
        return size;
    }

    public LabelSpec spec() {
        return spec;
    }

    /** The instrument, such as {@code EURUSD}. */
    public String symbol() {
        return symbol;
    }

    /** The names of the columns in their order. */
    public List<String> columns() {
        return LabelSchema.SCHEMA.getFields().stream().map(Type::getName).toList();
    }

    /** The time of each entry in UTC epoch nanoseconds, to the microsecond. */
    public long[] timestamps() throws IOException {
        return times(LabelSchema.TIMESTAMP);
    }

    /** The left edge of the candle that each entry closes, or of the minute it falls into, in UTC epoch nanoseconds. */
    public long[] candleTimestamps() throws IOException {
        return times(LabelSchema.CANDLE_TIMESTAMP);
    }

    private long[] times(String column) throws IOException {
        return column(column, PrimitiveTypeName.INT64, long[].class, () -> {
            long[] nanos = new long[size];
            return new Target(
                    nanos, (reader, row) -> nanos[row] = Math.multiplyExact(reader.getLong(), NANOS_PER_MICRO));
        });
    }

    /**
     * A column of doubles, such as {@code up_entry_price}.
     *
     * @throws IllegalArgumentException if there is no such column of doubles
     * @throws IOException if the file cannot be read or is damaged
     */
    public double[] doubles(String column) throws IOException {
        return column(column, PrimitiveTypeName.DOUBLE, double[].class, () -> {
            double[] values = new double[size];
            return new Target(values, (reader, row) -> values[row] = reader.getDouble());
        });
    }

    /**
     * A column of floats, such as {@code up_mfe}; NaN stands for null.
     *
     * @throws IllegalArgumentException if there is no such column of floats
     * @throws IOException if the file cannot be read or is damaged
     */
    public float[] floats(String column) throws IOException {
        return column(column, PrimitiveTypeName.FLOAT, float[].class, () -> {
            float[] values = new float[size];
            Arrays.fill(values, Float.NaN);
            return new Target(values, (reader, row) -> values[row] = reader.getFloat());
        });
    }

    /**
     * A column of truth values, such as {@code up_hit_target}: 1, 0, or {@link LabelRows#UNKNOWN}, which stands for null.
     *
     * @throws IllegalArgumentException if there is no such column of truth values
     * @throws IOException if the file cannot be read or is damaged
     */
    public byte[] booleans(String column) throws IOException {
        return column(column, PrimitiveTypeName.BOOLEAN, byte[].class, () -> {
            byte[] values = new byte[size];
            Arrays.fill(values, LabelRows.UNKNOWN);
            return new Target(values, (reader, row) -> values[row] = (byte) (reader.getBoolean() ? 1 : 0));
        });
    }

    /**
     * A column of outcomes, {@code up_outcome} or {@code down_outcome}, as {@link Outcome#code}.
     *
     * @throws IllegalArgumentException if there is no such column of outcomes
     * @throws IOException if the file cannot be read or is damaged
     */
    public byte[] outcomes(String column) throws IOException {
        return column(column, PrimitiveTypeName.BINARY, byte[].class, () -> {
            byte[] codes = new byte[size];
            return new Target(codes, (reader, row) -> codes[row] = code(reader.getBinary()));
        });
    }

    private static byte code(Binary text) throws IOException {
        for (Outcome outcome : Outcome.values()) {
            if (text.equals(LabelPages.text(outcome))) {
                return outcome.code();
            }
        }
        throw new IOException("not an outcome: " + text.toStringUsingUTF8());
    }

    /** Takes the value at which a reader stands, which is not null. */
    private interface Receiver {
        void receive(ColumnReader reader, int row) throws IOException;
    }

    /** @param array what the receiver fills */
    private record Target(Object array, Receiver receiver) {}

    /** Makes room for a column. */
    private interface TargetSource {
        Target get();
    }

    private synchronized <T> T column(String name, PrimitiveTypeName type, Class<T> arrayType, TargetSource source)
            throws IOException {
        requireColumn(name, type);
        Object known = columns.get(name);
        if (known == null) {
            requireSameFile();
            Target target = source.get();
            int rows = read(file, reader -> readColumn(reader, name, target.receiver));
            if (rows != size) {
                throw new IOException(file + ": column " + name + " has " + rows + " rows instead of " + size);
            }
            known = target.array;
            columns.put(name, known);
        }
        return arrayType.cast(known);
    }

    private void requireColumn(String name, PrimitiveTypeName type) {
        for (ColumnDescriptor column : LabelSchema.SCHEMA.getColumns()) {
            if (column.getPath()[0].equals(name) && column.getPrimitiveType().getPrimitiveTypeName() == type) {
                return;
            }
        }
        throw new IllegalArgumentException("no column of type " + typeName(type) + ": " + name + "; there are "
                + LabelSchema.SCHEMA.getFields().stream()
                        .map(Type::asPrimitiveType)
                        .map(LabelTable::described)
                        .collect(Collectors.joining(", ")));
    }

    private static String described(PrimitiveType column) {
        return column.getName() + " (" + typeName(column.getPrimitiveTypeName()) + ")";
    }

    private static String typeName(PrimitiveTypeName type) {
        if (type == PrimitiveTypeName.INT64) {
            return "time";
        }
        if (type == PrimitiveTypeName.BINARY) {
            return "outcome";
        }
        return type.javaType.getSimpleName();
    }

    private void requireSameFile() throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        if (now.size() != opened.size()
                || !now.lastModifiedTime().equals(opened.lastModifiedTime())
                || !Objects.equals(now.fileKey(), opened.fileKey())) {
            throw new IOException("the file was replaced since the table was opened: " + file);
        }
    }

    private static int readColumn(ParquetFileReader file, String name, Receiver receiver) throws IOException {
        MessageType wanted = new MessageType(LabelSchema.SCHEMA.getName(), LabelSchema.SCHEMA.getType(name));
        ColumnDescriptor column = wanted.getColumns().get(0);
        file.setRequestedSchema(wanted);
        String createdBy = file.getFileMetaData().getCreatedBy();
        int row = 0;
        for (PageReadStore pages = file.readNextRowGroup(); pages != null; pages = file.readNextRowGroup()) {
            ColumnReader reader =
                    new ColumnReadStoreImpl(pages, new NoRecords(), wanted, createdBy).getColumnReader(column);
            int end = row + Math.toIntExact(pages.getRowCount());
            for (; row < end; row++) {
                if (reader.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel()) {
                    receiver.receive(reader, row);
                }
                reader.consume();
            }
        }
        return row;
    }

    /** What is done with an open file. */
    private interface Reading<T> {
        T from(ParquetFileReader reader) throws IOException;
    }

    private static <T> T read(Path file, Reading<T> reading) throws IOException {
        ZstdCodec codec = new ZstdCodec();
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(codec)
                .usePageChecksumVerification()
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            return reading.from(reader);
        } catch (IOException | RuntimeException e) {
            // Parquet reports damage by exceptions of many types, some of them bare RuntimeExceptions.
            throw new IOException("cannot read the label table " + file + ": " + e.getMessage(), e);
        } finally {
            codec.close();
        }
    }
}
