package dev.necrozma.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people give and read them: {@code 30d}, {@code 12h}, {@code 90m}, {@code 45s}. */
final class Spans {

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})\\s*([wdhms])");
    private static final Map<String, Long> SECONDS =
            Map.of("w", 7 * 86_400L, "d", 86_400L, "h", 3_600L, "m", 60L, "s", 1L);

    private Spans() {}

    static Duration parse(String option, String text) throws UsageException {
        Matcher span = SPAN.matcher(text.strip());
        if (span.matches()) {
            long seconds = Long.parseLong(span.group(1)) * SECONDS.getOrDefault(span.group(2), 0L);
            if (seconds > 0) {
                return Duration.ofSeconds(seconds);
            }
        }
        throw new UsageException(option + " must be a time such as 30d, 12h, 90m or 45s: " + text);
    }

    /** In the largest unit of which there are two at least, or in seconds. */
    static String text(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds >= 2 * 86_400) {
            return seconds / 86_400 + "d";
        }
        if (seconds >= 2 * 3_600) {
            return seconds / 3_600 + "h";
        }
        return seconds >= 120 ? seconds / 60 + "m" : seconds + "s";
    }
}
