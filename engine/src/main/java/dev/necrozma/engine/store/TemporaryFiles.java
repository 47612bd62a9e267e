package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Files being written. Each is named for its writer, who holds a lock as long as it lives. Safe for use by several threads. */
final class TemporaryFiles {

    private static final long WRITER_POSITIONS = 1L << 61;

    private final Disk disk;
    private final Path directory;
    private final String writer;
    private final AtomicLong last = new AtomicLong();

    TemporaryFiles(Disk disk, Path directory, String writer) {
        this.disk = disk;
        this.directory = directory;
        this.writer = writer;
    }

    /** A name that no file has had. */
    Path next() {
        return directory.resolve(writer + "-" + last.incrementAndGet());
    }

    /** The lock that the writer of a name holds. */
    static long position(String writer) {
        return WRITER_POSITIONS | (HexFormat.fromHexDigitsToLong(writer) >>> 3);
    }

    /** Deletes the files of writers that are gone. */
    void sweep(LockFile locks) throws IOException {
        Map<String, List<Path>> byWriter = new HashMap<>();
        for (Path file : disk.list(directory)) {
            String name = file.getFileName().toString();
            if (name.matches("[0-9a-f]{16}-\\d+")) {
                byWriter.computeIfAbsent(name.substring(0, 16), absent -> new ArrayList<>())
                        .add(file);
            } else if (name.startsWith(StoreFormat.DRAFT)) {
                disk.delete(file); // the store is made: nobody needs it
            }
        }
        for (Map.Entry<String, List<Path>> left : byWriter.entrySet()) {
            Optional<Closeable> gone = locks.tryTake(position(left.getKey()));
            if (gone.isPresent()) {
                try (Closeable ignored = gone.get()) {
                    for (Path file : left.getValue()) {
                        disk.delete(file);
                    }
                }
            }
        }
    }
}
