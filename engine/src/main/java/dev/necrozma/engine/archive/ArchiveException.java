package dev.necrozma.engine.archive;

import java.io.IOException;

/** What was to be an archive is none, or is damaged. */
public final class ArchiveException extends IOException {

    private static final long serialVersionUID = 1;

    ArchiveException(String message) {
        super(message);
    }
}
