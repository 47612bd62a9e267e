package dev.necrozma.market.parquet;

import dev.necrozma.market.input.ReadableFile;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/**
 * What a file states about the sizes of its parts, looked at before Parquet is: that makes the room for a part first, and finds then
 * that the file has no such part. Not thread-safe.
 */
final class StatedSizes implements Closeable {

    private static final long MOST_ROWS = 1L << 40; // so that sums do not overflow
    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
    private static final int END_BYTES = Integer.BYTES + MAGIC.length;
    private static final int USUAL_HEADER_BYTES = 512;
    private static final int MOST_HEADER_BYTES = 1 << 20;

    private final Path path;
    private final FileChannel file;
    private final long size;

    private StatedSizes(Path path, FileChannel file) throws IOException {
        this.path = path;
        this.file = file;
        this.size = file.size();
    }

    static StatedSizes of(Path path) throws IOException {
        try {
            FileChannel file = FileChannel.open(path);
            try {
                return new StatedSizes(path, file);
            } catch (IOException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw ReadableFile.failure(path, e);
        }
    }

    void requireFooter() throws IOException {
        if (!read(Math.max(0, size - MAGIC.length), (int) Math.min(size, MAGIC.length))
                .equals(ByteBuffer.wrap(MAGIC))) {
            throw new UnreadablePageException("it is truncated, or was not written to its end");
        }
        require(size >= MAGIC.length + END_BYTES);
        int length = read(size - END_BYTES, Integer.BYTES).getInt();
        require(length >= 0 && length <= size - END_BYTES - MAGIC.length);
        ThriftStruct.skip(read(size - END_BYTES - length, length));
    }

    /* Row groups that share their columns would be as much to read as there are, from a file of any size. */
    void requireGroups(List<BlockMetaData> groups) throws IOException {
        long left = size;
        for (BlockMetaData group : groups) {
            require(group.getRowCount() >= 0 && group.getRowCount() < MOST_ROWS);
            for (ColumnChunkMetaData column : group.getColumns()) {
                long length = column.getTotalSize();
                require(length >= 0 && column.getStartingPos() >= 0 && length <= size - column.getStartingPos());
                left -= length;
                require(left >= 0);
            }
        }
    }

    /** @param paths of columns that hold one value a row */
    void requirePages(BlockMetaData group, Set<ColumnPath> paths) throws IOException {
        for (ColumnChunkMetaData column : group.getColumns()) {
            if (paths.contains(column.getPath())) {
                require(column.getValueCount() == group.getRowCount());
                requirePages(column);
            }
        }
    }

    /* A little beyond the stated end: Parquet reads on to the last value, as there were writers that did not count a header. */
    private void requirePages(ColumnChunkMetaData column) throws IOException {
        long at = column.getStartingPos();
        long end = Math.min(size, at + column.getTotalSize() + USUAL_HEADER_BYTES);
        long left = column.getValueCount();
        while (left > 0) {
            byte[] bytes = header(at, end);
            PageHeader header = Util.readPageHeader(new ByteArrayInputStream(bytes));
            at += bytes.length;
            int length = header.getCompressed_page_size();
            require(length >= 0 && length <= end - at);
            int values = values(header);
            require(values >= 0);
            at += length;
            left -= values;
        }
    }

    private static int values(PageHeader header) {
        return switch (header.getType()) {
            case DATA_PAGE -> header.getData_page_header().getNum_values();
            case DATA_PAGE_V2 -> header.getData_page_header_v2().getNum_values();
            default -> 0;
        };
    }

    private byte[] header(long at, long end) throws IOException {
        for (int length = USUAL_HEADER_BYTES; ; length = MOST_HEADER_BYTES) {
            ByteBuffer bytes = read(at, (int) Math.min(length, end - at));
            try {
                ThriftStruct.skip(bytes);
                byte[] header = new byte[bytes.position()];
                bytes.flip().get(header);
                return header;
            } catch (BufferUnderflowException e) {
                if (length == MOST_HEADER_BYTES || length > end - at) {
                    throw e;
                }
            }
        }
    }

    private ByteBuffer read(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (readAt(at + bytes.position(), bytes) < 0) {
                throw new EOFException("the file became shorter");
            }
        }
        return bytes.flip();
    }

    private int readAt(long at, ByteBuffer bytes) throws IOException {
        try {
            return file.read(bytes, at);
        } catch (IOException e) {
            throw ReadableFile.failure(path, e);
        }
    }

    private static void require(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("the file states what it cannot have");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
