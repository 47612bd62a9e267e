package dev.necrozma.market.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShortestDecimalTest {

    @Test
    void readsBackAsTheSameFloat() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value) && value != 0) {
                assertThat(Float.parseFloat(ShortestDecimal.of(value)) == value).isTrue();
            }
        }
    }

    @Test
    void theShortCutAgreesWithTheLongWay() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 500_000; i++) {
            float value = (float) Math.scalb(random.nextDouble(-1, 1), random.nextInt(-12, 22));
            assertThat(ShortestDecimal.of(value)).isEqualTo(ShortestDecimal.slow(value));
            float decimal = random.nextInt(-100_000, 100_000) / 100f;
            assertThat(ShortestDecimal.of(decimal)).isEqualTo(ShortestDecimal.slow(decimal));
        }
    }

    @Test
    void noShorterDecimalReadsBackAsTheSameFloat() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100_000; i++) {
            float value = (float) random.nextDouble(0.001, 1_000);
            int digits = new BigDecimal(ShortestDecimal.of(value)).precision();
            if (digits > 1) {
                BigDecimal shorter = new BigDecimal(value).round(new MathContext(digits - 1));
                assertThat(shorter.floatValue()).isNotEqualTo(value);
            }
        }
    }

    @Test
    void readsBackAsTheSameDouble() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(ShortestDecimal.of(value))).isEqualTo(value);
            }
        }
    }

    @Test
    void looksLikeADecimal() {
        assertThat(ShortestDecimal.of(0.1f)).isEqualTo("0.1");
        assertThat(ShortestDecimal.of(-2f)).isEqualTo("-2");
        assertThat(ShortestDecimal.of(0f)).isEqualTo("0");
        assertThat(ShortestDecimal.of(1e6f)).isEqualTo("1000000");
        assertThat(ShortestDecimal.of(0.001f)).isEqualTo("0.001");
        assertThat(ShortestDecimal.of(2e-9)).isEqualTo("2E-9");
        assertThat(ShortestDecimal.of(1.5e-9)).isEqualTo("1.5E-9");
        assertThat(ShortestDecimal.of(2e-3)).isEqualTo("0.002");
        assertThat(ShortestDecimal.of(0.1 + 0.2)).isEqualTo("0.30000000000000004");
    }
}
