package dev.necrozma.engine.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Writes a new file in pieces that go past the system's cache. A file shorter than a piece, which is likely to be read again soon,
 * goes through it, and so does what is written after a flush. Safe for use by several threads, so that who closes it while another
 * writes does not take away the piece that is being filled.
 */
final class LongFileWriter implements DiskWriter {

    private final Path file;
    private final FileChannel channel;
    private final BlockFile blocks;
    private final Pieces pieces;
    private @Nullable ByteBuffer piece;
    private long written;
    private boolean incomplete;

    LongFileWriter(Path file, FileChannel channel, Pieces pieces) {
        this.file = file;
        this.channel = channel;
        this.blocks = new BlockFile(file, channel, StandardOpenOption.WRITE);
        this.pieces = pieces;
        this.piece = pieces.take();
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        requireComplete();
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (piece != null && rest.hasRemaining()) {
            int some = Math.min(piece.remaining(), rest.remaining());
            piece.put(bytes, rest.position(), some);
            rest.position(rest.position() + some);
            if (!piece.hasRemaining()) {
                writeOut(piece);
            }
        }
        writeThroughCache(rest);
    }

    @Override
    public synchronized void flush() throws IOException {
        requireComplete();
        if (piece != null) {
            writeOut(piece);
            end();
        }
    }

    /* Drafts stay open until their checkpoint, and should have no second open file by then. */
    private void end() throws IOException {
        if (piece != null) {
            pieces.give(piece);
            piece = null;
            blocks.close();
        }
    }

    private void writeOut(ByteBuffer filled) throws IOException {
        boolean isLong = written > 0 || !filled.hasRemaining();
        filled.flip();
        if (isLong) {
            incomplete = true;
            written = blocks.write(filled, written);
            incomplete = false;
        } else {
            writeThroughCache(filled);
        }
        filled.clear().limit(Pieces.BYTES);
    }

    private void writeThroughCache(ByteBuffer bytes) throws IOException {
        incomplete = true;
        while (bytes.hasRemaining()) {
            written += channel.write(bytes, written);
        }
        incomplete = false;
    }

    private void requireComplete() throws IOException {
        if (incomplete) {
            throw new IOException(file + " could not be written before");
        }
    }

    @Override
    public synchronized void sync() throws IOException {
        flush();
        channel.force(true);
    }

    @Override
    public synchronized void close() throws IOException {
        try (channel) {
            end();
        }
    }
}
