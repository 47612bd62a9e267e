package dev.necrozma.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class CodecsTest {

    private static <T> T roundTrip(Codec<T> codec, T value) throws IOException {
        return codec.decode(codec.encode(value));
    }

    @Test
    void valuesComeBackAsTheyWere() throws IOException {
        assertThat(roundTrip(Codecs.BYTES, new byte[] {1, -1})).containsExactly(1, -1);
        assertThat(roundTrip(Codecs.STRING, "aä€\uD83D\uDE00\0\n")).isEqualTo("aä€\uD83D\uDE00\0\n");
        assertThat(roundTrip(Codecs.INTS, new int[] {1, Integer.MIN_VALUE})).containsExactly(1, Integer.MIN_VALUE);
        assertThat(roundTrip(Codecs.LONGS, new long[] {1, Long.MIN_VALUE})).containsExactly(1, Long.MIN_VALUE);
        assertThat(roundTrip(Codecs.FLOATS, new float[] {-0f, Float.NaN, Float.MIN_VALUE}))
                .containsExactly(-0f, Float.NaN, Float.MIN_VALUE);
        assertThat(roundTrip(Codecs.DOUBLES, new double[] {-0.0, Double.NaN, 0.1}))
                .containsExactly(-0.0, Double.NaN, 0.1);
        assertThat(roundTrip(Codecs.STRING, "")).isEmpty();
        assertThat(roundTrip(Codecs.DOUBLES, new double[0])).isEmpty();
    }

    @Test
    void numbersAreBigEndian() {
        assertThat(Codecs.INTS.encode(new int[] {0x01020304})).containsExactly(1, 2, 3, 4);
        assertThat(Codecs.LONGS.encode(new long[] {0x0102030405060708L})).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(Codecs.DOUBLES.encode(new double[] {1})).containsExactly(0x3f, 0xf0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void bytesThatNoValueHasAreRefused() {
        assertThatThrownBy(() -> Codecs.LONGS.decode(new byte[9]))
                .isInstanceOf(IOException.class)
                .hasMessage("9 bytes are no whole number of values of 8");
        assertThatThrownBy(() -> Codecs.STRING.decode(new byte[] {(byte) 0xff})).isInstanceOf(IOException.class);
    }

    /** Else the computed answer would differ from the cached one. */
    @Test
    void textThatUtf8CannotHoldIsRefused() {
        assertThatThrownBy(() -> Codecs.STRING.encode("\uD800")).isInstanceOf(IllegalArgumentException.class);
    }
}
