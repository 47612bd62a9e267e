package dev.necrozma.testkit.disk;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.FileStamp;
import dev.necrozma.engine.disk.LockableFile;
import dev.necrozma.engine.disk.NotAFileException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file system in memory that records every operation that changes it, and can say what it would be had power been lost, or the
 * process been killed, before any of them. Paths are absolute. Locks are always granted: whoever is here is alone, as is
 * everyone after a crash.
 *
 * <p>It promises as little as file systems do: bytes are durable once their file was synced, a name once its directory was, and
 * until then each may be lost or kept without regard to the others. Safe for use by several threads.
 */
public final class MemoryDisk implements Disk {

    private static final Crash NONE = new Crash(Crash.Names.KEPT, Crash.Data.KEPT, 0);

    private final Clock clock;
    private final Volume start;
    private final Volume volume;
    private final List<Operation> journal = new ArrayList<>();
    private final List<Integer> syncs = new ArrayList<>();

    /** One operation that changes something. */
    private interface Operation {
        void on(Volume volume) throws FileSystemException;
    }

    /** An empty disk. */
    public MemoryDisk(Clock clock) {
        this(clock, new Volume());
    }

    private MemoryDisk(Clock clock, Volume start) {
        this.clock = clock;
        this.start = start;
        this.volume = Aftermath.of(start, NONE);
    }

    /** How many operations have changed this disk. */
    public synchronized int operations() {
        return journal.size();
    }

    /** Which of the operations were syncs, of files and directories: before them most is at stake. */
    public synchronized List<Integer> syncs() {
        return List.copyOf(syncs);
    }

    /** The disk that another process finds if this one is killed before operation {@code cut}, with nothing more durable than it was. */
    public synchronized MemoryDisk at(int cut) {
        MemoryDisk earlier = new MemoryDisk(clock, start);
        try {
            for (Operation operation : journal.subList(0, cut)) {
                earlier.record(operation);
            }
        } catch (FileSystemException impossible) {
            throw new AssertionError("it went well the first time", impossible);
        }
        return earlier;
    }

    /** The disk that is found after power was lost now. */
    public synchronized MemoryDisk after(Crash crash) {
        return new MemoryDisk(clock, Aftermath.of(volume, crash));
    }

    /** Replaces the content of a file behind everybody's back, durably, as a failing disk does. */
    public synchronized void damage(Path file, byte[] content) throws FileSystemException {
        long inode = fileNode(file).inode;
        byte[] bytes = content.clone();
        record(on -> {
            on.file(inode).bytes = bytes;
            on.sync(inode);
        });
    }

    /** The content of a file. */
    public synchronized byte[] content(Path file) throws FileSystemException {
        return fileNode(file).bytes.clone();
    }

    /** Every file, in the order of their names. */
    public synchronized List<Path> files() {
        List<Path> files = new ArrayList<>();
        collect(volume.root(), Path.of("/"), files);
        return files;
    }

    private static void collect(Volume.Directory directory, Path path, List<Path> files) {
        directory.names.forEach((text, name) -> {
            if (name.now() instanceof Volume.Directory below) {
                collect(below, path.resolve(text), files);
            } else if (name.now() != null) {
                files.add(path.resolve(text));
            }
        });
    }

    private void record(Operation operation) throws FileSystemException {
        operation.on(volume);
        journal.add(operation);
    }

    private Volume.FileNode fileNode(Path file) throws FileSystemException {
        if (volume.get(file) instanceof Volume.FileNode found) {
            return found;
        }
        throw new NotAFileException(file);
    }

    private long now() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    @Override
    public synchronized DiskWriter create(Path file) throws IOException {
        long now = now();
        record(on -> on.create(file, now));
        return new Writer(fileNode(file).inode);
    }

    @Override
    public DiskWriter createLong(Path file) throws IOException {
        return new HoldingWriter(create(file));
    }

    private final class Writer implements DiskWriter {

        private final long inode;

        Writer(long inode) {
            this.inode = inode;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            byte[] more = Arrays.copyOfRange(bytes, offset, offset + length);
            synchronized (MemoryDisk.this) {
                long now = now();
                record(on -> on.append(inode, more, now));
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (MemoryDisk.this) {
                syncs.add(journal.size());
                record(on -> on.sync(inode));
            }
        }

        @Override
        public void close() {
            // Closing makes nothing durable.
        }
    }

    @Override
    public synchronized DiskReader open(Path file) throws IOException {
        Volume.FileNode opened = fileNode(file);
        return new DiskReader() {
            @Override
            public long size() {
                synchronized (MemoryDisk.this) {
                    return opened.bytes.length;
                }
            }

            @Override
            public int read(long position, byte[] into, int offset, int length) {
                synchronized (MemoryDisk.this) {
                    if (position >= opened.bytes.length) {
                        return -1;
                    }
                    int count = (int) Math.min(length, opened.bytes.length - position);
                    System.arraycopy(opened.bytes, (int) position, into, offset, count);
                    return count;
                }
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    @Override
    public synchronized Path realPath(Path existing) throws IOException {
        volume.get(existing);
        return existing;
    }

    @Override
    public synchronized FileStamp examine(Path file) throws IOException {
        Volume.Node node = volume.get(file);
        long size = node instanceof Volume.FileNode found ? found.bytes.length : 0;
        return new FileStamp(
                size, node.modifiedNanos, node.modifiedNanos, node.inode, node instanceof Volume.Directory);
    }

    @Override
    public synchronized void syncDirectory(Path directory) throws IOException {
        syncs.add(journal.size());
        record(on -> on.syncDirectory(directory));
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        record(on -> on.rename(from, to));
    }

    @Override
    public synchronized void link(Path existing, Path name) throws IOException {
        record(on -> on.link(existing, name));
    }

    @Override
    public synchronized List<Path> list(Path directory) throws IOException {
        if (volume.find(directory) == null) {
            return List.of();
        }
        List<Path> entries = new ArrayList<>();
        volume.directory(directory).names.forEach((text, name) -> {
            if (name.now() != null) {
                entries.add(directory.resolve(text));
            }
        });
        return entries;
    }

    @Override
    public synchronized boolean delete(Path file) throws IOException {
        Volume.Node found = volume.find(file);
        if (found == null || (found instanceof Volume.Directory && !list(file).isEmpty())) {
            return false;
        }
        record(on -> on.delete(file));
        return true;
    }

    @Override
    public synchronized void createDirectories(Path directory) throws IOException {
        if (volume.find(directory) instanceof Volume.Directory) {
            return;
        }
        Path parent = directory.getParent();
        if (parent == null) {
            throw new AccessDeniedException(directory.toString());
        }
        createDirectories(parent);
        long now = now();
        record(on -> on.createDirectory(directory, now));
    }

    @Override
    public synchronized LockableFile openLocks(Path file) throws IOException {
        if (volume.find(file) == null) {
            create(file).close();
        }
        return new LockableFile() {
            @Override
            public Optional<Closeable> tryLock(long position, boolean shared) {
                return Optional.of(() -> {});
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }
}
