package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.Disk;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where damaged files go, and the list of what was found. Keeps the newest files only. Safe for use by several threads. */
final class Quarantine {

    private static final int MOST_FILES = 64;

    private final Disk disk;
    private final Path directory;
    private final Clock clock;
    private final boolean takes;
    private final List<String> incidents = new ArrayList<>();
    private final List<Path> damaged = new ArrayList<>();

    Quarantine(Disk disk, Path directory, Clock clock) {
        this(disk, directory, clock, true);
    }

    private Quarantine(Disk disk, Path directory, Clock clock, boolean takes) {
        this.disk = disk;
        this.directory = directory;
        this.clock = clock;
        this.takes = takes;
    }

    /** One that only notes what was found, and leaves it where it is. */
    static Quarantine noting(Disk disk, Path directory, Clock clock) {
        return new Quarantine(disk, directory, clock, false);
    }

    /** Moves a damaged file here; if another process did so first, nothing happens to the file. */
    void take(Path file, String finding) throws IOException {
        if (!takes) {
            noteDamaged(file, finding);
            return;
        }
        String name = String.format(Locale.ROOT, "%015d-%s", clock.millis(), file.getFileName());
        try {
            disk.createDirectories(directory);
            disk.rename(file, directory.resolve(name));
            note(finding + "; it was moved to quarantine/" + name);
        } catch (NoSuchFileException taken) {
            note(finding + "; it is gone already");
        }
        List<Path> kept = disk.list(directory);
        for (Path oldest : kept.subList(0, Math.max(0, kept.size() - MOST_FILES))) {
            disk.delete(oldest);
        }
    }

    /** Whether a file of this name was moved here after {@code time}, and is here still. */
    boolean hasTaken(Path file, Instant time) throws IOException {
        String end = "-" + file.getFileName();
        return disk.list(directory).stream()
                .map(kept -> kept.getFileName().toString())
                .filter(name -> name.endsWith(end))
                .anyMatch(
                        name -> Long.parseLong(name.substring(0, name.length() - end.length())) > time.toEpochMilli());
    }

    private synchronized void noteDamaged(Path file, String finding) {
        if (!damaged.contains(file)) {
            damaged.add(file);
            note(finding);
        }
    }

    /** The files that were found damaged and left where they are. */
    synchronized List<Path> damaged() {
        return List.copyOf(damaged);
    }

    synchronized void note(String incident) {
        incidents.add(incident);
    }

    synchronized List<String> incidents() {
        return List.copyOf(incidents);
    }
}
