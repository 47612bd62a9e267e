package dev.necrozma.cli;

import java.util.ArrayList;
import java.util.List;

/** Numbers as people give and read them. */
final class Numbers {

    private Numbers() {}

    static int positive(String option, String text) throws UsageException {
        return positive(option, "a whole number, 1 or more", text);
    }

    /** @param kind what may be given, for the sentence that says that {@code text} is not it */
    static int positive(String option, String kind, String text) throws UsageException {
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is too small.
        }
        throw new UsageException(option + " must be " + kind + ": " + text);
    }

    static List<Integer> positives(String option, String text) throws UsageException {
        List<Integer> values = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            values.add(positive(option, part));
        }
        return values;
    }

    static double positiveDecimal(String option, String text) throws UsageException {
        try {
            double value = Double.parseDouble(text.strip());
            if (value > 0 && value < Double.POSITIVE_INFINITY) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is too small.
        }
        throw new UsageException(option + " must be a number above 0: " + text);
    }

    /** A number of things, with a comma before each three digits. */
    static String grouped(long count) {
        StringBuilder text = new StringBuilder(Long.toString(count));
        for (int at = text.length() - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** With one digit after the point. A formatter would cost an idle run some 20 ms. */
    static String oneDecimal(double value) {
        long tenths = Math.round(value * 10);
        return tenths / 10 + "." + tenths % 10;
    }
}
