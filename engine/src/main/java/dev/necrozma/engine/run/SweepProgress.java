package dev.necrozma.engine.run;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.RandomName;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.sweep.Outcome;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepListener;
import dev.necrozma.engine.sweep.SweepUnit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in a file how far one run of one sweep is, for people and programs that watch; docs/formats.md states its shape. The engine
 * never reads it. Given to a {@link dev.necrozma.engine.sweep.SweepExecutor} as the listener, or told by it, and closed when the
 * sweep has ended:
 *
 * <pre>
 * try (SweepProgress progress = new SweepProgress(disk, store.directory().resolve("progress"), clock, nanoTime, trouble)) {
 *     executor.run(sweep, options, progress, cancellation);
 * }
 * </pre>
 *
 * <p>The file is written while units are computed, at most once a second, and when the sweep ends incomplete; it is deleted when
 * every unit has its result. It is always whole, though not synced: a power loss may cost it. A sweep that finds all results
 * stored, or has but one unit, touches no file. The name depends on the sweep alone, so that an interrupted sweep and the one that
 * continues it have the same file; of two processes that run the same sweep at a time, each writes what it knows of.
 *
 * <p>Writing is done in {@link #waiting} and {@link #close} only, so that it delays no unit. A failure to write is told once, and
 * costs the sweep nothing.
 */
public final class SweepProgress implements SweepListener, AutoCloseable {

    /** In a sweep of more units, results are counted and not named. */
    public static final int MOST_NAMED = 1000;

    private static final int VERSION = 1;
    private static final long SECOND_NANOS = 1_000_000_000;

    /* Files that a dead process left: one being written lives for moments, and what nobody went on with in a month is given up. */
    private static final Pattern WRITTEN = Pattern.compile("new-[0-9a-f]{16}");
    private static final Duration WRITTEN_LINGERS = Duration.ofMinutes(1);
    private static final Pattern FILE = Pattern.compile(".+_progress_[0-9a-f]{16}\\.(json|needs)");
    static final Duration FILE_LINGERS = Duration.ofDays(30);

    private final Disk disk;
    private final Path directory;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Consumer<IOException> trouble;

    private final Set<String> completed = new HashSet<>();
    private @Nullable Sweep sweep;
    private Instant started = Instant.EPOCH;
    private long startedNanos;
    private boolean missedSome;
    private int computed;
    private Optional<Instant> lastCheckpoint = Optional.empty();
    private boolean changed;
    private boolean closed;

    private final String writtenName = "new-" + RandomName.next();

    /* Of the thread that runs the sweep. */
    private Optional<Path> file = Optional.empty();
    private boolean triedToWrite;
    private long triedNanos;
    private boolean toldTrouble;

    /**
     * @param directory the {@code progress} directory of a store
     * @param nanoTime {@link System#nanoTime}, or what a test has instead
     * @param trouble told the first time that the file cannot be written or deleted, on the thread that runs the sweep
     */
    public SweepProgress(Disk disk, Path directory, Clock clock, LongSupplier nanoTime, Consumer<IOException> trouble) {
        this.disk = disk;
        this.directory = directory;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.trouble = trouble;
    }

    /** How many units have a durable result, as far as is known. */
    public synchronized int completed() {
        return completed.size();
    }

    @Override
    public synchronized void started(Sweep sweep, int units, int reused) {
        this.sweep = sweep;
        missedSome = reused < units;
        started = now();
        startedNanos = nanoTime.getAsLong();
        changed = true;
    }

    @Override
    public synchronized void ended(Sweep sweep, SweepUnit unit, Outcome outcome) {
        if (outcome.artifact().isPresent()) {
            completed.add(unit.name());
            computed += outcome instanceof Outcome.Computed ? 1 : 0;
            changed = true;
        }
    }

    @Override
    public synchronized void checkpointed(Sweep sweep, int results) {
        lastCheckpoint = Optional.of(now());
        changed = true;
    }

    @Override
    public void waiting(Sweep sweep) {
        long now = nanoTime.getAsLong();
        if (!triedToWrite || now - triedNanos >= SECOND_NANOS) {
            writeChanges(sweep);
        }
    }

    /** The sweep has ended: says how far it came, or leaves nothing if it is complete. */
    @Override
    public void close() {
        Optional<Sweep> ended = end();
        if (ended.isPresent()) {
            boolean interrupted = Thread.interrupted(); // it would close the file being written
            if (completed() == ended.get().units().size()) {
                delete(ended.get());
            } else {
                writeChanges(ended.get());
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /* The sweep, if there is anything to do at its end. */
    private synchronized Optional<Sweep> end() {
        Optional<Sweep> ended = closed || !missedSome ? Optional.empty() : Optional.ofNullable(sweep);
        closed = true;
        return ended.filter(SweepProgress::isWorthAFile);
    }

    private static boolean isWorthAFile(Sweep sweep) {
        return sweep.units().size() > 1;
    }

    private void writeChanges(Sweep sweep) {
        Optional<String> news = isWorthAFile(sweep) ? takeNews(sweep) : Optional.empty();
        if (news.isPresent()) {
            boolean first = !triedToWrite;
            triedToWrite = true;
            triedNanos = nanoTime.getAsLong();
            try {
                write(file(sweep), news.get());
                if (first) {
                    sweepLeftovers();
                }
            } catch (IOException failed) {
                keepNews();
                tell(failed);
            }
        }
    }

    private synchronized Optional<String> takeNews(Sweep sweep) {
        boolean any = changed;
        changed = false;
        return any ? Optional.of(toJson(sweep)) : Optional.empty();
    }

    private synchronized void keepNews() {
        changed = true;
    }

    private String toJson(Sweep sweep) {
        double seconds = Math.max(1, nanoTime.getAsLong() - startedNanos) / (double) SECOND_NANOS;
        JsonText json = new JsonText().open('{');
        json.name("version").value(VERSION);
        json.name("stage").value(sweep.stage());
        json.name("total").value(sweep.units().size());
        json.name("completed").value(completed.size());
        if (sweep.units().size() <= MOST_NAMED) {
            json.name("completed_names").open('[');
            for (SweepUnit unit : sweep.units()) {
                if (completed.contains(unit.name())) {
                    json.value(unit.name());
                }
            }
            json.close(']');
        }
        json.name("last_checkpoint");
        if (lastCheckpoint.isPresent()) {
            json.value(lastCheckpoint.get().toString());
        } else {
            json.absent();
        }
        json.name("started").value(started.toString());
        json.name("updated").value(now().toString());
        json.name("units_per_second").value(computed / seconds);
        json.name("process").value(ProcessHandle.current().pid());
        return json.close('}') + "\n";
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void write(Path to, String text) throws IOException {
        Path written = directory.resolve(writtenName);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            try (DiskWriter out = disk.create(written)) {
                out.write(bytes, 0, bytes.length);
            }
            disk.rename(written, to);
        } catch (IOException failed) {
            try {
                disk.delete(written);
            } catch (IOException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
    }

    private void delete(Sweep sweep) {
        try {
            disk.delete(file(sweep));
        } catch (IOException failed) {
            tell(failed);
        }
    }

    private void tell(IOException failed) {
        if (!toldTrouble) {
            toldTrouble = true;
            trouble.accept(failed);
        }
    }

    private Path file(Sweep sweep) {
        if (file.isEmpty()) {
            file = Optional.of(directory.resolve(name(sweep)));
        }
        return file.get();
    }

    static String name(Sweep sweep) {
        return stem(sweep) + ".json";
    }

    /** What the names of all files of a sweep begin with. */
    static String stem(Sweep sweep) {
        long sum = Fingerprint.ofText(sweep.stage()).word0(); // the same in whichever order the units are
        for (SweepUnit unit : sweep.units()) {
            sum += unit.key().id().word0();
        }
        String stage = sweep.stage().replaceAll("[^A-Za-z0-9.-]", "_");
        return stage + "_progress_" + HexFormat.of().toHexDigits(sum);
    }

    private void sweepLeftovers() throws IOException {
        for (Path found : disk.list(directory)) {
            String name = found.getFileName().toString();
            if (WRITTEN.matcher(name).matches()) {
                deleteIfOlder(found, WRITTEN_LINGERS);
            } else if (FILE.matcher(name).matches()) {
                deleteIfOlder(found, FILE_LINGERS);
            }
        }
    }

    private void deleteIfOlder(Path found, Duration age) throws IOException {
        try {
            long touchedMillis = disk.examine(found).modifiedNanos() / 1_000_000;
            if (clock.millis() - touchedMillis > age.toMillis()) {
                disk.delete(found);
            }
        } catch (NoSuchFileException vanished) {
            // another process swept it
        }
    }
}
