package dev.necrozma.cli;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.FileStamp;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.disk.LockableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A disk on which files can be created, and nothing written. */
final class FullDisk implements Disk {

    private final Disk disk = new LocalDisk();

    @Override
    public DiskWriter create(Path file) throws IOException {
        DiskWriter writer = disk.create(file);
        return new DiskWriter() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                IOException full = new IOException("No space left on device");
                throw new IOException(file + ": " + full.getMessage(), full);
            }

            @Override
            public void sync() throws IOException {
                writer.sync();
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    @Override
    public DiskReader open(Path file) throws IOException {
        return disk.open(file);
    }

    @Override
    public FileStamp examine(Path file) throws IOException {
        return disk.examine(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        disk.syncDirectory(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        disk.link(existing, name);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public boolean delete(Path file) throws IOException {
        return disk.delete(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        disk.createDirectories(directory);
    }

    @Override
    public LockableFile openLocks(Path file) throws IOException {
        return disk.openLocks(file);
    }
}
