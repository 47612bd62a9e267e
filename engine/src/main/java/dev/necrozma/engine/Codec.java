package dev.necrozma.engine;

import java.io.IOException;

/**
 * Turns values into bytes and back. The bytes must hold all of the value, and not depend on the machine.
 *
 * @see Codecs
 */
public interface Codec<T> {

    byte[] encode(T value);

    /**
     * Turns the bytes back.
     *
     * @throws IOException if {@link #encode} never gives such bytes
     */
    T decode(byte[] bytes) throws IOException;
}
