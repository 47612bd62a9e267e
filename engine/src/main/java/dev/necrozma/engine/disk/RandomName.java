package dev.necrozma.engine.disk;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names of writers and of files being written, so many that two draw the same in theory only. Safe for use by several threads. */
public final class RandomName {

    /* One for all: making another costs more than a name. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomName() {}

    /** Sixteen hexadecimal digits. */
    public static String next() {
        return HexFormat.of().toHexDigits(RANDOM.nextLong());
    }
}
