package dev.necrozma.engine.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Something wrong with a store.
 *
 * @param sentence what is wrong and what follows, for people
 * @param file the file that is damaged or absent
 * @param artifact the result that has it; absent if it is no file of a result
 * @param payload the name by which the result has it
 */
public record Problem(Kind kind, String sentence, Path file, Optional<Artifact> artifact, Optional<String> payload) {

    /** What may be wrong. */
    public enum Kind {
        /** The file that says which format the store has says nothing. */
        FORMAT,
        /** A catalog segment has other bytes than were written. */
        SEGMENT,
        /** A file of a result is not there. */
        MISSING,
        /** A file of a result has another length than was stored. */
        LENGTH,
        /** A file of a result has other bytes than were stored. */
        CONTENT,
        /** A file or directory is there, and the system does not let it be read. */
        UNREADABLE,
        /** A remembered fingerprint of an input has other bytes than were written. */
        MEMORY;

        /** A few words for programs. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Problem of(Kind kind, String sentence, Path file) {
        return new Problem(kind, sentence, file, Optional.empty(), Optional.empty());
    }
}
