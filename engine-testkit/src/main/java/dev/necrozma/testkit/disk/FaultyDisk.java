package dev.necrozma.testkit.disk;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.FileStamp;
import dev.necrozma.engine.disk.ForwardingDisk;
import dev.necrozma.engine.disk.LockableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts operations, and fails one of them, or that one and all that come after. Watches what is done with a file whose sync has
 * failed: nobody knows what it holds. Safe for use by several threads.
 */
public final class FaultyDisk extends ForwardingDisk {

    private final Fault fault;
    private final int first;
    private final int last;
    private final Set<Path> unknown = new HashSet<>();
    private final List<String> misuses = new ArrayList<>();
    private int operations;
    private boolean failed;

    private FaultyDisk(Disk disk, Fault fault, int first, int last) {
        super(disk);
        this.fault = fault;
        this.first = first;
        this.last = last;
    }

    /** A disk that fails at operation {@code number} alone, counted from 1. */
    public static FaultyDisk once(Disk disk, Fault fault, int number) {
        return new FaultyDisk(disk, fault, number, number);
    }

    /** A disk that fails from operation {@code number} on, counted from 1. */
    public static FaultyDisk from(Disk disk, Fault fault, int number) {
        return new FaultyDisk(disk, fault, number, Integer.MAX_VALUE);
    }

    /** A disk that only counts. */
    public static FaultyDisk counting(Disk disk) {
        return new FaultyDisk(disk, Fault.IO_ERROR, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** How many operations there were. */
    public synchronized int operations() {
        return operations;
    }

    /** Whether any operation failed: those that only read do not if the fault is one of changes. */
    public synchronized boolean hasFailed() {
        return failed;
    }

    /** What was done with files whose sync had failed, and should not have been: another sync, or a rename to another name. */
    public synchronized List<String> misuses() {
        return List.copyOf(misuses);
    }

    private synchronized void reading(Path file, boolean open) throws IOException {
        count(file, open, !fault.isOfChanges());
    }

    private synchronized void changing(Path file, boolean open) throws IOException {
        count(file, open, true);
    }

    private void count(Path file, boolean open, boolean concerned) throws IOException {
        operations++;
        if (concerned && operations >= first && operations <= last) {
            failed = true;
            throw fault.on(file, open);
        }
    }

    @Override
    public DiskWriter create(Path file) throws IOException {
        changing(file, false);
        return new ForwardingWriter(super.create(file)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                changing(file, true);
                super.write(bytes, offset, length);
            }

            @Override
            public void sync() throws IOException {
                synced(file);
                super.sync();
            }
        };
    }

    @Override
    public DiskWriter createLong(Path file) throws IOException {
        return new HoldingWriter(create(file));
    }

    private synchronized void synced(Path file) throws IOException {
        if (unknown.contains(file)) {
            misuses.add("synced again: " + file);
        }
        try {
            changing(file, true);
        } catch (IOException refused) {
            unknown.add(file);
            throw refused;
        }
    }

    @Override
    public DiskReader open(Path file) throws IOException {
        reading(file, false);
        DiskReader reader = super.open(file);
        return new DiskReader() {
            @Override
            public long size() throws IOException {
                reading(file, true);
                return reader.size();
            }

            @Override
            public int read(long position, byte[] into, int offset, int length) throws IOException {
                reading(file, true);
                return reader.read(position, into, offset, length);
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }

    @Override
    public Path realPath(Path existing) throws IOException {
        reading(existing, false);
        return super.realPath(existing);
    }

    @Override
    public FileStamp examine(Path file) throws IOException {
        reading(file, false);
        return super.examine(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        changing(directory, true);
        super.syncDirectory(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        synchronized (this) {
            if (unknown.contains(from)) {
                misuses.add("renamed though its sync had failed: " + from + " to " + to);
            }
        }
        changing(from, false);
        super.rename(from, to);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        changing(name, false);
        super.link(existing, name);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        reading(directory, false);
        return super.list(directory);
    }

    @Override
    public boolean delete(Path file) throws IOException {
        changing(file, false);
        return super.delete(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        changing(directory, false);
        super.createDirectories(directory);
    }

    @Override
    public LockableFile openLocks(Path file) throws IOException {
        changing(file, false);
        return super.openLocks(file);
    }
}
