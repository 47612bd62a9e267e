package dev.necrozma.engine.sweep;

import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.ForwardingDisk;
import dev.necrozma.engine.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Path;

/** A disk on which no file can be created while it is full. */
final class RefusingDisk extends ForwardingDisk {

    volatile boolean full;

    RefusingDisk() {
        super(new LocalDisk());
    }

    @Override
    public DiskWriter create(Path file) throws IOException {
        if (full) {
            throw new IOException(file + ": No space left on device");
        }
        return super.create(file);
    }
}
