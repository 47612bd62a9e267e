package dev.necrozma.engine.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CanonicalNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, -0",
        "1.0, 1",
        "-1.5, -1.5",
        "0.1, 0.1",
        "1e-4, 0.0001",
        "1e-7, 0.0000001",
        "1e-8, 1E-8",
        "100, 100",
        "1e20, 100000000000000000000",
        "1e21, 1E+21",
        "123456789012345680, 123456789012345680",
        "0.30000000000000004, 0.30000000000000004",
        "2e23, 2E+23", // 2.0E23 since Java 19; 1.9999999999999998E23 before
        "5e-324, 5E-324",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "1.7976931348623157E308, 1.7976931348623157E+308",
        "7.120236347223045e-307, 7.120236347223045E-307", // a power of two, whose nearest decimal of 16 digits is
        // another's
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void numbersHaveTheTextTheyAlwaysHad(double value, String text) {
        assertThat(CanonicalNumber.text(value)).isEqualTo(text);
    }

    @Test
    void everyTextReadsBackAndNoShorterOneDoes() {
        long seed = 20260102;
        Random random = new Random(seed);
        for (int i = 0; i < 4_000; i++) {
            check(Double.longBitsToDouble(random.nextLong()));
            check(random.nextInt(2_000_000) / 100_000.0);
        }
        for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
            check(Math.scalb(1.0, exponent));
        }
    }

    private static void check(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return;
        }
        String text = CanonicalNumber.text(value);
        assertThat(Double.parseDouble(text)).isEqualTo(value);
        BigInteger digits =
                new BigDecimal(text).stripTrailingZeros().unscaledValue().abs();
        int count = digits.toString().length();
        if (count > 1) {
            assertThat(anyReadsBack(new BigDecimal(value), count - 1)).as(text).isFalse();
        }
    }

    /* Tries the decimals of so many digits below, around and above, by whole-number arithmetic. */
    private static boolean anyReadsBack(BigDecimal exact, int digits) {
        int drop = exact.precision() - digits;
        if (drop <= 0) {
            return false;
        }
        BigInteger cut = exact.unscaledValue().divide(BigInteger.TEN.pow(drop));
        for (int step = -1; step <= 1; step++) {
            BigDecimal candidate = new BigDecimal(cut.add(BigInteger.valueOf(step)), exact.scale() - drop);
            if (Double.parseDouble(candidate.toString()) == exact.doubleValue()) {
                return true;
            }
        }
        return false;
    }
}
