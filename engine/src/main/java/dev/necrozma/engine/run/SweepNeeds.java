package dev.necrozma.engine.run;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepUnit;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Says in a file beside the store which results an unfinished sweep needs, so that nothing of it is evicted before it is resumed: the
 * ids of its keys and the fingerprints of their inputs, as {@link KeyWords}. The file is there from soon after the sweep has found
 * something missing until it is complete, also if the process dies in between; what nobody went on with in a month counts no more.
 */
public final class SweepNeeds {

    private static final String END = ".needs";
    private static final Duration LINGERS = Duration.ofDays(30);

    private final Disk disk;
    private final Path file;
    private final Sweep sweep;
    private boolean written;

    /** @param directory the {@code progress} directory of a store */
    public SweepNeeds(Disk disk, Path directory, Sweep sweep) {
        this.disk = disk;
        this.file = directory.resolve(
                SweepProgress.name(sweep).replaceFirst("\\.json$", "").concat(END));
        this.sweep = sweep;
    }

    /** Writes the file, once; the sweep lacks something. */
    public void write() throws IOException {
        if (!written) {
            written = true;
            List<Fingerprint> needed = new ArrayList<>();
            for (SweepUnit unit : sweep.units()) {
                needed.add(unit.key().id());
                needed.addAll(unit.key().inputs().values());
            }
            String name = "new-" + HexFormat.of().toHexDigits(new SecureRandom().nextLong());
            KeyWords.of(needed).write(disk, file.resolveSibling(name), file);
        }
    }

    /** The sweep is complete: its results are no more needed than others. */
    public void delete() throws IOException {
        disk.delete(file);
    }

    /** What the unfinished sweeps need that were run within the last month. */
    public static List<KeyWords> read(Disk disk, Path directory, Clock clock) throws IOException {
        List<KeyWords> needs = new ArrayList<>();
        for (Path found : disk.list(directory)) {
            if (found.getFileName().toString().endsWith(END)) {
                if (isOlder(disk, found, clock)) {
                    continue;
                }
                Optional<KeyWords> words = KeyWords.read(disk, found);
                words.ifPresent(needs::add);
            }
        }
        return needs;
    }

    private static boolean isOlder(Disk disk, Path found, Clock clock) throws IOException {
        try {
            long written = disk.examine(found).modifiedNanos() / 1_000_000;
            return clock.millis() - written > LINGERS.toMillis();
        } catch (NoSuchFileException vanished) {
            return true;
        }
    }
}
