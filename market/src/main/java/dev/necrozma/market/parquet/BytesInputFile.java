package dev.necrozma.market.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Bytes in memory as the file that Parquet wants to read. */
final class BytesInputFile implements InputFile {

    private final byte[] bytes;

    BytesInputFile(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long getLength() {
        return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
        return new Stream(new SeekableBytes(bytes));
    }

    private static final class Stream extends DelegatingSeekableInputStream {

        private final SeekableBytes source;

        Stream(SeekableBytes source) {
            super(source);
            this.source = source;
        }

        @Override
        public long getPos() {
            return source.position();
        }

        @Override
        public void seek(long position) throws IOException {
            source.seek(position);
        }
    }

    private static final class SeekableBytes extends ByteArrayInputStream {

        SeekableBytes(byte[] bytes) {
            super(bytes);
        }

        synchronized int position() {
            return pos;
        }

        synchronized void seek(long position) throws IOException {
            if (position < 0 || position > count) {
                throw new IOException("position outside of the file: " + position);
            }
            pos = (int) position;
        }
    }
}
