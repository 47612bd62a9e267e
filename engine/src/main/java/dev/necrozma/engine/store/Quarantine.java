package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.Disk;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where damaged files go, and the list of what was found. Keeps the newest files only. Safe for use by several threads. */
final class Quarantine {

    private static final int MOST_FILES = 64;
    private static final Pattern TIME = Pattern.compile("[0-9]{15}");

    private final Disk disk;
    private final Path directory;
    private final Clock clock;
    private final Mode mode;
    private final List<String> incidents = new ArrayList<>();
    private final List<Path> damaged = new ArrayList<>();
    private final Map<Path, IOException> unreadable = new TreeMap<>();

    /** What is done about what is found. */
    enum Mode {
        /** Damaged files are moved. */
        TAKING,
        /** They are noted, and stay. */
        NOTING,
        /** They are noted, and so are files that cannot be read, which end the work of others. */
        NOTING_ALL
    }

    Quarantine(Disk disk, Path directory, Clock clock) {
        this(disk, directory, clock, Mode.TAKING);
    }

    Quarantine(Disk disk, Path directory, Clock clock, Mode mode) {
        this.disk = disk;
        this.directory = directory;
        this.clock = clock;
        this.mode = mode;
    }

    /** Moves a damaged file here; if another process did so first, nothing happens to the file. */
    void take(Path file, String finding) throws IOException {
        if (mode != Mode.TAKING) {
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

    /**
     * Notes that a file cannot be read, if that is wanted here.
     *
     * @throws IOException {@code why} if it is not
     */
    synchronized void passOver(Path file, IOException why) throws IOException {
        if (mode != Mode.NOTING_ALL || why instanceof ClosedByInterruptException) {
            throw why;
        }
        unreadable.put(file, why);
    }

    /** Why files cannot be read that were passed over. */
    synchronized Map<Path, IOException> unreadable() {
        return new TreeMap<>(unreadable);
    }

    /** Whether a file of this name was moved here after {@code time}, and is here still. */
    boolean hasTaken(Path file, Instant time) throws IOException {
        String end = "-" + file.getFileName();
        return disk.list(directory).stream()
                .map(kept -> kept.getFileName().toString())
                .filter(name -> name.endsWith(end))
                .map(name -> name.substring(0, name.length() - end.length()))
                .anyMatch(taken -> TIME.matcher(taken).matches() && Long.parseLong(taken) > time.toEpochMilli());
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
