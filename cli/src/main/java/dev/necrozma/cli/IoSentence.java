package dev.necrozma.cli;

import dev.necrozma.engine.disk.NotAFileException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Says what is wrong with a file. */
final class IoSentence {

    /* What systems say of a place that is full, and of one that cannot be written: in a reason, or as the whole message. */
    private static final List<String> FULL = List.of("no space left", "not enough space", "disk quota exceeded");

    private static final List<String> CLOSED =
            List.of("read-only file system", "permission denied", "operation not permitted");

    private static final String LINK_TO_ITSELF = "Too many levels of symbolic links";

    private IoSentence() {}

    /** A sentence about the store or the output folder, with what to do where another place would do. */
    static String of(IOException e) {
        if (e instanceof NotAFileException
                || e instanceof FileAlreadyExistsException
                || e instanceof NotDirectoryException
                || String.valueOf(e.getMessage()).contains(LINK_TO_ITSELF)) {
            return problem(e) + "; move it away";
        }
        return problem(e) + advice(e, "place with --output or --cache-dir");
    }

    /** A sentence about {@code file}, whatever file {@code e} names: the trouble may be about one that is to become it. */
    static String ofFile(Path file, IOException e) {
        return reason(e) + ": " + file + advice(e, "--output");
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException system) {
            return reason(system);
        }
        /* One that names the file has a cause that does not. */
        if (e.getCause() instanceof IOException nameless) {
            return reason(nameless);
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : lowerFirst(e.getMessage());
    }

    /* What to do, where another place would do. */
    private static String advice(IOException e, String place) {
        if (anyOf(e, each -> says(each, FULL))) {
            return "; make room or choose another " + place;
        }
        return anyOf(e, each -> each instanceof AccessDeniedException || says(each, CLOSED))
                ? "; choose another " + place
                : "";
    }

    /* It or a cause of it. */
    private static boolean anyOf(IOException e, Predicate<IOException> what) {
        return what.test(e) || (e.getCause() instanceof IOException cause && anyOf(cause, what));
    }

    private static boolean says(IOException e, List<String> words) {
        String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(said::contains);
    }

    /** What is wrong, in a clause. */
    static String problem(IOException e) {
        if (e instanceof FileSystemException system) {
            return reason(system) + ": " + files(system);
        }
        String said = e.getMessage() == null ? e.toString() : e.getMessage();
        /* One that passes on the message of a file's problem passes on names alone. */
        if (e.getCause() instanceof FileSystemException cause && said.endsWith(": " + cause.getMessage())) {
            return said.substring(
                            0,
                            said.length() - String.valueOf(cause.getMessage()).length())
                    + problem(cause);
        }
        return said;
    }

    private static String reason(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "in the way";
        }
        if (e instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "a directory that is not empty";
        }
        return e.getReason() == null ? e.getClass().getSimpleName() : lowerFirst(e.getReason());
    }

    private static String files(FileSystemException e) {
        return e.getOtherFile() == null ? e.getFile() : e.getFile() + " -> " + e.getOtherFile();
    }

    private static String lowerFirst(String reason) {
        return reason.isEmpty() ? reason : Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
    }
}
