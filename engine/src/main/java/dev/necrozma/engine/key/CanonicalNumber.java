package dev.necrozma.engine.key;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Decimal text of doubles that is the same on every Java version: {@link Double#toString} changed with Java 19.
 */
final class CanonicalNumber {

    /* At a power of two the doubles above lie twice as far apart as those below: the farther decimal may read back alone. */
    private static final List<RoundingMode> NEAREST_FIRST =
            List.of(RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN);

    /** Whole numbers below have no shorter form that reads back as the same double. */
    private static final double LEAST_INEXACT = 0x1p53;

    private CanonicalNumber() {}

    /** The decimal with the fewest digits that reads back as {@code value}, the nearest one among several; whole if it is. */
    static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        if (value == (long) value && Math.abs(value) < LEAST_INEXACT) {
            return Long.toString((long) value);
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < 17; digits++) {
            for (RoundingMode direction : NEAREST_FIRST) {
                BigDecimal rounded = exact.round(new MathContext(digits, direction));
                if (rounded.doubleValue() == value) {
                    return plain(rounded);
                }
            }
        }
        return plain(exact.round(new MathContext(17, RoundingMode.HALF_EVEN)));
    }

    private static String plain(BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        return exponent < -7 || exponent > 20 ? stripped.toString() : stripped.toPlainString();
    }
}
