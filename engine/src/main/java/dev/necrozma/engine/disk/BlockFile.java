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
    private @Nullable FileChannel direct;
    private boolean refused;

    /**
     * @param cached a channel of the same file, for what cannot go past the cache
     * @param use reading or writing, as that of the channel
     */
    BlockFile(Path file, FileChannel cached, OpenOption use) {
        this.file = file;
        this.cached = cached;
        this.use = use;
    }

    /**
     * Fills a piece of {@link Pieces} from {@code position}, a whole number of blocks, as far as the file goes. A file shorter than a
     * piece is read from the cache, where {@link LongFileWriter} leaves it.
     *
     * @return whether the file goes on at the position
     */
    boolean read(ByteBuffer piece, long position) throws IOException {
        if (cached.size() >= Pieces.BYTES) {
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
                direct = FileChannel.open(file, use, ExtendedOpenOption.DIRECT);
            }
            transfer.run(direct);
        } catch (IOException | UnsupportedOperationException refusal) {
            refused = true;
        }
    }

    @Override
    public void close() throws IOException {
        if (direct != null) {
            direct.close();
        }
    }
}
