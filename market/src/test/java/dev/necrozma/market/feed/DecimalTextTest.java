package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalTextTest {

    private final DecimalText decimal = new DecimalText();

    @Test
    void readsTheNearestDoubleAndPlacesOfRandomDecimals() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 300_000; i++) {
            String text = randomDecimal(random);
            assertThat(Double.doubleToRawLongBits(parse(text)))
                    .as("seed %d, %s", seed, text)
                    .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
            BigDecimal exact = new BigDecimal(text);
            int places = exact.signum() == 0
                    ? 0
                    : Math.max(0, exact.stripTrailingZeros().scale());
            assertThat(decimal.places()).as(text).isEqualTo(places);
        }
    }

    @Test
    void takesNothingElseForANumber() {
        for (String text : List.of(
                "",
                ".",
                "-",
                "+",
                "1.2.3",
                "1,2",
                "1.3x",
                "x",
                "1e",
                "1e+",
                "--1",
                " 1",
                "1 ",
                "0x10",
                "1_0",
                "1.2e3.4",
                "1:2",
                "1/2",
                "é",
                "12345678x",
                "1.23456;")) {
            assertThat(parse(text)).as(text).isNaN();
        }
    }

    @Test
    void tellsNonFiniteNumbersFromText() {
        for (String text : List.of("NaN", "inf", "-inf", "Infinity", "+INF", "1e999")) {
            assertThat(parse(text)).as(text).isEqualTo(Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void stopsWhereTheNumberStopsWhateverFollows() {
        for (String rest : List.of(",", "\"", "", ";7", ",1.5", "\n9.9")) {
            byte[] bytes = padded("1.38727" + rest);
            assertThat(decimal.scan(bytes, 0, 7)).isEqualTo(1.38727);
            assertThat(decimal.end()).isEqualTo(7);
        }
    }

    private double parse(String text) {
        byte[] bytes = padded(text);
        return decimal.parse(bytes, 0, bytes.length - LineReader.PADDING);
    }

    /* What follows looks like more of the number, so that reading too far shows. */
    private static byte[] padded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(bytes, bytes.length + LineReader.PADDING);
        Arrays.fill(padded, bytes.length, padded.length, (byte) '7');
        return padded;
    }

    private static String randomDecimal(Random random) {
        StringBuilder text = new StringBuilder();
        int sign = random.nextInt(8);
        text.append(sign == 0 ? "-" : sign == 1 ? "+" : "");
        int whole = random.nextInt(random.nextInt(10) == 0 ? 25 : 6);
        int fraction = random.nextInt(random.nextInt(10) == 0 ? 25 : 8);
        digits(text, random, whole);
        if (fraction > 0 || random.nextBoolean()) {
            text.append('.');
        }
        digits(text, random, whole + fraction == 0 ? 1 : fraction);
        if (whole == 0 && fraction == 0 && text.charAt(text.length() - 1) == '.') {
            text.append('5');
        }
        if (random.nextInt(20) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(40) - 20);
        }
        return text.toString();
    }

    private static void digits(StringBuilder text, Random random, int count) {
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + (random.nextInt(3) == 0 ? 0 : random.nextInt(10))));
        }
    }
}
