package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.NotAFileException;
import dev.necrozma.engine.disk.RandomName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The parts of a store's directory, and the file that says which format it has. */
final class StoreFormat {

    /** How the names of files in {@code tmp} begin that become FORMAT. */
    static final String DRAFT = "format-";

    private static final String FORMAT = "necrozma store 1\n";

    /* What is longer is no format. */
    private static final int LONGEST_READ = 64;

    private static final Pattern ANY_FORMAT = Pattern.compile("necrozma store [0-9]+\\n");

    private StoreFormat() {}

    /**
     * Makes the parts of the store in {@code directory} that are absent, durably. FORMAT is written last, so where it is the rest is
     * too; one that is empty says nothing, and is written again.
     *
     * @throws IOException if the directory cannot be written, or holds a store of another format
     */
    static void prepare(Disk disk, Path directory) throws IOException {
        Path format = directory.resolve("FORMAT");
        String found = readText(disk, format);
        if (!found.isBlank()) {
            requireKnown(directory, found);
            if (createParts(disk, directory)) { // copying tools lose empty directories
                disk.syncDirectory(directory);
            }
        } else {
            createDurably(disk, directory.toAbsolutePath());
            createParts(disk, directory);
            disk.syncDirectory(directory);
            Path written = directory.resolve("tmp").resolve(DRAFT + RandomName.next());
            byte[] bytes = FORMAT.getBytes(StandardCharsets.UTF_8);
            try (DiskWriter out = disk.create(written)) {
                out.write(bytes, 0, bytes.length);
                out.sync();
            }
            try {
                disk.rename(written, format);
            } catch (NoSuchFileException swept) {
                disk.open(format).close(); // whoever swept it has made the store meanwhile
            }
            disk.syncDirectory(directory);
        }
    }

    /**
     * Makes sure that there is a store in {@code directory}, without making one.
     *
     * @throws NoSuchFileException if there is none
     * @throws IOException if it has another format, or cannot be read
     */
    static void require(Disk disk, Path directory) throws IOException {
        String found = readText(disk, directory.resolve("FORMAT"));
        if (found.isBlank()) {
            throw new NoSuchFileException(directory.toString(), null, "there is no store");
        }
        requireKnown(directory, found);
    }

    /** Whether the file that says which format the store has does not, though segments of a catalog show that there is one. */
    static boolean isDamaged(Disk disk, Path directory) throws IOException {
        String found = readText(disk, directory.resolve("FORMAT"));
        return !ANY_FORMAT.matcher(found).matches()
                && disk.list(directory.resolve("catalog")).stream()
                        .anyMatch(file -> Catalog.isSegment(file.getFileName().toString()));
    }

    private static void requireKnown(Path directory, String found) throws IOException {
        if (!ANY_FORMAT.matcher(found).matches()) {
            throw new IOException(directory.resolve("FORMAT")
                    + " does not say which format the store has, as «" + FORMAT.strip()
                    + "» would: if there is one, `cache verify --repair` writes it again");
        }
        if (!found.equals(FORMAT)) {
            throw new IOException(directory + " holds «" + found.strip() + "», and this program reads «"
                    + FORMAT.strip() + "»; use another directory, or the program that made it");
        }
    }

    private static String readText(Disk disk, Path file) throws IOException {
        try (DiskReader reader = disk.open(file)) {
            byte[] start = new byte[LONGEST_READ];
            int length = Math.max(0, reader.read(0, start, 0, start.length));
            return new String(start, 0, length, StandardCharsets.UTF_8);
        } catch (NoSuchFileException absent) {
            return "";
        } catch (NotAFileException other) {
            return "not a file";
        }
    }

    private static boolean createParts(Disk disk, Path directory) throws IOException {
        boolean created = false;
        for (String part : List.of("objects", "catalog", "inputs", "progress", "runs", "quarantine", "tmp")) {
            created |= !exists(disk, directory.resolve(part));
            disk.createDirectories(directory.resolve(part));
        }
        return created;
    }

    /*
     * A result is not durable in a directory whose own name is not. Directories are made one at a time, each durable before the next:
     * so of those that are there already, the lowest alone may be what a killed process left without making it durable.
     */
    private static void createDurably(Disk disk, Path directory) throws IOException {
        Path parent = directory.getParent();
        if (parent == null) {
            return;
        }
        if (exists(disk, directory)) {
            try {
                disk.syncDirectory(parent);
            } catch (IOException notOurs) {
                // Whoever else made the directory has seen to it, and may not let us.
            }
            return;
        }
        createDurably(disk, parent);
        disk.createDirectories(directory);
        disk.syncDirectory(parent);
    }

    private static boolean exists(Disk disk, Path path) throws IOException {
        try {
            disk.examine(path);
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }
}
