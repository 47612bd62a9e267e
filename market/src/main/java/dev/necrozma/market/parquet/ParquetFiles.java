package dev.necrozma.market.parquet;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/** How every Parquet file of this project is begun: row groups as they come, pages with checksums. */
final class ParquetFiles {

    static final int UNLIMITED_BYTES = 1 << 30;

    private static final int TRUNCATE_LENGTH = 64;

    private ParquetFiles() {}

    /** A file of which nothing is written yet; {@code out} is left open. */
    static ParquetFileWriter create(OutputStream out, MessageType schema) throws IOException {
        return new ParquetFileWriter(
                new StreamOutputFile(out),
                schema,
                ParquetFileWriter.Mode.CREATE,
                UNLIMITED_BYTES,
                0,
                TRUNCATE_LENGTH,
                TRUNCATE_LENGTH,
                true);
    }

    /** What writes to a file. */
    interface Writing {
        void run() throws IOException;
    }

    /**
     * Lets {@code writing} write to a file, and throws what the stream of the file threw as it is: Parquet passes on what it was about to
     * write instead.
     */
    static void write(Writing writing) throws IOException {
        try {
            writing.run();
        } catch (IOException failed) {
            throw ofTheStream(failed);
        }
    }

    private static IOException ofTheStream(IOException failed) {
        Throwable cause = failed.getCause();
        if (cause == null || cause instanceof IOException) {
            return failed;
        }
        return cause.getCause() instanceof IOException thrown ? thrown : failed;
    }

    /** Where the columns of a row group are gathered. */
    static ColumnChunkPageWriteStore pages(MessageType schema, ParquetProperties properties, ZstdCodec codec) {
        return ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> codec)
                .withSchema(schema)
                .withAllocator(properties.getAllocator())
                .withColumnIndexTruncateLength(TRUNCATE_LENGTH)
                .withPageWriteChecksumEnabled(true)
                .build();
    }
}
