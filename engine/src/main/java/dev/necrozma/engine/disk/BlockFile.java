package dev.necrozma.engine.disk;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read or written past the system's cache where that is allowed: finding memory for it there costs more than reading or
 * writing it (docs/decisions/0016). What is refused goes through the cache, and fails there if it must. Used by one thread at a time.
 */
final class BlockFile implements Closeable {

    private final Path file;
    private final FileChannel cached;
    private final OpenOption use;
    private final Pieces pieces;
    private @Nullable FileChannel direct;
    private boolean refused;

    /**
     * @param cached a channel of the same file, for what cannot go past the cache
     * @param use reading or writing, as that of the channel
     * @param pieces is told if files cannot be opened so
     */
    BlockFile(Path file, FileChannel cached, OpenOption use, Pieces pieces) {
        this.file = file;
        this.cached = cached;
        this.use = use;
        this.pieces = pieces;
    }

    /**
     * Fills a piece of {@link Pieces} from {@code position} as far as the file goes. A file shorter than a piece is read from the cache,
     * where {@link LongFileWriter} leaves it.
     *
     * @return whether the file goes on at the position
     */
    boolean read(ByteBuffer piece, long position) throws IOException {
        if (position % Pieces.BLOCK == 0 && cached.size() >= Pieces.BYTES) {
            pastTheCache(channel -> channel.read(piece, position));
        }
        while (piece.hasRemaining() && cached.read(piece, position + piece.position()) > 0) {}
        return piece.position() > 0;
    }

    /** Writes a piece of {@link Pieces} from its start to {@code position}, and returns the position after it. */
    long write(ByteBuffer piece, long position) throws IOException {
        int end = piece.limit();
        if (position % Pieces.BLOCK == 0 && end >= Pieces.BLOCK) {
            piece.limit(end / Pieces.BLOCK * Pieces.BLOCK);
            pastTheCache(channel -> writeAll(channel, piece, position));
            piece.limit(end);
        }
        writeAll(cached, piece, position);
        return position + end;
    }

    private static void writeAll(FileChannel channel, ByteBuffer piece, long position) throws IOException {
        while (piece.hasRemaining()) {
            channel.write(piece, position + piece.position());
        }
    }

    private interface Transfer {
        void run(FileChannel channel) throws IOException;
    }

    private void pastTheCache(Transfer transfer) {
        if (refused) {
            return;
        }
        try {
            if (direct == null) {
                direct = open();
            }
            transfer.run(direct);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException refusal) {
            refused = true; // the last where blocks have a length that is no power of two
        }
    }

    /* Java may leave a file open for good if the system refuses to open it so, which must not happen for every file. */
    private FileChannel open() throws IOException {
        try {
            return FileChannel.open(file, use, ExtendedOpenOption.DIRECT);
        } catch (UnsupportedOperationException refusal) {
            pieces.giveUp();
            throw refusal;
        }
    }

    @Override
    public void close() throws IOException {
        if (direct != null) {
            direct.close();
        }
    }
}
