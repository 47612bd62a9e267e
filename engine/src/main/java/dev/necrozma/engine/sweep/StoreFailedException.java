package dev.necrozma.engine.sweep;

import java.io.IOException;

/** The store could not give or take a result that a computation needed: the computation is not to blame. */
final class StoreFailedException extends IOException {

    private static final long serialVersionUID = 1;

    StoreFailedException(String what, IOException cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
