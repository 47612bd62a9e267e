package dev.necrozma.engine.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Passes every operation on to another disk. Extend it to watch or change some. A copy is made of reads and writes of this disk, and a
 * long file is created as any other, so that who watches or changes those has to do with them too.
 */
public class ForwardingDisk implements Disk {

    private final Disk disk;

    public ForwardingDisk(Disk disk) {
        this.disk = disk;
    }

    @Override
    public DiskWriter create(Path file) throws IOException {
        return disk.create(file);
    }

    @Override
    public DiskReader open(Path file) throws IOException {
        return disk.open(file);
    }

    @Override
    public Path realPath(Path existing) throws IOException {
        return disk.realPath(existing);
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
