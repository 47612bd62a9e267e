package dev.necrozma.engine.fingerprint;

import java.io.IOException;
import java.nio.file.Path;

/** An input was written to while it was in use, so that what came of it belongs to no one content. */
public final class InputChangedException extends IOException {

    private static final long serialVersionUID = 1;

    public InputChangedException(Path file, String how) {
        super(file + " " + how + ", and nothing was kept of what came of it: run again once it is complete");
    }
}
