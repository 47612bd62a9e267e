package dev.necrozma.market.feed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers from bytes: the nearest double, as {@link Double#parseDouble}, and how many places behind the point
 * the text needs. Not thread-safe: results of the last call are fields.
 */
final class DecimalText {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030_3030_3030_3030L;
    private static final long ABOVE_NINE = 0x7676_7676_7676_7676L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final double[] TEN = new double[23];
    private static final long MAX_EXACT = 1L << 53;
    /* 18 digits always fit in a long. */
    private static final int MAX_DIGITS = 18;

    static {
        TEN[0] = 1;
        for (int i = 1; i < TEN.length; i++) {
            TEN[i] = TEN[i - 1] * 10;
        }
    }

    private final char mark;

    private int end;
    private int places;

    DecimalText() {
        this('.');
    }

    /** @param mark what stands before the fraction */
    DecimalText(char mark) {
        this.mark = mark;
    }

    /** Where the number of the last call ended. */
    int end() {
        return end;
    }

    /** The places behind the point of the last number, trailing zeros aside. */
    int places() {
        return places;
    }

    /** The number that is all of the bytes; NaN if they are none, an infinity if they spell a non-finite one. */
    double parse(byte[] bytes, int from, int to) {
        double value = scan(bytes, from, to);
        if (end == to && to > from) {
            return value;
        }
        return isNonFinite(bytes, from, to) ? Double.POSITIVE_INFINITY : Double.NaN;
    }

    /**
     * The number at the start of the bytes; NaN, with {@link #end} at {@code from}, if there is none. At least 8 bytes follow
     * {@code to} in the array.
     */
    double scan(byte[] bytes, int from, int to) {
        long digits = (long) LONG.get(bytes, from) ^ ZEROS;
        long others = (((digits & ~HIGH_BITS) + ABOVE_NINE) | digits) & HIGH_BITS;
        int pointAt = Long.numberOfTrailingZeros(others) >>> 3;
        long afterPoint = others & (others - 1);
        int stop = Long.numberOfTrailingZeros(afterPoint) >>> 3;
        /* Plain digits with a point among them, and what follows them, in eight bytes: almost every price. */
        if (pointAt > 0
                && pointAt < stop - 1
                && stop < Long.BYTES
                && bytes[from + pointAt] == mark
                && (bytes[from + stop] | 0x20) != 'e'
                && from + stop <= to) {
            long beforePoint = (1L << (pointAt << 3)) - 1;
            long joined = (digits & beforePoint) | ((digits >>> 8) & ~beforePoint);
            end = from + stop;
            return quotient(eightDigits(joined << ((Long.BYTES + 1 - stop) << 3)), stop - pointAt - 1);
        }
        return scanDigits(bytes, from, to);
    }

    /* The number of eight digits, the first in the lowest byte, by adding neighbours three times. */
    private static long eightDigits(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        long first = (pairs & 0x0000_00ff_0000_00ffL) * ((1_000_000L << 32) + 100);
        long second = ((pairs >>> 16) & 0x0000_00ff_0000_00ffL) * ((10_000L << 32) + 1);
        return (first + second) >>> 32;
    }

    /* The nearest double to mantissa / 10^scale, as long as both are exact doubles; remembers the places. */
    private double quotient(long mantissa, int scale) {
        long rest = mantissa;
        int left = scale;
        while (left > 0 && rest % 10 == 0) {
            rest /= 10;
            left--;
        }
        places = left;
        return mantissa / TEN[scale];
    }

    private double scanDigits(byte[] bytes, int from, int to) {
        int p = from;
        boolean negative = false;
        if (p < to && (bytes[p] == '-' || bytes[p] == '+')) {
            negative = bytes[p] == '-';
            p++;
        }
        int digitsFrom = p;
        long mantissa = 0;
        int digit;
        while (p < to && (digit = bytes[p] - '0') >= 0 && digit <= 9) {
            mantissa = mantissa * 10 + digit;
            p++;
        }
        int digits = p - digitsFrom;
        int scale = 0;
        if (p < to && bytes[p] == mark) {
            int pointAt = p++;
            while (p < to && (digit = bytes[p] - '0') >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
                p++;
            }
            scale = p - pointAt - 1;
            digits += scale;
        }
        if (digits == 0) {
            end = from;
            return Double.NaN;
        }
        if (digits > MAX_DIGITS || mantissa > MAX_EXACT || (p < to && (bytes[p] | 0x20) == 'e')) {
            return scanSlowly(bytes, from, p, to);
        }
        end = p;
        double value = quotient(mantissa, scale);
        return negative ? -value : value;
    }

    private double scanSlowly(byte[] bytes, int from, int mantissaEnd, int to) {
        int p = exponentEnd(bytes, mantissaEnd, to);
        /* More digits than any price has would make BigDecimal slow; an exponent could make it huge. */
        String text = new String(bytes, from, p - from, StandardCharsets.ISO_8859_1).replace(mark, '.');
        end = p;
        double value = Double.parseDouble(text);
        places = Double.isFinite(value) && value != 0 ? significantPlaces(text) : 0;
        return value;
    }

    private static int significantPlaces(String text) {
        return text.length() > 100
                ? Integer.MAX_VALUE
                : Math.max(0, new BigDecimal(text).stripTrailingZeros().scale());
    }

    private static int exponentEnd(byte[] bytes, int from, int to) {
        int p = from;
        if (p >= to || (bytes[p] | 0x20) != 'e') {
            return from;
        }
        p++;
        if (p < to && (bytes[p] == '-' || bytes[p] == '+')) {
            p++;
        }
        int digitsFrom = p;
        while (p < to && bytes[p] >= '0' && bytes[p] <= '9') {
            p++;
        }
        return p == digitsFrom ? from : p;
    }

    private static boolean isNonFinite(byte[] bytes, int from, int to) {
        if (to - from < 3 || to - from > 9) {
            return false;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        return text.matches("(?i)[+-]?(nan|inf|infinity)");
    }
}
