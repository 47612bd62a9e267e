package dev.necrozma.market.parquet;

import dev.necrozma.market.universe.FeatureColumn;
import dev.necrozma.market.universe.Level;
import dev.necrozma.market.universe.UniverseTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.MessageType;

/** Reads the Parquet form of a universe, column by column. */
final class UniverseParquetReader {

    private final MessageType schema;
    private final Map<String, String> metadata;
    private final long[] timesNanos;
    private final boolean[] ups;
    private final Level[] levels;
    private final double[] movementsPips;
    private final int[] windowMinutes;
    private final int[] signatures;
    private final List<String> signatureTexts = new ArrayList<>();
    private final Map<String, Integer> signaturePlaces = new HashMap<>();
    private final float[][] values;
    private final long[][] nulls;
    private int rows;

    private UniverseParquetReader(MessageType schema, Map<String, String> metadata, int size) throws IOException {
        this.schema = schema;
        this.metadata = metadata;
        if (schema.getFieldCount() < UniverseSchema.FIRST_FEATURE
                || !schema.getFieldName(0).equals(UniverseSchema.TIMESTAMP)) {
            throw new IOException("not a universe: unexpected columns");
        }
        timesNanos = new long[size];
        ups = new boolean[size];
        levels = new Level[size];
        movementsPips = new double[size];
        windowMinutes = new int[size];
        signatures = new int[size];
        values = new float[schema.getFieldCount() - UniverseSchema.FIRST_FEATURE][size];
        nulls = new long[values.length][];
    }

    static UniverseTable read(byte[] bytes) throws IOException {
        ZstdCodec codec = new ZstdCodec();
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(codec)
                .usePageChecksumVerification()
                .build();
        try (ParquetFileReader file = ParquetFileReader.open(new BytesInputFile(bytes), options)) {
            MessageType schema = file.getFileMetaData().getSchema();
            UniverseParquetReader reader = new UniverseParquetReader(
                    schema, file.getFileMetaData().getKeyValueMetaData(), Math.toIntExact(file.getRecordCount()));
            String createdBy = file.getFileMetaData().getCreatedBy();
            for (PageReadStore pages = file.readNextRowGroup(); pages != null; pages = file.readNextRowGroup()) {
                reader.readRowGroup(new ColumnReadStoreImpl(pages, new NoRecords(), schema, createdBy), pages);
            }
            return reader.table();
        } catch (ParquetDecodingException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("universe is corrupt: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // Parquet reports a file that is none as a bare RuntimeException.
            throw new IOException("not a Parquet file: " + e.getMessage(), e);
        } finally {
            codec.close();
        }
    }

    private void readRowGroup(ColumnReadStore columns, PageReadStore pages) {
        int count = Math.toIntExact(pages.getRowCount());
        List<ColumnDescriptor> descriptors = schema.getColumns();
        for (int column = 0; column < descriptors.size(); column++) {
            ColumnReader reader = columns.getColumnReader(descriptors.get(column));
            int present = descriptors.get(column).getMaxDefinitionLevel();
            for (int row = rows; row < rows + count; row++) {
                readValue(column, row, reader, present);
                reader.consume();
            }
        }
        rows += count;
    }

    private void readValue(int column, int row, ColumnReader reader, int present) {
        switch (column) {
            case 0:
                timesNanos[row] = reader.getLong() * 1_000;
                break;
            case 1:
                ups[row] = reader.getBinary().toStringUsingUTF8().equals("up");
                break;
            case 2:
                levels[row] = level(reader.getBinary().toStringUsingUTF8());
                break;
            case 3:
                movementsPips[row] = reader.getDouble();
                break;
            case 4:
                windowMinutes[row] = reader.getInteger();
                break;
            case 5:
                signatures[row] = signature(reader.getBinary().toStringUsingUTF8());
                break;
            default:
                readFeature(column - UniverseSchema.FIRST_FEATURE, row, reader, present);
        }
    }

    private void readFeature(int feature, int row, ColumnReader reader, int present) {
        if (reader.getCurrentDefinitionLevel() == present) {
            values[feature][row] = reader.getFloat();
            return;
        }
        if (nulls[feature] == null) {
            nulls[feature] = new long[FeatureColumn.words(timesNanos.length)];
        }
        nulls[feature][row >>> 6] |= 1L << (row & 63);
    }

    private static Level level(String label) {
        for (Level level : Level.values()) {
            if (level.label().equals(label)) {
                return level;
            }
        }
        throw new IllegalArgumentException("no such level: " + label);
    }

    private int signature(String text) {
        Integer known = signaturePlaces.putIfAbsent(text, signatureTexts.size());
        if (known == null) {
            signatureTexts.add(text);
            return signatureTexts.size() - 1;
        }
        return known;
    }

    private UniverseTable table() throws IOException {
        List<FeatureColumn> features = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            String name = schema.getFieldName(UniverseSchema.FIRST_FEATURE + i);
            features.add(new FeatureColumn(
                    name,
                    UniverseSchema.unit(metadata, name),
                    UniverseSchema.reference(metadata, name),
                    values[i],
                    nulls[i] == null ? new long[0] : nulls[i]));
        }
        return new UniverseTable(
                UniverseSchema.info(metadata),
                timesNanos,
                ups,
                levels,
                movementsPips,
                windowMinutes,
                signatures,
                signatureTexts,
                features);
    }
}
