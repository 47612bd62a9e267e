package dev.necrozma.engine.fingerprint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 of some content: 32 bytes, here as four big-endian words. In text, 64 lower-case hexadecimal digits. */
public record Fingerprint(long word0, long word1, long word2, long word3) implements Comparable<Fingerprint> {

    /** How many bytes a fingerprint has. */
    public static final int BYTES = 32;

    private static final MessageDigest EMPTY = lookUpDigest();
    private static final ThreadLocal<MessageDigest> OF_THREAD = ThreadLocal.withInitial(Fingerprint::newDigest);

    /** The SHA-256 of {@code content}. */
    public static Fingerprint of(byte[] content) {
        MessageDigest digest = OF_THREAD.get();
        digest.reset(); // of what an error may have interrupted
        return ofDigest(digest.digest(content));
    }

    /**
     * The SHA-256 of {@code text} in UTF-8.
     *
     * @throws IllegalArgumentException if it has half a surrogate pair, which UTF-8 cannot tell from a question mark
     */
    public static Fingerprint ofText(String text) {
        return of(utf8(text));
    }

    static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            throw new IllegalArgumentException("text with half a surrogate pair: " + text);
        }
        return bytes;
    }

    /** Takes a digest that was computed already. */
    public static Fingerprint ofDigest(byte[] sha256) {
        if (sha256.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + sha256.length);
        }
        ByteBuffer words = ByteBuffer.wrap(sha256);
        return new Fingerprint(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if {@code hex} is not 64 hexadecimal digits
     */
    public static Fingerprint parse(String hex) {
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("a fingerprint has 64 hexadecimal digits: " + hex);
        }
        return ofDigest(HexFormat.of().parseHex(hex));
    }

    /** An empty SHA-256. */
    public static MessageDigest newDigest() {
        try {
            return (MessageDigest) EMPTY.clone(); // looking the algorithm up costs more than hashing a key
        } catch (CloneNotSupportedException otherProvider) {
            return lookUpDigest();
        }
    }

    private static MessageDigest lookUpDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }

    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(word0)
                .putLong(word1)
                .putLong(word2)
                .putLong(word3)
                .array();
    }

    /** The first eight digits: enough for a person to tell two apart. */
    public String shortText() {
        return HexFormat.of().toHexDigits((int) (word0 >>> 32));
    }

    /** Orders as the texts do. */
    @Override
    public int compareTo(Fingerprint other) {
        int byWord = Long.compareUnsigned(word0, other.word0);
        if (byWord == 0) {
            byWord = Long.compareUnsigned(word1, other.word1);
        }
        if (byWord == 0) {
            byWord = Long.compareUnsigned(word2, other.word2);
        }
        return byWord == 0 ? Long.compareUnsigned(word3, other.word3) : byWord;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that
                && word0 == that.word0
                && word1 == that.word1
                && word2 == that.word2
                && word3 == that.word3;
    }

    @Override
    public int hashCode() {
        return (int) word0;
    }

    @Override
    public String toString() {
        /* By hand, since an idle run writes thousands before anything is compiled. */
        byte[] text = new byte[2 * BYTES];
        putHex(word0, text, 0);
        putHex(word1, text, 16);
        putHex(word2, text, 32);
        putHex(word3, text, 48);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void putHex(long word, byte[] text, int offset) {
        long left = word;
        for (int i = offset + 15; i >= offset; i--) {
            int digit = (int) left & 0xf;
            text[i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
            left >>>= 4;
        }
    }
}
