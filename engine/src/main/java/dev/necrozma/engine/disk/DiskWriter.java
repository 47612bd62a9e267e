package dev.necrozma.engine.disk;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** A new file being written from its start. Used by one thread at a time. */
public interface DiskWriter extends Closeable {

    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Makes what was written so far visible to readers of the file, if it is not yet. */
    default void flush() throws IOException {}

    /** A stream into the file, which holds nothing back itself. Closing it does nothing. */
    default OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                DiskWriter.this.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
                DiskWriter.this.flush();
            }
        };
    }

    /** Makes what was written durable. After a failure the file's content is unknown, and must not be synced again. */
    void sync() throws IOException;
}
