package dev.necrozma.testkit.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Why an operation fails. */
public enum Fault {
    NO_SPACE("No space left on device", true),
    READ_ONLY("Read-only file system", true),
    IO_ERROR("Input/output error", false),
    DENIED("Permission denied", false);

    private final String reason;
    private final boolean ofChanges;

    Fault(String reason, boolean ofChanges) {
        this.reason = reason;
        this.ofChanges = ofChanges;
    }

    /** Whether only operations that change something fail so. */
    public boolean isOfChanges() {
        return ofChanges;
    }

    /** What the system says, of an open file as {@code LocalDisk} does. */
    IOException on(Path file, boolean open) {
        if (open) {
            return new IOException(file + ": " + reason, new IOException(reason));
        }
        return this == DENIED
                ? new AccessDeniedException(file.toString())
                : new FileSystemException(file.toString(), null, reason);
    }
}
