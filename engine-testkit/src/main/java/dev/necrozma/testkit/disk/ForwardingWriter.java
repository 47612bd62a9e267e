package dev.necrozma.testkit.disk;

import dev.necrozma.engine.disk.DiskWriter;
import java.io.IOException;

/** Passes every operation on to another writer. Extend it to watch or change some. */
public class ForwardingWriter implements DiskWriter {

    private final DiskWriter writer;

    public ForwardingWriter(DiskWriter writer) {
        this.writer = writer;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        writer.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
    }

    @Override
    public void sync() throws IOException {
        writer.sync();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
