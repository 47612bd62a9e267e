package dev.necrozma.market.label;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One configuration of labels.
 *
 * @param targetPips gain at which a position is closed; {@link #LEAST_PIPS} to {@link #MOST_PIPS}
 * @param stopPips loss at which a position is closed, likewise, positive
 * @param horizonMinutes wall-clock time after which a position counts as undecided; {@link #LEAST_HORIZON_MINUTES} to
 *     {@link #MOST_HORIZON_MINUTES}, counted in whole nanoseconds
 */
public record LabelSpec(double targetPips, double stopPips, double horizonMinutes) {

    /** The shortest horizon, in minutes: six nanoseconds. */
    public static final double LEAST_HORIZON_MINUTES = 1e-10;

    /** The longest horizon, in minutes: a leap year. */
    public static final double MOST_HORIZON_MINUTES = 366 * 1440.0;

    /** The smallest target and stop: gains are stored to this precision. */
    public static final double LEAST_PIPS = 1e-6;

    /** The largest target and stop, in pips. */
    public static final double MOST_PIPS = 1e6;

    private static final String NUMBER = "([0-9]+(?:\\.[0-9]+)?)";
    private static final Pattern NAME = Pattern.compile("T" + NUMBER + "_S" + NUMBER + "_H" + NUMBER);
    private static final BigDecimal NANOS_PER_MINUTE = BigDecimal.valueOf(60_000_000_000L);

    public LabelSpec {
        requirePips("targetPips", targetPips);
        requirePips("stopPips", stopPips);
        requireBetween("horizonMinutes", horizonMinutes, LEAST_HORIZON_MINUTES, MOST_HORIZON_MINUTES);
    }

    static void requirePips(String name, double value) {
        requireBetween(name, value, LEAST_PIPS, MOST_PIPS);
    }

    private static void requireBetween(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    name + " must be at least " + number(least) + " and at most " + number(most) + ": " + value);
        }
    }

    /**
     * Reads a name such as {@code T10_S5_H60} or {@code T7.5_S5_H0.5}. Each configuration has one: {@code T010_S5_H60} and
     * {@code T10.0_S5_H60} are none.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static LabelSpec parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a configuration: " + name
                    + "; one is called like T10_S5_H60 (target and stop in pips, horizon in minutes)");
        }
        LabelSpec spec = new LabelSpec(
                Double.parseDouble(matcher.group(1)),
                Double.parseDouble(matcher.group(2)),
                Double.parseDouble(matcher.group(3)));
        if (!spec.name().equals(name)) {
            throw new IllegalArgumentException("not a configuration: " + name + "; it is called " + spec.name());
        }
        return spec;
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
