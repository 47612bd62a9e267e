package dev.necrozma.market.label;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One configuration of labels.
 *
 * @param targetPips gain at which a position is closed
 * @param stopPips loss at which a position is closed, positive
 * @param horizonMinutes wall-clock time after which a position counts as undecided
 */
public record LabelSpec(double targetPips, double stopPips, double horizonMinutes) {

    /** The longest horizon, in minutes: a leap year. */
    public static final double MOST_HORIZON_MINUTES = 366 * 1440.0;

    /** The largest target and stop, in pips. */
    public static final double MOST_PIPS = 1e6;

    private static final String NUMBER = "([0-9]+(?:\\.[0-9]+)?)";
    private static final Pattern NAME = Pattern.compile("T" + NUMBER + "_S" + NUMBER + "_H" + NUMBER);
    private static final BigDecimal NANOS_PER_MINUTE = BigDecimal.valueOf(60_000_000_000L);

    public LabelSpec {
        requirePositive("targetPips", targetPips, MOST_PIPS);
        requirePositive("stopPips", stopPips, MOST_PIPS);
        requirePositive("horizonMinutes", horizonMinutes, MOST_HORIZON_MINUTES);
    }

    private static void requirePositive(String name, double value, double most) {
        if (!(value > 0 && value <= most)) {
            throw new IllegalArgumentException(name + " must be positive and at most " + number(most) + ": " + value);
        }
    }

    /**
     * Reads a name such as {@code T10_S5_H60} or {@code T7.5_S5_H0.5}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static LabelSpec parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a configuration: " + name
                    + "; one is called like T10_S5_H60 (target and stop in pips, horizon in minutes)");
        }
        return new LabelSpec(
                Double.parseDouble(matcher.group(1)),
                Double.parseDouble(matcher.group(2)),
                Double.parseDouble(matcher.group(3)));
    }

    /** {@code T10_S5_H60}: integral numbers without a fraction. */
    public String name() {
        return "T" + number(targetPips) + "_S" + number(stopPips) + "_H" + number(horizonMinutes);
    }

    /** A number as names write it: plain decimals, without a fraction if it is integral. */
    public static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** The horizon in whole nanoseconds, rounded down. */
    long horizonNanos() {
        return BigDecimal.valueOf(horizonMinutes).multiply(NANOS_PER_MINUTE).longValue();
    }
}
