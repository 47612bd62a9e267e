package dev.necrozma.cli;

import java.io.IOException;
import java.nio.file.Path;

/** A file that a command was to write cannot be written; the message is a sentence. */
final class UnwritableFileException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param file as it was asked for, whatever file the trouble is about */
    UnwritableFileException(Path file, IOException cause) {
        super(IoSentence.ofFile(file, cause), cause);
    }
}
