package dev.necrozma.market.text;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The shortest decimal that reads back as the same number, the nearest of these. The JDK's own texts changed between 17 and
 * 19, and files must not.
 *
 * <p>Plain digits from 1e-6 up to 1e16, for instance {@code 0.25} or {@code -1234567}; an exponent beyond, for instance
 * {@code 2.5E-9}. No trailing zeros; zero is {@code 0}.
 */
public final class ShortestDecimal {

    private static final double LEAST_PLAIN = 1e-6;
    private static final double PLAIN_LIMIT = 1e16;
    private static final double FAST_LEAST = 1e-3;
    private static final double FAST_LIMIT = 1e6;
    private static final int FLOAT_DIGITS = 6;
    private static final int DOUBLE_DIGITS = 15;
    private static final long[] POWERS = new long[13];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private ShortestDecimal() {}

    /** The text of a finite float. */
    public static String of(float value) {
        double magnitude = Math.abs(value);
        if (magnitude >= FAST_LEAST && magnitude < FAST_LIMIT) {
            int wholeDigits = 1;
            while (wholeDigits < 7 && magnitude >= POWERS[wholeDigits]) {
                wholeDigits++;
            }
            int leadingZeros = magnitude >= 0.1 ? 0 : magnitude >= 0.01 ? 1 : 2;
            int places = FLOAT_DIGITS - (magnitude >= 1 ? wholeDigits : -leadingZeros);
            // A float is a whole number of units in the last place, so that short of a tie the division decides as
            // decimals do.
            for (int i = places; i <= places + 3; i++) {
                long digits = Math.round(magnitude * POWERS[i]);
                if ((float) ((double) digits / POWERS[i]) == (float) magnitude) {
                    return plain(value < 0, digits, i);
                }
            }
        }
        return slow(value);
    }

    /** As {@link #of(float)}, without the short cut. */
    static String slow(float value) {
        BigDecimal exact = new BigDecimal(value);
        int digits = FLOAT_DIGITS;
        BigDecimal rounded = exact.round(new MathContext(digits));
        while (rounded.floatValue() != value) {
            digits++;
            rounded = exact.round(new MathContext(digits));
        }
        return text(rounded);
    }

    /** The text of a finite double. */
    public static String of(double value) {
        BigDecimal exact = new BigDecimal(value);
        int digits = DOUBLE_DIGITS;
        BigDecimal rounded = exact.round(new MathContext(digits));
        while (rounded.doubleValue() != value) {
            digits++;
            rounded = exact.round(new MathContext(digits));
        }
        return text(rounded);
    }

    private static String plain(boolean negative, long digits, int places) {
        long kept = digits;
        int keptPlaces = places;
        while (keptPlaces > 0 && kept % 10 == 0) {
            kept /= 10;
            keptPlaces--;
        }
        StringBuilder text = new StringBuilder();
        if (negative) {
            text.append('-');
        }
        text.append(kept / POWERS[keptPlaces]);
        if (keptPlaces > 0) {
            String fraction = Long.toString(kept % POWERS[keptPlaces]);
            text.append('.');
            text.append("0".repeat(keptPlaces - fraction.length()));
            text.append(fraction);
        }
        return text.toString();
    }

    private static String text(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        double magnitude = Math.abs(value.doubleValue());
        BigDecimal stripped = value.stripTrailingZeros();
        if (magnitude >= LEAST_PLAIN && magnitude < PLAIN_LIMIT) {
            return stripped.toPlainString();
        }
        String digits = stripped.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - stripped.scale();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return (stripped.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "E" + exponent;
    }
}
