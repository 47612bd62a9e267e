package dev.necrozma.market.feed;

import java.io.IOException;

/**
 * An input that cannot be imported as it is. The message is one sentence for the user: the file, the line where there is
 * one, what is wrong, and what to do about it where that is known.
 */
public final class FeedException extends IOException {

    private static final long serialVersionUID = 1L;

    public FeedException(String message) {
        super(message);
    }

    FeedException(String message, Throwable cause) {
        super(message, cause);
    }
}
