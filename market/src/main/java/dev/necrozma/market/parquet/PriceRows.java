package dev.necrozma.market.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * The rows of a Parquet file that anybody wrote: a time, prices, and maybe a symbol. Walks through one row after the other, with the
 * pages of one row group in memory. Not thread-safe.
 */
public final class PriceRows implements Closeable {

    /** Reads a value of a column, which is not null. */
    interface Reading {
        void read(ColumnReader column) throws IOException;
    }

    private static final Reading NOTHING = column -> {};
    /** More than any symbol and any decimal has. */
    static final int MOST_VALUE_BYTES = 1024;

    private final Path file;
    private final StatedSizes sizes;
    private final ParquetFileReader reader;
    private final long mostPageBytes;
    private final MessageType schema;
    private Optional<TimeValue> time = Optional.empty();
    private PriceValue[] prices = new PriceValue[0];
    private Reading[] readings = new Reading[0];
    private ColumnReader[] columns = new ColumnReader[0];
    private List<ColumnDescriptor> wanted = List.of();
    private Set<ColumnPath> paths = Set.of();
    private boolean[] present = new boolean[0];
    private String symbol = "";
    private int group;
    private long left;

    private PriceRows(Path file, StatedSizes sizes, ParquetFileReader reader, long mostPageBytes) {
        this.file = file;
        this.sizes = sizes;
        this.reader = reader;
        this.mostPageBytes = mostPageBytes;
        this.schema = reader.getFileMetaData().getSchema();
    }

    /**
     * Opens a file at its start.
     *
     * @param mostPageBytes how long the pages that are read may be, unpacked, all together
     * @throws FileSystemException if the system refuses to have it read
     * @throws IOException if it is no Parquet file, or one that cannot be read, in a sentence
     */
    public static PriceRows open(Path file, long mostPageBytes) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new ForeignCodecs(mostPageBytes))
                .usePageChecksumVerification()
                .build();
        StatedSizes sizes = StatedSizes.of(file);
        try {
            sizes.requireFooter();
            ParquetFileReader reader = ParquetFileReader.open(new ForeignFile(file), options);
            try {
                sizes.requireGroups(reader.getRowGroups());
                return new PriceRows(file, sizes, reader, mostPageBytes);
            } catch (IOException | RuntimeException e) {
                reader.close();
                throw e;
            }
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            sizes.close();
            throw unreadable(file, e);
        }
    }

    /*
     * What the library says of damage is for those who know it, if for anyone: it stays the cause. It also goes as deep as damaged numbers
     * say; that there is no such room does no harm to anything else. What the system refused is no damage.
     */
    private static IOException unreadable(Path file, Throwable e) {
        Optional<FileSystemException> refusal = ForeignFile.refusal(e);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String problem = "it is damaged";
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadablePageException told) {
                problem = String.valueOf(told.getMessage());
            } else if (cause instanceof ParquetCryptoRuntimeException) {
                problem = "it is encrypted";
            } else if (cause instanceof OutOfMemoryError) {
                problem = "it takes more memory than there is, or is damaged";
            }
        }
        return new IOException(file + " cannot be read as Parquet: " + problem, e);
    }

    /** The names of its columns that hold one value a row; a place in this list stands for a column below. */
    public List<String> names() {
        return plain(Type::getName);
    }

    private <T> List<T> plain(Function<Type, T> what) {
        return schema.getFields().stream()
                .filter(type -> type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED))
                .map(what)
                .toList();
    }

    /** How many rows there are. */
    public long count() {
        return reader.getRecordCount();
    }

    /**
     * Says which columns are to be read. The file is then at its start.
     *
     * @param symbolColumn −1 for none
     * @throws IOException if the time or a price is of a type that tells neither
     */
    public void choose(int timeColumn, List<Integer> priceColumns, int symbolColumn) throws IOException {
        List<PrimitiveType> types = plain(Type::asPrimitiveType);
        List<PrimitiveType> chosen = new ArrayList<>();
        List<Reading> read = new ArrayList<>();
        TimeValue value = TimeValue.of(types.get(timeColumn), file);
        time = Optional.of(value);
        chosen.add(types.get(timeColumn));
        read.add(value::read);
        prices = new PriceValue[priceColumns.size()];
        for (int i = 0; i < prices.length; i++) {
            PriceValue price = PriceValue.of(types.get(priceColumns.get(i)), file);
            prices[i] = price;
            chosen.add(types.get(priceColumns.get(i)));
            read.add(price::read);
        }
        if (symbolColumn >= 0
                && types.get(symbolColumn).getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BINARY) {
            chosen.add(types.get(symbolColumn));
            read.add(column -> symbol = bounded(column.getBinary()).toStringUsingUTF8());
        }
        MessageType projection = new MessageType(schema.getName(), new ArrayList<Type>(chosen));
        reader.setRequestedSchema(projection);
        wanted = chosen.stream()
                .map(type -> projection.getColumnDescription(new String[] {type.getName()}))
                .toList();
        paths = wanted.stream().map(column -> ColumnPath.get(column.getPath())).collect(Collectors.toSet());
        readings = read.toArray(new Reading[0]);
        columns = new ColumnReader[readings.length];
        present = new boolean[readings.length];
    }

    /** What is a symbol or the digits of a decimal; each row may have the same megabytes of a dictionary. */
    static Binary bounded(Binary value) {
        if (value.length() > MOST_VALUE_BYTES) {
            throw new UnreadablePageException(
                    "a symbol or a decimal of it has more than " + MOST_VALUE_BYTES + " bytes");
        }
        return value;
    }

    /**
     * Moves to the next row; false at the end.
     *
     * @throws FileSystemException if the system refuses to have the file read
     * @throws IOException if it is damaged, in a sentence
     */
    public boolean next() throws IOException {
        try {
            while (left == 0) {
                if (!nextGroup()) {
                    return false;
                }
            }
            for (int i = 0; i < columns.length; i++) {
                ColumnReader column = columns[i];
                present[i] = column.getCurrentDefinitionLevel() == wanted.get(i).getMaxDefinitionLevel();
                (present[i] ? readings[i] : NOTHING).read(column);
                column.consume();
            }
            left--;
            return true;
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw unreadable(file, e);
        }
    }

    private boolean nextGroup() throws IOException {
        List<BlockMetaData> groups = reader.getRowGroups();
        while (group < groups.size() && groups.get(group).getRowCount() == 0) {
            group++;
        }
        if (group == groups.size()) {
            return false;
        }
        sizes.requirePages(groups.get(group), paths);
        PageReadStore pages = new BoundedPages(reader.readRowGroup(group), mostPageBytes);
        group++;
        MessageType projection = new MessageType(
                schema.getName(),
                wanted.stream().<Type>map(ColumnDescriptor::getPrimitiveType).toList());
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                pages, new NoRecords(), projection, reader.getFileMetaData().getCreatedBy());
        for (int i = 0; i < columns.length; i++) {
            columns[i] = store.getColumnReader(wanted.get(i));
        }
        left = pages.getRowCount();
        return true;
    }

    /** Whether the row has a time that fits in nanoseconds. */
    public boolean hasTime() {
        return present[0] && value().isValid();
    }

    /** The time of the row: seconds since 1970, of UTC if {@link #isUtc}, else of some clock. */
    public long seconds() {
        return value().seconds();
    }

    /** Nanoseconds of the second. */
    public int nanos() {
        return value().nanos();
    }

    /** Whether times are of UTC: the column says so, or counts since 1970. */
    public boolean isUtc() {
        return value().isUtc();
    }

    private TimeValue value() {
        return time.orElseThrow();
    }

    /** A price of the row; NaN where it is null. */
    public double price(int index) {
        return present[1 + index] ? prices[index].value() : Double.NaN;
    }

    /** The places behind the point that the prices of the row need; more than ten if one is no such decimal. */
    public int places() {
        int places = 0;
        for (PriceValue price : prices) {
            places = Math.max(places, price.places());
        }
        return places;
    }

    /** The symbol of the row; empty without a column of symbols, and where it is null. */
    public String symbol() {
        return symbol;
    }

    @Override
    public void close() throws IOException {
        sizes.close();
        reader.close();
    }
}
