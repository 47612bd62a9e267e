package dev.necrozma.market.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB does not write: times of twelve bytes. */
class PriceRowsTest {

    private static final MessageType SCHEMA =
            MessageTypeParser.parseMessageType("message m { required int96 timestamp; required double bid; }");

    @TempDir
    Path directory;

    @Test
    void readsTimesOfTwelveBytes() throws IOException {
        Path file = directory.resolve("x");
        write(file, LocalDate.of(2019, 7, 1), 36_000_000_001_230L, LocalDate.of(1969, 12, 31), 86_399_999_999_999L);

        try (PriceRows rows = PriceRows.open(file, 1 << 20)) {
            rows.choose(0, List.of(1), -1);
            assertThat(rows.next()).isTrue();
            assertThat(Instant.ofEpochSecond(rows.seconds(), rows.nanos()))
                    .isEqualTo(Instant.parse("2019-07-01T10:00:00.000001230Z"));
            assertThat(rows.isUtc()).isFalse();
            assertThat(rows.price(0)).isEqualTo(1.25);
            assertThat(rows.places()).isEqualTo(2);
            assertThat(rows.next()).isTrue();
            assertThat(Instant.ofEpochSecond(rows.seconds(), rows.nanos()))
                    .isEqualTo(Instant.parse("1969-12-31T23:59:59.999999999Z"));
            assertThat(rows.next()).isFalse();
        }
    }

    /* Days and nanoseconds of the day by turns. */
    private static void write(Path path, Object... daysAndNanos) throws IOException {
        ParquetProperties properties = ParquetProperties.builder().build();
        ZstdCodec codec = new ZstdCodec();
        try (OutputStream out = Files.newOutputStream(path)) {
            ParquetFileWriter file = ParquetFiles.create(out, SCHEMA);
            file.start();
            try (ColumnChunkPageWriteStore pages = ParquetFiles.pages(SCHEMA, properties, codec);
                    ColumnWriteStore columns = properties.newColumnWriteStore(SCHEMA, pages, pages)) {
                for (int i = 0; i < daysAndNanos.length; i += 2) {
                    long julian = ((LocalDate) daysAndNanos[i]).toEpochDay() + 2_440_588;
                    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
                    bytes.putLong((long) daysAndNanos[i + 1]).putInt((int) julian);
                    columns.getColumnWriter(SCHEMA.getColumns().get(0))
                            .write(Binary.fromConstantByteArray(bytes.array()), 0, 0);
                    columns.getColumnWriter(SCHEMA.getColumns().get(1)).write(1.25, 0, 0);
                    columns.endRecord();
                }
                columns.flush();
                file.startBlock(daysAndNanos.length / 2);
                pages.flushToFileWriter(file);
                file.endBlock();
            }
            file.end(Map.of());
        } finally {
            codec.close();
        }
    }
}
