package dev.necrozma.cli;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.ForwardingDisk;
import dev.necrozma.testkit.disk.ForwardingWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Counts what changes files while the store is at one kind of work, and stops before one such operation for good: it says so on standard
 * error, and waits to be killed.
 */
final class StoppingDisk extends ForwardingDisk {

    /** The methods of the store that do the work, by its name. */
    private static final Map<String, Set<String>> WORKS = Map.of(
            "merge", Set.of("dev.necrozma.engine.store.Catalog.merge"),
            "eviction", Set.of("dev.necrozma.engine.store.DirectoryStore.evict"));

    private final String work;
    private final int last;
    private int operations;

    /** @param last the number, counted from 1, of the operation that never comes */
    StoppingDisk(Disk disk, String work, int last) {
        super(disk);
        this.work = work;
        this.last = last;
    }

    private void changing(String operation, Path file) throws IOException {
        if (isAtWork() && countedToTheLast()) {
            System.err.println("stopped in " + work + " before operation " + last + ": " + operation + " " + file);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException awaitingDeath) {
                throw new IOException(awaitingDeath);
            }
        }
    }

    private boolean isAtWork() {
        Set<String> methods = WORKS.get(work);
        return StackWalker.getInstance()
                .walk(frames -> frames.map(frame -> frame.getClassName() + "." + frame.getMethodName())
                        .anyMatch(methods::contains));
    }

    private synchronized boolean countedToTheLast() {
        operations++;
        return operations == last;
    }

    @Override
    public DiskWriter create(Path file) throws IOException {
        changing("create", file);
        return new ForwardingWriter(super.create(file)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                changing("write", file);
                super.write(bytes, offset, length);
            }

            @Override
            public void sync() throws IOException {
                changing("sync", file);
                super.sync();
            }
        };
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        changing("sync", directory);
        super.syncDirectory(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        changing("rename to", to);
        super.rename(from, to);
    }

    @Override
    public boolean delete(Path file) throws IOException {
        changing("delete", file);
        return super.delete(file);
    }
}
