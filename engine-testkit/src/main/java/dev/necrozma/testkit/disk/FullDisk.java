package dev.necrozma.testkit.disk;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.ForwardingDisk;
import java.io.IOException;
import java.nio.file.Path;

/** A disk on which files can be created, and nothing written. */
public final class FullDisk extends ForwardingDisk {

    public FullDisk(Disk disk) {
        super(disk);
    }

    @Override
    public DiskWriter create(Path file) throws IOException {
        return new ForwardingWriter(super.create(file)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                IOException full = new IOException("No space left on device");
                throw new IOException(file + ": " + full.getMessage(), full);
            }
        };
    }
}
