package dev.necrozma.engine.retention;

import java.time.Duration;

/** Durations as limits state them. */
final class Ages {

    private Ages() {}

    /** In the largest unit that divides it: {@code 30d}, {@code 36h}, {@code 90m}, {@code 45s}; below, as ISO 8601 does. */
    static String text(Duration age) {
        long seconds = age.toSeconds();
        if (!age.equals(Duration.ofSeconds(seconds))) {
            return age.toString();
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
