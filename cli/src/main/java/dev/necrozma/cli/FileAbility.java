package dev.necrozma.cli;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.LockableFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** What a file system must or should be able to do; each is tried out with files that are gone afterwards. */
enum FileAbility {
    WRITE("writing", true, "nothing can be stored there: choose another place with --output or --cache-dir") {
        @Override
        void tryOut(Disk disk, Path file, Path other) throws IOException {
            write(disk, file);
        }
    },
    RENAME("atomic rename", true, "a result could be seen half: choose another place with --output or --cache-dir") {
        @Override
        void tryOut(Disk disk, Path file, Path other) throws IOException {
            write(disk, file);
            write(disk, other);
            disk.rename(file, other);
        }
    },
    SYNC("sync of directories", true, "a power loss could cost results: choose another place") {
        @Override
        void tryOut(Disk disk, Path file, Path other) throws IOException {
            write(disk, file);
            Path directory = file.getParent();
            if (directory != null) {
                disk.syncDirectory(directory);
            }
        }
    },
    LOCKS("locks", true, "processes could not tell one another apart: choose another --cache-dir") {
        @Override
        void tryOut(Disk disk, Path file, Path other) throws IOException {
            try (LockableFile locks = disk.openLocks(file)) {
                Optional<Closeable> lock = locks.tryLock(0, false);
                if (lock.isEmpty()) {
                    throw new IOException("a lock of a new file is refused");
                }
                lock.get().close();
            }
        }
    },
    LINKS("links", false, "`publish: link` makes copies there") {
        @Override
        void tryOut(Disk disk, Path file, Path other) throws IOException {
            write(disk, file);
            disk.link(file, other);
        }
    };

    private final String title;
    private final boolean needed;
    private final String without;

    FileAbility(String title, boolean needed, String without) {
        this.title = title;
        this.needed = needed;
        this.without = without;
    }

    String title() {
        return title;
    }

    /** Whether the store cannot do without. */
    boolean isNeeded() {
        return needed;
    }

    /** What it means that it is not there. */
    String without() {
        return without;
    }

    abstract void tryOut(Disk disk, Path file, Path other) throws IOException;

    /** @throws IOException if it cannot be done in {@code directory}, which is as before in every case */
    void tryOut(Disk disk, Path directory) throws IOException {
        String name = ".necrozma-doctor-" + UUID.randomUUID();
        Path file = directory.resolve(name);
        Path other = directory.resolve(name + "-2");
        try {
            tryOut(disk, file, other);
        } finally {
            disk.delete(file);
            disk.delete(other);
        }
    }

    private static void write(Disk disk, Path file) throws IOException {
        try (DiskWriter out = disk.create(file)) {
            out.write(new byte[] {1}, 0, 1);
            out.sync();
        }
    }
}
