package dev.necrozma.market.feed;

import dev.necrozma.market.text.Printable;
import java.io.IOException;

/**
 * An input that cannot be imported as it is. The message is one sentence for the user: the file, the line where there is
 * one, what is wrong, and what to do about it where that is known. Whatever it quotes is {@link Printable}.
 */
public final class FeedException extends IOException {

    private static final long serialVersionUID = 1L;

    public FeedException(String message) {
        super(Printable.of(message));
    }

    FeedException(String message, Throwable cause) {
        super(Printable.of(message), cause);
    }
}
