package dev.necrozma.engine.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Writes a new file in pieces that go past the system's cache. What is no whole block at the end goes through it, and so does all of a
 * file that is shorter than a piece, which is likely to be read again soon, what is written after a flush, and everything if there is no
 * piece. Safe for use by several threads, so that who closes it while another writes does not take away the piece that is being filled.
 */
final class LongFileWriter implements DiskWriter {

    private final FileChannel channel;
    private final BlockFile blocks;
    private final Pieces pieces;
    private @Nullable ByteBuffer piece;
    private long written;
    private boolean incomplete;
    private boolean closed;

    LongFileWriter(Path file, FileChannel channel, Pieces pieces) {
        this.channel = channel;
        this.blocks = new BlockFile(file, channel, StandardOpenOption.WRITE, pieces);
        this.pieces = pieces;
        this.piece = pieces.take();
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        requireUsable();
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
        requireUsable();
        if (piece != null) {
            writeOut(piece);
            incomplete = true;
            end();
            incomplete = false;
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

    private void requireUsable() throws IOException {
        if (incomplete) {
            throw new IOException("an earlier part could not be written");
        }
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public synchronized void sync() throws IOException {
        flush();
        channel.force(true);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        try (channel) {
            end();
        }
    }
}
