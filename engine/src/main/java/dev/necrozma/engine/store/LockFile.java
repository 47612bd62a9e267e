package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.LockableFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The locks of a store directory, among threads and processes: a gate that many publishers share or one deleter has to itself,
 * and any number of single positions.
 *
 * <p>There is one object a file in a Java process, however many stores are open on it, because POSIX drops all locks of a process
 * on a file when the process closes any channel on it. Hence the table of open files, the only static state of the engine.
 */
final class LockFile implements Closeable {

    private static final Map<Path, LockFile> OPEN = new HashMap<>();

    private static final long GATE = 0;
    private static final long MAX_PAUSE_MILLIS = 20;

    private final Path path;
    private final LockableFile file;
    private int users;

    private final Set<Long> held = new HashSet<>();
    private @Nullable Closeable gate;
    private int gateHolders;
    private boolean gateExclusive;
    private int exclusiveWaiters;

    private LockFile(Path path, LockableFile file) {
        this.path = path;
        this.file = file;
    }

    /** Opens the lock file of a store, which is created if absent. */
    static LockFile open(Disk disk, Path path) throws IOException {
        synchronized (OPEN) {
            LockFile lockFile = OPEN.get(path);
            if (lockFile == null) {
                lockFile = new LockFile(path, disk.openLocks(path));
                OPEN.put(path, lockFile);
            }
            lockFile.users++;
            return lockFile;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (OPEN) {
            if (--users == 0) {
                OPEN.remove(path);
                file.close();
            }
        }
    }

    /** Enters the gate together with other publishers, waiting while a deleter is inside. */
    Closeable enterShared() throws IOException {
        return enter(false);
    }

    /** Enters the gate alone, waiting for all others to leave. */
    Closeable enterExclusive() throws IOException {
        return enter(true);
    }

    /** Enters the gate alone if nobody is inside. */
    synchronized Optional<Closeable> tryEnterExclusive() throws IOException {
        return tryEnter(true);
    }

    /** Takes a position, if nobody has it. */
    synchronized Optional<Closeable> tryTake(long position) throws IOException {
        if (held.contains(position)) {
            return Optional.empty();
        }
        Optional<Closeable> lock = file.tryLock(position, false);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        held.add(position);
        return Optional.of(new Closeable() {
            private boolean released;

            @Override
            public void close() throws IOException {
                synchronized (LockFile.this) {
                    if (!released) {
                        released = true;
                        held.remove(position);
                        LockFile.this.notifyAll();
                        lock.get().close();
                    }
                }
            }
        });
    }

    /** Waits until something was given up in this process, or {@code millis} have passed, or for no reason less. */
    @SuppressWarnings("WaitNotInLoop") // the caller asks again
    synchronized void await(long millis) throws InterruptedException {
        wait(Math.max(1, millis));
    }

    /*
     * Waits by asking again and again: the blocking call of the system can neither be interrupted nor, with several threads,
     * told from a deadlock.
     */
    private synchronized Closeable enter(boolean exclusive) throws IOException {
        exclusiveWaiters += exclusive ? 1 : 0;
        try {
            for (long pause = 1; ; pause = Math.min(2 * pause, MAX_PAUSE_MILLIS)) {
                Optional<Closeable> entered =
                        exclusive || exclusiveWaiters == 0 ? tryEnter(exclusive) : Optional.empty();
                if (entered.isPresent()) {
                    return entered.get();
                }
                wait(pause);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + path);
        } finally {
            exclusiveWaiters -= exclusive ? 1 : 0;
            notifyAll();
        }
    }

    private Optional<Closeable> tryEnter(boolean exclusive) throws IOException {
        if (exclusive ? gateHolders > 0 : gateExclusive) {
            return Optional.empty();
        }
        if (gate == null) {
            gate = file.tryLock(GATE, !exclusive).orElse(null);
            if (gate == null) {
                return Optional.empty();
            }
        }
        gateHolders++;
        gateExclusive = exclusive;
        return Optional.of(this::leave);
    }

    private synchronized void leave() {
        gateHolders--;
        if (gateHolders == 0 && gate != null) {
            try {
                gate.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } finally {
                gate = null;
                gateExclusive = false;
                notifyAll();
            }
        }
    }
}
