package dev.necrozma.testkit.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Makes bad input of good: copies in which bytes were flipped, inserted, deleted, repeated, zeroed or cut off, in which a piece of
 * another input stands, or something that programs stumble over. The same seed gives the same copies in the same order. Not
 * thread-safe.
 */
public final class Mutator {

    /** A copy is at most this much longer than all that it was made of. */
    public static final int LONGEST_GROWTH = 1 << 20;

    private static final int MOST_CHANGES = 6;
    private static final int LONGEST_LINE = 70_000;
    private static final int LONGEST_PIECE = 4096;

    private static final List<byte[]> STUMBLING_BLOCKS = stumblingBlocks();

    private final Random random;
    private final List<byte[]> tokens = new ArrayList<>(STUMBLING_BLOCKS);

    public Mutator(long seed) {
        this(seed, List.of());
    }

    /** @param tokens what else to insert, as often as what is known to make programs stumble */
    public Mutator(long seed, List<String> tokens) {
        random = new Random(new SplittableRandom(seed).nextLong()); // seeds in a row would begin alike
        for (String token : tokens) {
            this.tokens.add(token.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** How a copy is changed at one place. */
    private enum Change {
        FLIP_A_BIT,
        SET_A_BYTE,
        INSERT_BYTES,
        DELETE_BYTES,
        REPEAT_BYTES,
        ZERO_BYTES,
        EXCHANGE_BYTES,
        TRUNCATE,
        EXTEND,
        SPLICE,
        INSERT_TOKEN,
        REPLACE_BY_TOKEN,
        CHANGE_A_DIGIT,
        CHANGE_LINE_ENDS
    }

    /**
     * A copy of {@code original} with one to six changes, mostly few. They mostly change it, but need not: a line end that is changed where there
     * is none leaves everything as it was.
     *
     * @param others inputs of which pieces may come
     */
    public byte[] mutate(byte[] original, byte[]... others) {
        byte[] bytes = original.clone();
        int limit = original.length + LONGEST_GROWTH;
        for (byte[] other : others) {
            limit += other.length;
        }
        int changes = 1 + random.nextInt(1 + random.nextInt(MOST_CHANGES));
        for (int i = 0; i < changes; i++) {
            byte[] changed = change(bytes, others);
            bytes = changed.length <= limit ? changed : bytes;
        }
        return bytes;
    }

    /** Bytes that mean nothing. */
    public byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A number from 0 up to below {@code bound}, for other choices of a case than its bytes. */
    public int choose(int bound) {
        return random.nextInt(bound);
    }

    private byte[] change(byte[] bytes, byte[][] others) {
        Change[] changes = Change.values();
        int at = random.nextInt(bytes.length + 1);
        int length = Math.min(pieceLength(), bytes.length - at);
        switch (changes[random.nextInt(changes.length)]) {
            case FLIP_A_BIT:
                return overwritten(bytes, at, old -> (byte) (old ^ (1 << random.nextInt(8))));
            case SET_A_BYTE:
                return overwritten(bytes, at, old -> (byte) random.nextInt(256));
            case INSERT_BYTES:
                return replaced(bytes, at, 0, noise(1 + random.nextInt(16)));
            case DELETE_BYTES:
                return replaced(bytes, at, length, new byte[0]);
            case REPEAT_BYTES:
                return replaced(bytes, at, 0, repeated(Arrays.copyOfRange(bytes, at, at + length)));
            case ZERO_BYTES:
                return replaced(bytes, at, length, new byte[length]);
            case EXCHANGE_BYTES:
                return exchanged(bytes, at, length);
            case TRUNCATE:
                return Arrays.copyOf(bytes, at);
            case EXTEND:
                return replaced(bytes, bytes.length, 0, noise(1 + random.nextInt(600)));
            case SPLICE:
                return spliced(bytes, at, others.length == 0 ? bytes : others[random.nextInt(others.length)]);
            case INSERT_TOKEN:
                return replaced(bytes, at, 0, token());
            case REPLACE_BY_TOKEN:
                return replaced(bytes, at, length, token());
            case CHANGE_A_DIGIT:
                return withOtherDigit(bytes, at);
            case CHANGE_LINE_ENDS:
                return withOtherLineEnds(bytes);
        }
        throw new AssertionError();
    }

    /* Mostly short, so that the rest still makes sense. */
    private int pieceLength() {
        return 1 + random.nextInt(1 + random.nextInt(random.nextInt(4) == 0 ? LONGEST_PIECE : 32));
    }

    private byte[] token() {
        return tokens.get(random.nextInt(tokens.size()));
    }

    private byte[] repeated(byte[] piece) {
        int times = 1 + random.nextInt(random.nextInt(8) == 0 ? 1000 : 3);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times && out.size() <= LONGEST_GROWTH; i++) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    private byte[] exchanged(byte[] bytes, int at, int length) {
        byte[] piece = Arrays.copyOfRange(bytes, at, at + length);
        byte[] rest = replaced(bytes, at, length, new byte[0]);
        return replaced(rest, random.nextInt(rest.length + 1), 0, piece);
    }

    private byte[] spliced(byte[] bytes, int at, byte[] other) {
        int from = random.nextInt(other.length + 1);
        int to = from + random.nextInt(other.length - from + 1);
        int end = random.nextBoolean() ? at : at + random.nextInt(bytes.length - at + 1);
        return replaced(bytes, at, end - at, Arrays.copyOfRange(other, from, to));
    }

    /* The first digit from there on: what is a number still is one, of another size. */
    private byte[] withOtherDigit(byte[] bytes, int at) {
        for (int i = at; i < bytes.length; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9') {
                return overwritten(bytes, i, old -> (byte) ('0' + random.nextInt(10)));
            }
        }
        return bytes;
    }

    private byte[] withOtherLineEnds(byte[] bytes) {
        List<String> ends = List.of("\r\n", "\r", "\n\n", "\n\r", "", "\u2028", "\u0085");
        byte[] end = ends.get(random.nextInt(ends.size())).getBytes(StandardCharsets.UTF_8);
        int share = 1 + random.nextInt(4);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte b : bytes) {
            if (b == '\n' && random.nextInt(share) == 0) {
                out.writeBytes(end);
            } else {
                out.write(b);
            }
        }
        return out.toByteArray();
    }

    private interface Overwriting {
        byte next(byte old);
    }

    private static byte[] overwritten(byte[] bytes, int at, Overwriting overwriting) {
        byte[] copy = bytes.clone();
        if (at < copy.length) {
            copy[at] = overwriting.next(copy[at]);
        }
        return copy;
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length - length + by.length);
        out.write(bytes, 0, at);
        out.writeBytes(by);
        out.write(bytes, at + length, bytes.length - at - length);
        return out.toByteArray();
    }

    private static List<byte[]> stumblingBlocks() {
        List<byte[]> blocks = new ArrayList<>();
        for (String text : List.of(
                "\0",
                "\0\0\0\0\0\0\0\0",
                "\ufeff",
                "\r",
                "\n",
                "\r\n",
                "\n\n\n",
                "\t",
                " ",
                ",",
                ";",
                ":",
                "-",
                "#",
                "'",
                "\"",
                "\"\"",
                "\"\n\"",
                "[",
                "{",
                "&a",
                "*a",
                "\\",
                "../",
                "/etc/passwd",
                "%n",
                "\u001b[2J\u001b]0;x\u0007",
                "\u202e",
                "\u2028",
                "\u00e9",
                "\ud83d\ude00",
                "\u0660",
                "NaN",
                "Infinity",
                "-0",
                "1e999",
                "1e-999",
                "1e2147483648",
                "4.9e-324",
                "1.7976931348623157e308",
                "2147483648",
                "-9223372036854775809",
                "18446744073709551616",
                "99999999-999999",
                "2019-02-30",
                "9999-12-31 23:59:60",
                "null",
                "true",
                "9".repeat(400),
                "0." + "0".repeat(400) + "1",
                "x".repeat(LONGEST_LINE),
                ",".repeat(LONGEST_LINE),
                "[".repeat(2000))) {
            blocks.add(text.getBytes(StandardCharsets.UTF_8));
        }
        blocks.add(new byte[] {(byte) 0xff, (byte) 0xfe});
        blocks.add(new byte[] {(byte) 0xfe, (byte) 0xff});
        blocks.add(new byte[] {(byte) 0xc0, (byte) 0x80}); // a zero as no UTF-8 writes it
        blocks.add(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}); // half a surrogate pair
        blocks.add(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        blocks.add(new byte[] {(byte) 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        blocks.add(new byte[] {(byte) 0x80, 0, 0, 0});
        blocks.add(new byte[] {0x1f, (byte) 0x8b, 8, 0});
        blocks.add(new byte[] {'P', 'K', 3, 4});
        blocks.add(new byte[] {'P', 'A', 'R', '1'});
        blocks.add(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd});
        return blocks;
    }
}
