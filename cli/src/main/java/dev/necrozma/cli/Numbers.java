package dev.necrozma.cli;

import java.util.ArrayList;
import java.util.List;

/** Numbers as people give and read them. */
final class Numbers {

    /** What stands for a number that is not known. */
    static final String UNKNOWN = "-";

    /* Each is a thread; more than cores only share them. */
    private static final int MOST_WORKERS = 1024;

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

    /**
     * How many units may be computed at a time.
     *
     * @param kind what may be given, without the limits
     */
    static int workers(String option, String kind, String text) throws UsageException {
        String limited = kind + ", 1 to " + MOST_WORKERS;
        int workers = positive(option, limited, text);
        if (workers > MOST_WORKERS) {
            throw new UsageException(option + " must be " + limited + ": " + text);
        }
        return workers;
    }

    static List<Integer> positives(String option, String text) throws UsageException {
        List<Integer> values = new ArrayList<>();
        for (String part : Items.of(option, text)) {
            values.add(positive(option, part));
        }
        return values;
    }

    static List<Double> positiveDecimals(String option, String text) throws UsageException {
        List<Double> values = new ArrayList<>();
        for (String part : Items.of(option, text)) {
            values.add(positiveDecimal(option, part));
        }
        return values;
    }

    static double positiveDecimal(String option, String text) throws UsageException {
        try {
            String number = text.strip();
            double value = Double.parseDouble(number);
            /* Java reads 1d as 1, and people mean a day. */
            boolean suffixed = Character.isLetter(number.charAt(number.length() - 1));
            if (!suffixed && value > 0 && value < Double.POSITIVE_INFINITY) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is too small.
        }
        throw new UsageException(option + " must be a number above 0: " + text);
    }

    /** A share of things, above 0 and at most 1, given as such or in percent. */
    static double share(String option, String text) throws UsageException {
        String number = text.strip();
        boolean percent = number.endsWith("%");
        try {
            double value = Double.parseDouble(percent ? number.substring(0, number.length() - 1) : number);
            double share = percent ? value / 100 : value;
            if (share > 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is too large.
        }
        throw new UsageException(option + " must be a share such as 0.05 or 5%: " + text);
    }

    /** A number of things, with a comma before each three digits. */
    static String grouped(long count) {
        StringBuilder text = new StringBuilder(Long.toString(count));
        for (int at = text.length() - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** With one digit after the point. */
    static String oneDecimal(double value) {
        return fixed(value, 1);
    }

    /**
     * With so many digits after the point, at least one; {@link #UNKNOWN} for NaN. A formatter would cost an idle run some 20 ms.
     */
    static String fixed(double value, int digits) {
        if (!Double.isFinite(value)) {
            return UNKNOWN;
        }
        long scale = 1;
        for (int i = 0; i < digits; i++) {
            scale *= 10;
        }
        long scaled = Math.round(value * scale);
        long parts = Math.abs(scaled);
        String fraction = Long.toString(scale + parts % scale).substring(1);
        return (scaled < 0 ? "-" : "") + parts / scale + "." + fraction;
    }
}
