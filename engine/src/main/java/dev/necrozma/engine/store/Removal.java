package dev.necrozma.engine.store;

import java.time.Instant;

/**
 * Why and when a stored result was removed.
 *
 * @param detail what was found or which limit applied, for people
 */
public record Removal(Cause cause, String detail, Instant when) {

    /** The causes of removal. */
    public enum Cause {
        /** Deleted to keep a limit on size or age, or because somebody asked. */
        EVICTED,
        /** A file of it had other bytes than were stored; it lies in quarantine. */
        CORRUPT,
        /** A file of it was not there. */
        MISSING
    }
}
