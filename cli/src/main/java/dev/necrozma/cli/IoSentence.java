package dev.necrozma.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says what is wrong with a file. */
final class IoSentence {

    private IoSentence() {}

    /** A sentence about the store or the output folder, with what to do. */
    static String of(IOException e) {
        return problem(e) + "; make room or choose another place with --output or --cache-dir";
    }

    /** What is wrong, in a clause. */
    static String problem(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied: " + denied.getFile();
        }
        if (e instanceof NoSuchFileException missing) {
            return "no such file or directory: " + missing.getFile();
        }
        if (e instanceof FileAlreadyExistsException existing) {
            return "in the way: " + existing.getFile();
        }
        if (e instanceof NotDirectoryException file) {
            return "not a directory: " + file.getFile();
        }
        if (e instanceof FileSystemException other && other.getReason() != null) {
            return lowerFirst(other.getReason()) + ": " + other.getFile();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static String lowerFirst(String reason) {
        return reason.isEmpty() ? reason : Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
    }
}
