package dev.necrozma.market.text;

/**
 * Text of others, to be shown: in one line, and without anything that a terminal obeys. What would end a line, move the cursor, colour or
 * reorder what follows, or cannot be seen is shown as its code, {@code \}{@code u001b}.
 */
public final class Printable {

    private static final int LONGEST_SENTENCE = 1500;
    private static final int LONGEST_END = 300;

    private Printable() {}

    /** The text, which is the same object if all of it can be shown. */
    public static String of(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return escaped(text);
            }
        }
        return text;
    }

    /** The text, or its beginning and an ellipsis if it is longer than {@code mostChars}. */
    public static String excerpt(String text, int mostChars) {
        if (text.length() <= mostChars) {
            return of(text);
        }
        int end = Character.isHighSurrogate(text.charAt(mostChars - 1)) ? mostChars - 1 : mostChars;
        return of(text.substring(0, end)) + "…";
    }

    /** The text, or its beginning and its end if it is longer than anybody reads. */
    public static String sentence(String text) {
        return text.length() <= LONGEST_SENTENCE
                ? of(text)
                : excerpt(text, LONGEST_SENTENCE - LONGEST_END) + " " + of(text.substring(text.length() - LONGEST_END));
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == '\t') {
                shown.append(' ');
            } else if (c == '\n' || c == '\r') {
                shown.append(c == '\n' ? "\\n" : "\\r");
            } else if (isShown(c)) {
                shown.appendCodePoint(c);
            } else if (Character.isBmpCodePoint(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.append(String.format("\\U%08x", c));
            }
        });
        return shown.toString();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
