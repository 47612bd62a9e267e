package dev.necrozma.engine.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies files. Where the file system can share blocks, the system is asked to copy, and shares them if the Java version lets it. Elsewhere
 * a copy goes past the system's cache: one that nobody has asked to read yet need not push out what is being read. So does the reading of
 * a long file, which was written past it as well. Safe for use by several threads.
 */
final class FileCopy {

    private static final Set<String> SHARING = Set.of("bcachefs", "btrfs", "xfs", "zfs");

    private final Map<Path, Boolean> shares = new ConcurrentHashMap<>();
    private final Pieces pieces;

    FileCopy(Pieces pieces) {
        this.pieces = pieces;
    }

    /** Copies {@code original}, open as {@code from}, to the new file {@code copy}, open as {@code to}; does not sync. Returns how many bytes. */
    long copy(Path original, FileChannel from, Path copy, FileChannel to) throws IOException {
        ByteBuffer piece = sharesBlocks(copy.resolveSibling("")) ? null : pieces.take();
        if (piece != null) {
            try {
                return copyPieces(original, from, copy, to, piece);
            } finally {
                pieces.give(piece);
            }
        }
        long position = 0;
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

    private long copyPieces(Path original, FileChannel from, Path copy, FileChannel to, ByteBuffer piece)
            throws IOException {
        try (BlockFile source = new BlockFile(original, from, StandardOpenOption.READ, pieces);
                BlockFile target = new BlockFile(copy, to, StandardOpenOption.WRITE, pieces)) {
            long position = 0;
            while (source.read(piece.clear().limit(Pieces.BYTES), position)) {
                position = target.write(piece.flip(), position);
            }
            return position;
        }
    }
}
