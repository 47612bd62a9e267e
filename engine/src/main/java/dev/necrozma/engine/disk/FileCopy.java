package dev.necrozma.engine.disk;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Copies files. Where the file system can share blocks, the system is asked to copy, and shares them if the Java version lets it. Elsewhere
 * whole blocks are written past the system's cache: a copy that nobody has asked to read yet need not push out what is being read, and
 * finding memory for it costs more than the copying (docs/decisions/0016). Safe for use by several threads.
 */
final class FileCopy {

    /* Of every device and file system in use; where blocks are larger, writing past the cache is refused, which is no harm. */
    private static final int BLOCK = 4096;

    private static final int PIECE = 1 << 20;

    private static final Set<String> SHARING = Set.of("bcachefs", "btrfs", "xfs", "zfs");

    private final Map<Path, Boolean> shares = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable ByteBuffer> spare = new AtomicReference<>();

    /** Copies {@code from} to the new file {@code to}, which {@code copy} names; does not sync. Returns how many bytes. */
    long copy(FileChannel from, FileChannel to, Path copy) throws IOException {
        long position = sharesBlocks(copy.resolveSibling("")) ? 0 : copyBlocks(from, copy);
        to.position(position);
        for (long sent = -1; sent != 0; position += sent) {
            sent = from.transferTo(position, Long.MAX_VALUE - position, to);
        }
        return position;
    }

    private boolean sharesBlocks(Path directory) throws IOException {
        Boolean known = shares.get(directory);
        if (known == null) {
            known = SHARING.contains(Files.getFileStore(directory).type());
            shares.put(directory, known);
        }
        return known;
    }

    /* Returns how many bytes were copied. Where it is refused, what is left goes the other way, and fails there if it must. */
    private long copyBlocks(FileChannel from, Path copy) throws IOException {
        long position = 0;
        long end = from.size() / BLOCK * BLOCK;
        if (end == 0) {
            return 0;
        }
        ByteBuffer piece = takeBuffer();
        try (FileChannel to = FileChannel.open(copy, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT)) {
            while (position < end) {
                piece.clear().limit((int) Math.min(PIECE, end - position));
                while (piece.hasRemaining() && from.read(piece, position + piece.position()) > 0) {}
                if (piece.hasRemaining()) {
                    return position; // it became shorter
                }
                piece.flip();
                int length = piece.limit();
                while (piece.hasRemaining()) {
                    to.write(piece, position + piece.position());
                }
                position += length;
            }
        } catch (IOException | UnsupportedOperationException refused) {
            return position;
        } finally {
            spare.set(piece);
        }
        return position;
    }

    private ByteBuffer takeBuffer() {
        ByteBuffer left = spare.getAndSet(null);
        return left == null ? ByteBuffer.allocateDirect(PIECE + BLOCK).alignedSlice(BLOCK) : left;
    }
}
