package dev.necrozma.market.parquet;

import dev.necrozma.market.input.ReadableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A file that anybody wrote, as Parquet wants to read it. What the system refuses is a {@link FileSystemException} that names the file,
 * however deep in the exceptions of Parquet's readers it comes to lie.
 */
final class ForeignFile implements InputFile {

    /* The JDK copies through memory outside of the heap, as much as is asked for at once, and keeps it. */
    private static final int MOST_AT_ONCE = 1 << 18;

    private final Path file;

    ForeignFile(Path file) {
        this.file = file;
    }

    @Override
    public long getLength() throws IOException {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw ReadableFile.failure(file, e);
        }
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        try {
            FileChannel channel = FileChannel.open(file);
            return new Stream(file, channel);
        } catch (IOException e) {
            throw ReadableFile.failure(file, e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static final class Stream extends DelegatingSeekableInputStream {

        private final FileChannel channel;

        Stream(Path file, FileChannel channel) {
            super(new Bytes(file, channel));
            this.channel = channel;
        }

        @Override
        public long getPos() throws IOException {
            return channel.position();
        }

        @Override
        public void seek(long position) throws IOException {
            channel.position(position);
        }
    }

    private static final class Bytes extends InputStream {

        private final Path file;
        private final FileChannel channel;

        Bytes(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return channel.read(ByteBuffer.wrap(bytes, offset, Math.min(length, MOST_AT_ONCE)));
            } catch (IOException e) {
                throw ReadableFile.failure(file, e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Whether {@code e} comes from what the system refused, and if so, what that was. */
    static Optional<FileSystemException> refusal(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }
}
