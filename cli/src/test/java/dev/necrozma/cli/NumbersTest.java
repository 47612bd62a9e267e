package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0.0",
        "12.34, 1, 12.3",
        "-12.36, 1, -12.4",
        "-0.25, 2, -0.25",
        "-0.0004, 3, 0.000",
        "0.0625, 4, 0.0625",
        "999.999, 2, 1000.00",
        "1000000, 3, 1000000.000",
        "NaN, 3, -"
    })
    void aNumberHasItsDigitsAfterThePoint(double value, int digits, String text) {
        assertThat(Numbers.fixed(value, digits)).isEqualTo(text);
    }
}
