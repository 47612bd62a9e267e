package dev.necrozma.market.feed;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How times are written, in letters as those of {@link java.time.format.DateTimeFormatter}: {@code yyyy yy M MM MMM MMMM d dd H HH h
 * hh m mm s ss S a E EEEE X Z}, quoted text, and optional parts in brackets. More lenient than that class: a fraction, whatever
 * the number of {@code S}, is as long as its digits are, an offset takes any of the usual forms, and names are English in any
 * case. Immutable.
 */
final class TimePattern {

    private static final long NANOS = 1_000_000_000L;
    private static final int CENTURY = 2000;
    private static final int MOST_OPTIONAL = 32;

    /**
     * A time.
     *
     * @param length how many bytes it takes; 0 if there is none
     * @param seconds since 1970-01-01T00:00 of the text's clock, or of UTC if {@code zoned}
     * @param truncated whether digits finer than a nanosecond were cut off
     */
    record Reading(int length, long seconds, int nanos, boolean zoned, boolean truncated) {
        private static final Reading NONE = new Reading(0, 0, 0, false, false);
    }

    /** A part of the text. */
    private interface Part {
        /** Reads itself at {@code from}, and returns where it ends; negative if it is not there. */
        int read(byte[] bytes, int from, int to, Fields fields);
    }

    /** What the parts have found. */
    private static final class Fields {
        private int year = -1;
        private int month = -1;
        private int day = -1;
        private int hour;
        private int minute;
        private int second;
        private int nanos;
        private boolean afternoon;
        private boolean halfDays;
        private boolean zoned;
        private boolean truncated;
        private long offsetSeconds;

        private Reading reading(int length) {
            int hourOfDay = halfDays ? hour % 12 + (afternoon ? 12 : 0) : hour;
            boolean possible = month >= 1
                    && month <= 12
                    && day >= 1
                    && day <= YearMonth.of(year, month).lengthOfMonth()
                    && hour <= (halfDays ? 12 : 23)
                    && !(halfDays && hour == 0)
                    && minute <= 59
                    && second <= 59;
            if (!possible) {
                return Reading.NONE;
            }
            long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400
                    + hourOfDay * 3600L
                    + minute * 60L
                    + second
                    - offsetSeconds;
            return new Reading(length, seconds, nanos, zoned, truncated);
        }
    }

    private final String text;
    private final List<Part> parts;

    private TimePattern(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException in a sentence for the user, if it is none, or leaves a date open
     */
    static TimePattern of(String text) {
        return new TimePattern(text, new Compiler(text).compile());
    }

    /** The time at the start of {@code [from, to)}. */
    Reading read(byte[] bytes, int from, int to) {
        Fields fields = new Fields();
        int end = readAll(parts, bytes, from, to, fields);
        return end < 0 ? Reading.NONE : fields.reading(end - from);
    }

    @Override
    public String toString() {
        return text;
    }

    private static int readAll(List<Part> parts, byte[] bytes, int from, int to, Fields fields) {
        int p = from;
        for (Part part : parts) {
            p = part.read(bytes, p, to, fields);
            if (p < 0) {
                return p;
            }
        }
        return p;
    }

    /** Reads from {@code least} to {@code most} digits; negative if there are fewer. */
    private static int digits(byte[] bytes, int from, int to, int least, int most) {
        int p = from;
        while (p < to && p - from < most && bytes[p] >= '0' && bytes[p] <= '9') {
            p++;
        }
        return p - from < least ? -1 : p;
    }

    private static int number(byte[] bytes, int from, int to) {
        int value = 0;
        for (int p = from; p < to; p++) {
            value = value * 10 + (bytes[p] - '0');
        }
        return value;
    }

    private static int fraction(byte[] bytes, int from, int to, Fields fields) {
        int end = digits(bytes, from, to, 1, Integer.MAX_VALUE);
        if (end < 0) {
            return end;
        }
        long nanos = 0;
        long unit = NANOS;
        for (int p = from; p < end && unit > 1; p++) {
            unit /= 10;
            nanos += (bytes[p] - '0') * unit;
        }
        fields.nanos = (int) nanos;
        fields.truncated = end - from > 9;
        return end;
    }

    private static int halfDay(byte[] bytes, int from, int to, Fields fields) {
        if (to - from < 2 || (bytes[from + 1] | 0x20) != 'm') {
            return -1;
        }
        fields.afternoon = (bytes[from] | 0x20) == 'p';
        return fields.afternoon || (bytes[from] | 0x20) == 'a' ? from + 2 : -1;
    }

    /* Z, GMT, UTC, and +02, +0200, +02:00, also after GMT or UTC. */
    private static int offset(byte[] bytes, int from, int to, Fields fields) {
        fields.zoned = true;
        if (from < to && (bytes[from] | 0x20) == 'z') {
            return from + 1;
        }
        int p = from;
        if (isWord(bytes, p, to, "gmt") || isWord(bytes, p, to, "utc")) {
            p += 3;
        }
        if (p >= to || (bytes[p] != '+' && bytes[p] != '-')) {
            return p > from ? p : -1;
        }
        int hoursEnd = digits(bytes, p + 1, to, 2, 2);
        if (hoursEnd < 0) {
            return -1;
        }
        int minutesFrom = hoursEnd < to && bytes[hoursEnd] == ':' ? hoursEnd + 1 : hoursEnd;
        int minutesEnd = digits(bytes, minutesFrom, to, 2, 2);
        int minutes = minutesEnd < 0 ? 0 : number(bytes, minutesFrom, minutesEnd);
        int hours = number(bytes, p + 1, hoursEnd);
        long seconds = hours * 3600L + minutes * 60L;
        fields.offsetSeconds = bytes[p] == '-' ? -seconds : seconds;
        if (hours > 18 || minutes > 59) {
            return -1;
        }
        return minutesEnd < 0 ? hoursEnd : minutesEnd;
    }

    private static boolean isWord(byte[] bytes, int from, int to, String word) {
        if (to - from < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((bytes[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Takes a pattern apart. */
    private static final class Compiler {

        private final String text;
        private int at;
        private boolean year;
        private boolean month;
        private boolean day;
        private boolean halfDays;
        private boolean half;

        Compiler(String text) {
            this.text = text;
        }

        List<Part> compile() {
            List<Part> parts = parts(0);
            for (String missing : Stream.of(year ? "" : "year (yyyy)", month ? "" : "month (MM)", day ? "" : "day (dd)")
                    .filter(name -> !name.isEmpty())
                    .toList()) {
                throw new IllegalArgumentException("'" + text + "' has no " + missing);
            }
            if (halfDays != half) {
                throw new IllegalArgumentException(
                        "'" + text + "' has hours of half days (h) without a, or a without them");
            }
            return parts;
        }

        private List<Part> parts(int depth) {
            List<Part> parts = new ArrayList<>();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '[') {
                    if (depth == MOST_OPTIONAL) {
                        throw new IllegalArgumentException(
                                "'" + text + "' has more than " + MOST_OPTIONAL + " optional parts in one another");
                    }
                    at++;
                    parts.add(optional(parts(depth + 1)));
                } else if (c == ']') {
                    if (depth == 0) {
                        throw new IllegalArgumentException("'" + text + "' closes a bracket that is not open");
                    }
                    at++;
                    return parts;
                } else if (c == '\'') {
                    parts.add(literal(quoted()));
                } else if (isLetter(c)) {
                    parts.add(field(c, count(c)));
                } else {
                    at++;
                    parts.add(literal(String.valueOf(c)));
                }
            }
            if (depth > 0) {
                throw new IllegalArgumentException("'" + text + "' leaves a bracket open");
            }
            return parts;
        }

        private static boolean isLetter(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }

        private int count(char c) {
            int from = at;
            while (at < text.length() && text.charAt(at) == c) {
                at++;
            }
            return at - from;
        }

        private String quoted() {
            int end = text.indexOf('\'', at + 1);
            if (end < 0) {
                throw new IllegalArgumentException("'" + text + "' leaves a quote open");
            }
            String inside = text.substring(at + 1, end);
            at = end + 1;
            return inside.isEmpty() ? "'" : inside;
        }

        private Part field(char letter, int count) {
            switch (letter) {
                case 'y', 'u' -> {
                    year = true;
                    return count == 2
                            ? number(2, 2, (fields, value) -> fields.year = CENTURY + value)
                            : number(4, 4, (fields, value) -> fields.year = value);
                }
                case 'M', 'L' -> {
                    month = true;
                    return count < 3
                            ? number(count, 2, (fields, value) -> fields.month = value)
                            : name(
                                    names(Month.values(), m -> m.getDisplayName(style(count == 3), Locale.ENGLISH)),
                                    (fields, index) -> fields.month = index + 1);
                }
                case 'd' -> {
                    day = true;
                    return number(count, 2, (fields, value) -> fields.day = value);
                }
                case 'H' -> {
                    return number(count, 2, (fields, value) -> fields.hour = value);
                }
                case 'h' -> {
                    halfDays = true;
                    return number(count, 2, (fields, value) -> {
                        fields.hour = value;
                        fields.halfDays = true;
                    });
                }
                case 'm' -> {
                    return number(count, 2, (fields, value) -> fields.minute = value);
                }
                case 's' -> {
                    return number(count, 2, (fields, value) -> fields.second = value);
                }
                case 'S' -> {
                    return TimePattern::fraction;
                }
                case 'a' -> {
                    half = true;
                    return TimePattern::halfDay;
                }
                case 'E' -> {
                    return name(
                            names(DayOfWeek.values(), d -> d.getDisplayName(style(count < 4), Locale.ENGLISH)),
                            (fields, index) -> {});
                }
                case 'X', 'x', 'Z', 'z', 'O' -> {
                    return TimePattern::offset;
                }
                default ->
                    throw new IllegalArgumentException("'" + text + "' has a letter that means nothing here: " + letter
                            + "; use such as yyyy-MM-dd HH:mm:ss.SSS, with other text in quotes");
            }
        }

        private static TextStyle style(boolean brief) {
            return brief ? TextStyle.SHORT : TextStyle.FULL;
        }

        private static <T> List<String> names(T[] values, Function<T, String> name) {
            return Stream.of(values)
                    .map(name.andThen(word -> word.toLowerCase(Locale.ROOT)))
                    .toList();
        }

        private static Part optional(List<Part> parts) {
            return (bytes, from, to, fields) -> Math.max(from, readAll(parts, bytes, from, to, fields));
        }

        private static Part literal(String literal) {
            return (bytes, from, to, fields) -> {
                int p = from;
                for (int i = 0; i < literal.length(); i++, p++) {
                    if (p >= to || bytes[p] != literal.charAt(i)) {
                        return -1;
                    }
                }
                return p;
            };
        }

        private static Part number(int least, int most, Setter setter) {
            return (bytes, from, to, fields) -> {
                int end = digits(bytes, from, to, Math.min(least, most), most);
                if (end >= 0) {
                    setter.set(fields, TimePattern.number(bytes, from, end));
                }
                return end;
            };
        }

        private static Part name(List<String> names, Setter setter) {
            return (bytes, from, to, fields) -> {
                for (int i = 0; i < names.size(); i++) {
                    if (isWord(bytes, from, to, names.get(i))) {
                        setter.set(fields, i);
                        return from + names.get(i).length();
                    }
                }
                return -1;
            };
        }
    }

    /** Puts a number where it belongs. */
    private interface Setter {
        void set(Fields fields, int value);
    }
}
