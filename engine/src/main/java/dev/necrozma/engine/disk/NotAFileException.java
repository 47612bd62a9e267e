package dev.necrozma.engine.disk;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Where a file should be, there is a directory, a pipe or a device: nobody reads from that what was written. */
public final class NotAFileException extends FileSystemException {

    private static final long serialVersionUID = 1;

    public NotAFileException(Path file) {
        super(file.toString(), null, "not a file");
    }
}
