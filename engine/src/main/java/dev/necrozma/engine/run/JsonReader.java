package dev.necrozma.engine.run;

import java.util.HexFormat;

/**
 * Reads JSON as {@link JsonText} writes it, value after value: no white space, and no escapes but {@code \"}, {@code \\} and
 * {@code \}{@code u0000}. Anything else is an {@link IllegalArgumentException}. The caller asks for what comes next:
 *
 * <pre>
 * json.open('{');
 * while (json.more('}')) {
 *     switch (json.name()) {
 *         case "units" -> units = json.wholeNumber();
 *         default -> json.skip();
 *     }
 * }
 * </pre>
 */
final class JsonReader {

    private static final int DEEPEST = 64;

    private final String text;
    private int at;
    private boolean first = true;

    JsonReader(String text) {
        this.text = text;
    }

    /** Enters an object or array. */
    void open(char bracket) {
        take(bracket);
        first = true;
    }

    /** Whether the object or array has one more name or value, which is next; if not, leaves it. */
    boolean more(char closing) {
        if (next() == closing) {
            at++;
            first = false;
            return false;
        }
        if (!first) {
            take(',');
        }
        first = false;
        return true;
    }

    String name() {
        String name = string();
        take(':');
        return name;
    }

    String string() {
        take('"');
        int start = at;
        while (next() != '"' && next() != '\\') {
            at++;
        }
        if (next() == '"') {
            return text.substring(start, at++);
        }
        StringBuilder unescaped = new StringBuilder().append(text, start, at);
        while (next() != '"') {
            unescaped.append(next() == '\\' ? escaped() : text.charAt(at++));
        }
        at++;
        return unescaped.toString();
    }

    private char escaped() {
        take('\\');
        char c = next();
        if (c == '"' || c == '\\') {
            at++;
            return c;
        }
        take('u');
        if (at + 4 > text.length()) {
            throw unexpected();
        }
        at += 4;
        return (char) HexFormat.fromHexDigits(text, at - 4, at);
    }

    long wholeNumber() {
        return Long.parseLong(number());
    }

    int count() {
        return Math.toIntExact(wholeNumber());
    }

    double decimal() {
        return Double.parseDouble(number());
    }

    private String number() {
        int start = at;
        while (at < text.length() && (next() == '-' || next() == '.' || (next() >= '0' && next() <= '9'))) {
            at++;
        }
        return text.substring(start, at);
    }

    boolean truth() {
        boolean truth = next() == 't';
        word(truth ? "true" : "false");
        return truth;
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            take(word.charAt(i));
        }
    }

    /** Passes over a value, whatever it is. */
    void skip() {
        skip(0);
    }

    private void skip(int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("deeper than " + DEEPEST + " levels");
        }
        switch (next()) {
            case '"' -> string();
            case 't', 'f' -> truth();
            case 'n' -> word("null");
            case '{' -> {
                open('{');
                while (more('}')) {
                    name();
                    skip(depth + 1);
                }
            }
            case '[' -> {
                open('[');
                while (more(']')) {
                    skip(depth + 1);
                }
            }
            default -> decimal();
        }
    }

    /** Requires that nothing but the end of the line comes. */
    void end() {
        take('\n');
        if (at != text.length()) {
            throw unexpected();
        }
    }

    private char next() {
        if (at == text.length()) {
            throw new IllegalArgumentException("ends after " + at + " characters");
        }
        return text.charAt(at);
    }

    private void take(char expected) {
        if (next() != expected) {
            throw unexpected();
        }
        at++;
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("not expected: character " + at);
    }
}
