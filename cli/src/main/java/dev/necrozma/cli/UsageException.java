package dev.necrozma.cli;

/** What was asked cannot be done. The message says what, where and what to do, in a sentence. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
