package dev.necrozma.engine.run;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.RandomName;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.sweep.Outcome;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepListener;
import dev.necrozma.engine.sweep.SweepUnit;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says in a file beside the store which results an unfinished sweep needs, so that nothing of it is evicted before it is resumed: the
 * ids of its keys and the fingerprints of their inputs, as {@link KeyWords}. The file is there from soon after the sweep has found
 * something missing until it is complete, also if the process dies in between; what nobody went on with in a month counts no more.
 */
public final class SweepNeeds implements SweepListener, AutoCloseable {

    private static final String END = ".needs";

    private final Disk disk;
    private final Path directory;
    private final Consumer<IOException> trouble;
    private final AtomicInteger unfinished = new AtomicInteger();
    private @Nullable Sweep unfinishedSweep;
    private boolean tried;

    /**
     * @param directory the {@code progress} directory of a store
     * @param trouble told if the file cannot be written or deleted, on the thread that runs the sweep
     */
    public SweepNeeds(Disk disk, Path directory, Consumer<IOException> trouble) {
        this.disk = disk;
        this.directory = directory;
        this.trouble = trouble;
    }

    @Override
    public void started(Sweep sweep, int units, int reused) {
        if (reused < units && units > 1) {
            unfinishedSweep = sweep;
            unfinished.set(units);
        }
    }

    @Override
    public void ended(Sweep sweep, SweepUnit unit, Outcome outcome) {
        if (outcome.artifact().isPresent()) {
            unfinished.decrementAndGet();
        }
    }

    @Override
    public void waiting(Sweep sweep) {
        write();
    }

    /** The sweep has ended: if it is complete, its results are no more needed than others. */
    @Override
    public void close() {
        Sweep sweep = unfinishedSweep;
        if (sweep != null) {
            boolean interrupted = Thread.interrupted(); // it would close the file being written
            if (unfinished.get() > 0) {
                write();
            } else {
                attempt(() -> disk.delete(file(sweep)));
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write() {
        Sweep sweep = unfinishedSweep;
        if (sweep == null || tried) {
            return;
        }
        tried = true;
        List<Fingerprint> needed = new ArrayList<>();
        for (SweepUnit unit : sweep.units()) {
            needed.add(unit.key().id());
            needed.addAll(unit.key().inputs().values());
        }
        String name = "new-" + RandomName.next();
        attempt(() -> KeyWords.of(needed).write(disk, directory.resolve(name), file(sweep)));
    }

    private interface Operation {
        void run() throws IOException;
    }

    private void attempt(Operation operation) {
        try {
            operation.run();
        } catch (IOException failed) {
            trouble.accept(failed);
        }
    }

    private Path file(Sweep sweep) {
        return directory.resolve(SweepProgress.stem(sweep) + END);
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
            return clock.millis() - written > SweepProgress.FILE_LINGERS.toMillis();
        } catch (NoSuchFileException vanished) {
            return true;
        }
    }
}
