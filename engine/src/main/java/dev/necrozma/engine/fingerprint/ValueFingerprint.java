package dev.necrozma.engine.fingerprint;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Takes the fingerprint of a sequence of values. Each value goes in with its type and length, so that {@code "ab", "c"} and
 * {@code "a", "bc"} differ, and so do {@code 1L} and {@code 1.0}. Doubles go in by their bits, all NaNs as one.
 */
public final class ValueFingerprint {

    private final MessageDigest digest = Fingerprint.newDigest();

    public ValueFingerprint add(String value) {
        byte[] utf8 = Fingerprint.utf8(value);
        header('s', utf8.length);
        digest.update(utf8);
        return this;
    }

    public ValueFingerprint add(byte[] values) {
        header('b', values.length);
        digest.update(values);
        return this;
    }

    public ValueFingerprint add(long value) {
        header('l', value);
        return this;
    }

    public ValueFingerprint add(double value) {
        header('d', Double.doubleToLongBits(value));
        return this;
    }

    public ValueFingerprint add(long[] values) {
        header('L', values.length);
        ByteBuffer chunk = ByteBuffer.allocate(8 * 1024);
        for (long value : values) {
            put(chunk, value);
        }
        flush(chunk);
        return this;
    }

    public ValueFingerprint add(double[] values) {
        header('D', values.length);
        ByteBuffer chunk = ByteBuffer.allocate(8 * 1024);
        for (double value : values) {
            put(chunk, Double.doubleToLongBits(value));
        }
        flush(chunk);
        return this;
    }

    public ValueFingerprint add(Fingerprint value) {
        header('f', Fingerprint.BYTES);
        digest.update(value.toBytes());
        return this;
    }

    /** The fingerprint of what was added; this object starts afresh. */
    public Fingerprint take() {
        return Fingerprint.ofDigest(digest.digest());
    }

    private void header(char type, long number) {
        digest.update(ByteBuffer.allocate(9).put((byte) type).putLong(number).array());
    }

    private void put(ByteBuffer chunk, long bits) {
        if (!chunk.hasRemaining()) {
            flush(chunk);
        }
        chunk.putLong(bits);
    }

    private void flush(ByteBuffer chunk) {
        digest.update(chunk.flip());
        chunk.clear();
    }
}
