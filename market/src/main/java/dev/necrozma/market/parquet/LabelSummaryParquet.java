package dev.necrozma.market.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import dev.necrozma.market.label.LabelSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Summaries of labels as a Parquet file, a row a configuration: {@code name, target, stop, horizon, entries}, then the numbers of {@link
 * LabelSummary.Direction}, first with the prefix {@code up_}, then with {@code down_}, in the names that {@link
 * dev.necrozma.market.label.LabelSummaryJson} has. Doubles that are NaN there are null.
 */
public final class LabelSummaryParquet {

    /** One column: its type, and how a row's value gets into it. */
    private record Column(Type type, Value value) {}

    private interface Value {
        void write(LabelSummary summary, ColumnWriter out);
    }

    private static final List<Column> COLUMNS = columns();
    private static final MessageType SCHEMA =
            new MessageType("label_summary", COLUMNS.stream().map(Column::type).toList());

    private LabelSummaryParquet() {}

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(
                Types.required(BINARY).as(stringType()).named("name"),
                (summary, out) -> out.write(Binary.fromString(summary.spec().name()), 0, 0)));
        columns.add(required("target", summary -> summary.spec().targetPips()));
        columns.add(required("stop", summary -> summary.spec().stopPips()));
        columns.add(required("horizon", summary -> summary.spec().horizonMinutes()));
        columns.add(count("entries", LabelSummary::entries));
        addDirection(columns, "up_", LabelSummary::up);
        addDirection(columns, "down_", LabelSummary::down);
        return List.copyOf(columns);
    }

    private static void addDirection(
            List<Column> columns, String prefix, Function<LabelSummary, LabelSummary.Direction> direction) {
        columns.add(count(prefix + "target", summary -> direction.apply(summary).target()));
        columns.add(count(prefix + "stop", summary -> direction.apply(summary).stop()));
        columns.add(count(prefix + "none", summary -> direction.apply(summary).none()));
        columns.add(
                count(prefix + "censored", summary -> direction.apply(summary).censored()));
        columns.add(count(
                prefix + "touched_target", summary -> direction.apply(summary).touchedTarget()));
        columns.add(count(
                prefix + "touched_stop", summary -> direction.apply(summary).touchedStop()));
        columns.add(optional(
                prefix + "minutes_to_target_sum",
                summary -> direction.apply(summary).minutesToTargetSum()));
        columns.add(optional(
                prefix + "minutes_to_stop_sum",
                summary -> direction.apply(summary).minutesToStopSum()));
        columns.add(optional(
                prefix + "success_rate", summary -> direction.apply(summary).successRate()));
        columns.add(optional(
                prefix + "mean_mfe", summary -> direction.apply(summary).meanMfe()));
        columns.add(optional(
                prefix + "mean_mae", summary -> direction.apply(summary).meanMae()));
        columns.add(
                optional(prefix + "mean_r", summary -> direction.apply(summary).meanR()));
        columns.add(optional(
                prefix + "expectancy_pips", summary -> direction.apply(summary).expectancyPips()));
        columns.add(optional(
                prefix + "expectancy_low", summary -> direction.apply(summary).expectancyLow()));
        columns.add(optional(
                prefix + "expectancy_high", summary -> direction.apply(summary).expectancyHigh()));
    }

    private static Column count(String name, ToIntFunction<LabelSummary> value) {
        return new Column(
                Types.required(INT32).named(name), (summary, out) -> out.write(value.applyAsInt(summary), 0, 0));
    }

    private static Column required(String name, ToDoubleFunction<LabelSummary> value) {
        return new Column(
                Types.required(DOUBLE).named(name), (summary, out) -> out.write(value.applyAsDouble(summary), 0, 0));
    }

    private static Column optional(String name, ToDoubleFunction<LabelSummary> value) {
        return new Column(Types.optional(DOUBLE).named(name), (summary, out) -> {
            double number = value.applyAsDouble(summary);
            if (Double.isNaN(number)) {
                out.writeNull(0, 0);
            } else {
                out.write(number, 0, 1);
            }
        });
    }

    /** Writes summaries in their order; does not close the stream. The same summaries give the same bytes. */
    public static void write(List<LabelSummary> summaries, OutputStream out) throws IOException {
        ZstdCodec codec = new ZstdCodec();
        ParquetProperties properties = ParquetProperties.builder()
                .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
                .withPageWriteChecksumEnabled(true)
                .build();
        ColumnChunkPageWriteStore pages = ParquetFiles.pages(SCHEMA, properties, codec);
        try (ParquetFileWriter file = ParquetFiles.create(out, SCHEMA);
                pages;
                ColumnWriteStore columns = properties.newColumnWriteStore(SCHEMA, pages, pages)) {
            file.start();
            for (LabelSummary summary : summaries) {
                for (int i = 0; i < COLUMNS.size(); i++) {
                    COLUMNS.get(i)
                            .value()
                            .write(
                                    summary,
                                    columns.getColumnWriter(SCHEMA.getColumns().get(i)));
                }
                columns.endRecord();
            }
            columns.flush();
            file.startBlock(summaries.size());
            ParquetFiles.write(() -> {
                pages.flushToFileWriter(file);
                file.endBlock();
                file.end(Map.of());
            });
        } finally {
            codec.close();
        }
    }
}
