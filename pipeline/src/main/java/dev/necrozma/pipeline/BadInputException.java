package dev.necrozma.pipeline;

/** The input cannot be used as it is. The message says what, where and what to do, in a sentence. */
public final class BadInputException extends Exception {

    private static final long serialVersionUID = 1;

    public BadInputException(String message) {
        super(message);
    }

    BadInputException(String message, Throwable cause) {
        super(message, cause);
    }

    /** With the message of {@code cause}. */
    public BadInputException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
