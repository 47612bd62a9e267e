package dev.necrozma.market.feed;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers whose thousands are grouped, such as {@code 1,234.5}, {@code 1 234 567} or {@code 1'234.5}. */
final class GroupedNumber {

    /* Blank, no-break blank, narrow no-break blank, apostrophe and its typographic form. */
    private static final String NEUTRAL = " \u00a0\u202f'\u2019";

    private static final int LONGEST = 100;

    private final DecimalMark mark;
    private final Pattern form;

    GroupedNumber(DecimalMark mark) {
        this.mark = mark;
        form = Pattern.compile(
                "([+-]?\\d{1,3})(([" + mark.group() + NEUTRAL + "])\\d{3}(?:\\3\\d{3})*)([" + mark.mark() + "]\\d*)?");
    }

    /**
     * The bytes without the groups and with a point for the decimal mark; empty if they are no such number, or one that may be
     * meant otherwise: where nobody stated the mark, a lone comma and three digits are either.
     */
    Optional<String> plain(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return Optional.empty(); // matching takes a call within a call for each group
        }
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        Matcher matcher = form.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String groups = matcher.group(2);
        boolean loneGroup = groups.length() == 4 && matcher.group(4) == null;
        if (mark == DecimalMark.ASSUMED_POINT && loneGroup && groups.charAt(0) == mark.group()) {
            return Optional.empty();
        }
        String fraction = matcher.group(4) == null ? "" : "." + matcher.group(4).substring(1);
        return Optional.of(matcher.group(1) + groups.replaceAll("\\D", "") + fraction);
    }
}
