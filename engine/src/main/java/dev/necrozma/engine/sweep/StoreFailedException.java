package dev.necrozma.engine.sweep;

import java.io.IOException;

/** The store could not take a result that a computation needed: the computation is not to blame. */
final class StoreFailedException extends IOException {

    private static final long serialVersionUID = 1;

    StoreFailedException(String unit, IOException cause) {
        super(unit + " was lost, and the store could not take it again: " + cause.getMessage(), cause);
    }
}
