package dev.necrozma.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/** Codecs of common values. Numbers are big-endian; text is UTF-8. */
public final class Codecs {

    public static final Codec<byte[]> BYTES = of(1, bytes -> bytes.clone(), buffer -> {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    });

    /** Text; one with half a surrogate pair, which UTF-8 does not have, is an {@link IllegalArgumentException}. */
    public static final Codec<String> STRING = of(
            1,
            text -> {
                try {
                    ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
                    return Arrays.copyOf(bytes.array(), bytes.limit());
                } catch (CharacterCodingException half) {
                    throw new IllegalArgumentException("text with half a surrogate pair: " + text, half);
                }
            },
            buffer -> StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());

    public static final Codec<int[]> INTS = of(
            Integer.BYTES,
            values -> {
                ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Integer.BYTES));
                buffer.asIntBuffer().put(values);
                return buffer.array();
            },
            buffer -> {
                int[] values = new int[buffer.remaining() / Integer.BYTES];
                buffer.asIntBuffer().get(values);
                return values;
            });

    public static final Codec<long[]> LONGS = of(
            Long.BYTES,
            values -> {
                ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Long.BYTES));
                buffer.asLongBuffer().put(values);
                return buffer.array();
            },
            buffer -> {
                long[] values = new long[buffer.remaining() / Long.BYTES];
                buffer.asLongBuffer().get(values);
                return values;
            });

    public static final Codec<float[]> FLOATS = of(
            Float.BYTES,
            values -> {
                ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
                buffer.asFloatBuffer().put(values);
                return buffer.array();
            },
            buffer -> {
                float[] values = new float[buffer.remaining() / Float.BYTES];
                buffer.asFloatBuffer().get(values);
                return values;
            });

    public static final Codec<double[]> DOUBLES = of(
            Double.BYTES,
            values -> {
                ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES));
                buffer.asDoubleBuffer().put(values);
                return buffer.array();
            },
            buffer -> {
                double[] values = new double[buffer.remaining() / Double.BYTES];
                buffer.asDoubleBuffer().get(values);
                return values;
            });

    private Codecs() {}

    private interface Decoder<T> {
        T decode(ByteBuffer buffer) throws IOException;
    }

    private static <T> Codec<T> of(int width, Function<T, byte[]> encoder, Decoder<T> decoder) {
        return new Codec<>() {
            @Override
            public byte[] encode(T value) {
                return encoder.apply(value);
            }

            @Override
            public T decode(byte[] bytes) throws IOException {
                if (bytes.length % width != 0) {
                    throw new IOException(bytes.length + " bytes are no whole number of values of " + width);
                }
                return decoder.decode(ByteBuffer.wrap(bytes));
            }
        };
    }
}
