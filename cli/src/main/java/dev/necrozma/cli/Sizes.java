package dev.necrozma.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people give and read them: {@code 10GB} is ten thousand million, {@code 10GiB} ten times 2^30. */
final class Sizes {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?)\\s*([A-Za-z]*)");
    private static final Map<String, Long> UNITS = Map.of(
            "", 1L,
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "tb", 1_000_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30,
            "tib", 1L << 40);
    private static final String[] NAMES = {"B", "kB", "MB", "GB", "TB"};

    private Sizes() {}

    static long parse(String option, String text) throws UsageException {
        Matcher size = SIZE.matcher(text.strip());
        if (size.matches()) {
            Long unit = UNITS.get(size.group(2).toLowerCase(Locale.ROOT));
            if (unit != null) {
                BigDecimal bytes = new BigDecimal(size.group(1))
                        .multiply(BigDecimal.valueOf(unit))
                        .setScale(0, RoundingMode.HALF_UP);
                if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                    return bytes.longValueExact();
                }
            }
        }
        throw new UsageException(option + " must be a size such as 500MB, 10GB or 2GiB: " + text);
    }

    /** In the largest unit that leaves at least one. */
    static String text(long bytes) {
        int unit = 0;
        double value = bytes;
        while (value >= 1000 && unit < NAMES.length - 1) {
            value /= 1000;
            unit++;
        }
        return (unit == 0 ? Long.toString(bytes) : Numbers.oneDecimal(value)) + " " + NAMES[unit];
    }
}
