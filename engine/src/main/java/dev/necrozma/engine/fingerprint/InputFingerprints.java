package dev.necrozma.engine.fingerprint;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.FileStamp;
import dev.necrozma.engine.disk.NotAFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes the fingerprints of input files and remembers them, one small file each, so that an unchanged input is not read again.
 * A remembered fingerprint is believed only if path, size, modification and change time and inode are the same, and the file had
 * been left alone for more than two seconds when it was hashed, by the clock of the file system that the memory lies on.
 *
 * <p>Safe for use by several threads and processes: a memory is replaced in one step, and a damaged one is no memory.
 */
public final class InputFingerprints {

    private static final long SETTLING_NANOS = 2_000_000_000L;
    private static final int LONGEST_MEMORY_BYTES = 64 << 10;

    private final Disk disk;
    private final Path memory;
    private final FileHasher hasher;
    private final boolean remembers;

    /**
     * @param memory the directory of remembered fingerprints, which exists
     */
    public InputFingerprints(Disk disk, Path memory, FileHasher hasher) {
        this(disk, memory, hasher, true);
    }

    private InputFingerprints(Disk disk, Path memory, FileHasher hasher, boolean remembers) {
        this.disk = disk;
        this.memory = memory;
        this.hasher = hasher;
        this.remembers = remembers;
    }

    /** One that reads what is remembered in {@code memory}, and writes nothing there: what is not remembered is read each time. */
    public static InputFingerprints readingOnly(Disk disk, Path memory, FileHasher hasher) {
        return new InputFingerprints(disk, memory, hasher, false);
    }

    /**
     * Identifies {@code file} by its content, reading it only if its fingerprint is not remembered or {@code rehash} asks for it.
     *
     * @throws InputChangedException if the file changed while it was read
     */
    public InputFile identify(Path file, boolean rehash) throws IOException {
        Path path = file.toAbsolutePath(); // not normalized: what follows a link does not follow its name
        FileStamp before = disk.examine(path);
        if (!rehash) {
            Optional<InputFile> known = recall(path, before);
            if (known.isPresent()) {
                return known.get();
            }
        }
        long now = remembers ? fileSystemClock() : Long.MIN_VALUE;
        Fingerprint fingerprint = hasher.ofFile(path);
        if (!disk.examine(path).equals(before)) {
            throw new InputChangedException(path, "changed while it was read");
        }
        InputFile identified = new InputFile(path, before, fingerprint, remembers && isSettled(before, now));
        remember(identified);
        return identified;
    }

    /** Identifies each of {@code files}, in their order. */
    public List<InputFile> identify(List<Path> files, boolean rehash) throws IOException {
        List<InputFile> identified = new ArrayList<>();
        for (Path file : files) {
            identified.add(identify(file, rehash));
        }
        return identified;
    }

    /**
     * Makes sure that {@code input} still is what it was when it was identified, reading it only if its stamp alone proves
     * nothing.
     *
     * @throws InputChangedException if it changed
     */
    public void requireUnchanged(InputFile input) throws IOException {
        FileStamp now;
        try {
            now = disk.examine(input.path());
        } catch (NoSuchFileException gone) {
            throw new InputChangedException(input.path(), "was removed while it was in use");
        }
        if (!now.equals(input.stamp())
                || (!input.settled() && !hasher.ofFile(input.path()).equals(input.fingerprint()))) {
            throw new InputChangedException(input.path(), "changed while it was in use");
        }
    }

    private static boolean isSettled(FileStamp stamp, long nowNanos) {
        return nowNanos - stamp.lastTouchedNanos() > SETTLING_NANOS;
    }

    private long fileSystemClock() throws IOException {
        Path probe = memory.resolve("clock-" + UUID.randomUUID());
        disk.create(probe).close();
        try {
            return disk.examine(probe).modifiedNanos();
        } finally {
            disk.delete(probe);
        }
    }

    private Path place(Path path) {
        return memory.resolve(Fingerprint.ofText(path.toString()).toString());
    }

    private Optional<InputFile> recall(Path path, FileStamp stamp) throws IOException {
        List<String> lines;
        try (DiskReader reader = disk.open(place(path))) {
            lines = lines(reader);
        } catch (NoSuchFileException | NotAFileException absent) {
            return Optional.empty();
        }
        if (!areWhole(lines) || !lines.get(0).equals(describe(path, stamp))) {
            return Optional.empty();
        }
        return Optional.of(new InputFile(path, stamp, Fingerprint.parse(lines.get(1)), true));
    }

    /** Whether a file of remembered fingerprints has the bytes that were written. */
    public static boolean isWhole(DiskReader memory) throws IOException {
        return areWhole(lines(memory));
    }

    private static List<String> lines(DiskReader memory) throws IOException {
        return memory.size() > LONGEST_MEMORY_BYTES
                ? List.of()
                : new String(memory.readAll(), StandardCharsets.UTF_8).lines().toList();
    }

    private static boolean areWhole(List<String> lines) {
        return lines.size() == 3 && lines.get(2).equals(checksum(lines.get(0), lines.get(1)));
    }

    /* An unsettled file is not worth remembering: nobody would believe it. */
    private void remember(InputFile input) throws IOException {
        if (!input.settled()) {
            return;
        }
        String what = describe(input.path(), input.stamp());
        String fingerprint = input.fingerprint().toString();
        byte[] text = (what + "\n" + fingerprint + "\n" + checksum(what, fingerprint) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        Path written = memory.resolve("new-" + UUID.randomUUID());
        try {
            try (DiskWriter writer = disk.create(written)) {
                writer.write(text, 0, text.length);
            }
            disk.rename(written, place(input.path()));
        } catch (FileSystemException refused) {
            if (!disk.isDirectory(
                    place(input.path()))) { // what is in the way costs reading the input again, and no more
                throw refused;
            }
        } finally {
            disk.delete(written);
        }
    }

    private static String describe(Path path, FileStamp stamp) {
        return "necrozma input 1 size " + stamp.size() + " modified " + stamp.modifiedNanos() + " changed "
                + stamp.changedNanos() + " inode " + stamp.inode() + " path "
                + path.toString().replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String checksum(String what, String fingerprint) {
        return Fingerprint.ofText(what + "\n" + fingerprint).toString();
    }
}
