package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.Disk;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Files of a store that no result has. */
final class Orphans {

    private Orphans() {}

    /**
     * The files below {@code objects} that are named as ours are, are not {@code needed}, and were last written before
     * {@code before}. Others are left alone.
     */
    static List<Path> find(Disk disk, Path objects, Set<String> needed, Instant before) throws IOException {
        List<Path> orphans = new ArrayList<>();
        for (Path directory : disk.list(objects)) {
            if (ObjectFiles.isDirectory(directory)) {
                for (Path file : disk.list(directory)) {
                    String name = file.getFileName().toString();
                    if (ObjectFiles.isFile(file) && !needed.contains(name) && isOlder(disk, file, before)) {
                        orphans.add(file);
                    }
                }
            }
        }
        return orphans;
    }

    private static boolean isOlder(Disk disk, Path file, Instant before) throws IOException {
        try {
            return disk.examine(file).modifiedNanos() / 1_000_000 < before.toEpochMilli();
        } catch (NoSuchFileException vanished) {
            return false;
        }
    }
}
