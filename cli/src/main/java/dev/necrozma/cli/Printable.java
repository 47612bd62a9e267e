package dev.necrozma.cli;

/**
 * What others wrote, in a sentence for a terminal: on one line, without what moves the cursor, changes colours, hides text or turns
 * its direction, and not longer than anybody reads.
 */
final class Printable {

    private static final int LONGEST = 1500;
    private static final int LONGEST_END = 300;

    private Printable() {}

    /** The same text where it is harmless. What is not is written as Java writes it, and the middle of a long one left out. */
    static String of(String text) {
        return whole(
                text.length() <= LONGEST
                        ? text
                        : text.substring(0, LONGEST - LONGEST_END) + " … "
                                + text.substring(text.length() - LONGEST_END));
    }

    /** The same, however long it is. */
    static String whole(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isHarmless(c)) {
                printable.appendCodePoint(c);
            } else {
                printable.append(escaped(c));
            }
        });
        return printable.toString();
    }

    private static boolean isHarmless(int c) {
        if (c >= ' ' && c < 0x7f) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                String hex = Integer.toHexString(c);
                yield c > 0xffff ? "\\u{" + hex + "}" : "\\u" + "0".repeat(4 - hex.length()) + hex;
            }
        };
    }
}
