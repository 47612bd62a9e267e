package dev.necrozma.engine.key;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What determines a result: the stage that computes it, the version of that stage's code, its parameters, and the content of its
 * inputs. Two keys are the same if their canonical texts are. The text has one fact a line, each ended by a line feed:
 *
 * <pre>
 * necrozma key 1
 * stage universes
 * version 3
 * parameter interval_minutes = 5
 * parameter lookback = 20
 * input candles/2018-01 = 4f0c…
 * </pre>
 *
 * Parameters come in the order of their names, then inputs in the order of theirs. In values, a backslash, a line feed and a
 * carriage return are written {@code \\}, {@code \n} and {@code \r}. A parameter that has its default value is left out, so that
 * a stage can gain a parameter whose default is the old behaviour without any key changing.
 */
public final class CacheKey {

    private static final String HEADER = "necrozma key 1";
    private static final String PARAMETER = "parameter ";
    private static final String INPUT = "input ";
    private static final String EQUALS = " = ";
    private static final String OTHERS_IN_NAMES = "_.:/@+-";

    private final String stage;
    private final int version;
    private final Input[] inputs;
    private final byte[] text;
    private final Fingerprint id;

    /** An input, and its line of the text in UTF-8, which is made once for all keys that have it. */
    private static final class Input {

        private final String name;
        private final Fingerprint content;
        private final byte[] line;

        Input(String name, Fingerprint content) {
            this.name = name;
            this.content = content;
            this.line = encode(INPUT + name + EQUALS + content + "\n");
        }
    }

    private CacheKey(String stage, int version, Collection<byte[]> parameterLines, Input[] inputs) {
        this.stage = stage;
        this.version = version;
        this.inputs = inputs;
        byte[] head = encode(HEADER + "\nstage " + stage + "\nversion " + version + "\n");
        int length = head.length;
        for (byte[] line : parameterLines) {
            length += line.length;
        }
        for (Input input : inputs) {
            length += input.line.length;
        }
        ByteBuffer lines = ByteBuffer.allocate(length).put(head);
        for (byte[] line : parameterLines) {
            lines.put(line);
        }
        for (Input input : inputs) {
            lines.put(input.line);
        }
        this.text = lines.array();
        this.id = Fingerprint.of(text);
    }

    /**
     * Begins the key of a result of {@code stage}.
     *
     * @param version of the code that computes it; raised whenever the same inputs and parameters give another result
     * @throws IllegalArgumentException if the name has characters other than letters, digits and {@code _.:/@+-}
     */
    public static Builder of(String stage, int version) {
        return new Builder(stage, version);
    }

    /**
     * Reads a canonical text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static CacheKey parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 3
                || !lines.get(0).equals(HEADER)
                || !lines.get(1).startsWith("stage ")
                || !lines.get(2).startsWith("version ")) {
            throw new IllegalArgumentException("not the text of a key: " + text);
        }
        Builder key =
                of(lines.get(1).substring(6), Integer.parseInt(lines.get(2).substring(8)));
        for (String line : lines.subList(3, lines.size())) {
            int equals = line.indexOf(EQUALS);
            if (line.startsWith(PARAMETER) && equals >= PARAMETER.length()) {
                key.parameter(line.substring(PARAMETER.length(), equals), value(line, equals));
            } else if (line.startsWith(INPUT) && equals >= INPUT.length()) {
                key.input(line.substring(INPUT.length(), equals), Fingerprint.parse(value(line, equals)));
            } else {
                throw new IllegalArgumentException("not a line of a key: " + line);
            }
        }
        CacheKey parsed = key.build();
        if (!parsed.text().equals(text)) {
            throw new IllegalArgumentException("not the canonical text of a key: " + text);
        }
        return parsed;
    }

    public String stage() {
        return stage;
    }

    public int version() {
        return version;
    }

    /** The parameters that differ from their defaults, by name, in their canonical form. */
    public SortedMap<String, String> parameters() {
        SortedMap<String, String> values = new TreeMap<>();
        text().lines().filter(line -> line.startsWith(PARAMETER)).forEach(line -> {
            int equals = line.indexOf(EQUALS);
            values.put(line.substring(PARAMETER.length(), equals), value(line, equals));
        });
        return Collections.unmodifiableSortedMap(values);
    }

    /** The content of each input, by name. */
    public SortedMap<String, Fingerprint> inputs() {
        SortedMap<String, Fingerprint> contents = new TreeMap<>();
        for (Input input : inputs) {
            contents.put(input.name, input.content);
        }
        return Collections.unmodifiableSortedMap(contents);
    }

    /** The canonical text. */
    public String text() {
        return new String(text, StandardCharsets.UTF_8);
    }

    /** The canonical text in UTF-8. */
    public byte[] utf8() {
        return text.clone();
    }

    /** The SHA-256 of the canonical text. */
    public Fingerprint id() {
        return id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheKey key && Arrays.equals(key.text, text);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }

    private static String value(String line, int equals) {
        return unescape(line.substring(equals + EQUALS.length()));
    }

    private static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescape(String value) {
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char escaped = value.charAt(++i);
                plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** Gathers the parts of a key. Used by one thread. */
    public static final class Builder {

        private final String stage;
        private final int version;
        private final TreeMap<String, byte[]> parameterLines = new TreeMap<>();
        private final TreeMap<String, Input> inputs = new TreeMap<>();

        private Builder(String stage, int version) {
            this.stage = requireName("stage", stage);
            this.version = version;
        }

        /**
         * Adds a text.
         *
         * @throws IllegalArgumentException if it has half a surrogate pair, which UTF-8 cannot tell from a question mark
         */
        public Builder parameter(String name, String value) {
            requireName("parameter", name);
            String escaped = isPlain(value) ? value : escape(requireText(name, value));
            String line = PARAMETER + name + EQUALS + escaped + "\n";
            if (parameterLines.put(name, encode(line)) != null) {
                throw new IllegalArgumentException("parameter given twice: " + name);
            }
            return this;
        }

        public Builder parameter(String name, long value) {
            return parameter(name, Long.toString(value));
        }

        /** Adds a number in its shortest decimal form that reads back as the same double, the same on every Java version. */
        public Builder parameter(String name, double value) {
            return parameter(name, CanonicalNumber.text(value));
        }

        public Builder parameter(String name, boolean value) {
            return parameter(name, Boolean.toString(value));
        }

        /** Adds a list; each value is quoted, so that lists that differ never have the same text. */
        public Builder parameter(String name, List<String> values) {
            List<String> quoted = new ArrayList<>(values.size());
            for (String value : values) {
                quoted.add('"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
            }
            return parameter(name, "[" + String.join(", ", quoted) + "]");
        }

        /** Adds a parameter unless it has its default value. */
        public Builder parameter(String name, String value, String defaultValue) {
            return value.equals(defaultValue) ? this : parameter(name, value);
        }

        /** Adds a parameter unless it has its default value. */
        public Builder parameter(String name, long value, long defaultValue) {
            return value == defaultValue ? this : parameter(name, value);
        }

        /** Adds a parameter unless it has its default value, compared as {@link Double#compare} does. */
        public Builder parameter(String name, double value, double defaultValue) {
            return Double.compare(value, defaultValue) == 0 ? this : parameter(name, value);
        }

        /** Adds a parameter unless it has its default value. */
        public Builder parameter(String name, boolean value, boolean defaultValue) {
            return value == defaultValue ? this : parameter(name, value);
        }

        /** Adds a parameter unless it has its default value. */
        public Builder parameter(String name, List<String> values, List<String> defaultValues) {
            return values.equals(defaultValues) ? this : parameter(name, values);
        }

        public Builder input(String name, Fingerprint content) {
            if (inputs.put(name, new Input(requireName("input", name), content)) != null) {
                throw new IllegalArgumentException("input given twice: " + name);
            }
            return this;
        }

        /** A builder that has these parts and may get others: for many keys with most parts in common. */
        public Builder copy() {
            Builder copy = new Builder(stage, version);
            copy.parameterLines.putAll(parameterLines);
            copy.inputs.putAll(inputs);
            return copy;
        }

        /** The key of the parts gathered so far. */
        public CacheKey build() {
            return new CacheKey(
                    stage, version, parameterLines.values(), inputs.values().toArray(new Input[0]));
        }

        private static String requireName(String what, String name) {
            if (!isName(name)) {
                throw new IllegalArgumentException(
                        what + " must be named with letters, digits and _.:/@+- only: " + name);
            }
            return name;
        }

        /* Nothing to escape or to refuse, as nearly always: found in one pass, since a sweep asks before anything is compiled. */
        private static boolean isPlain(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '\\' || c == '\n' || c == '\r' || c >= Character.MIN_SURROGATE) {
                    return false;
                }
            }
            return true;
        }

        private static String requireText(String name, String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1))) {
                    i++;
                } else if (Character.isSurrogate(c)) {
                    throw new IllegalArgumentException(
                            "parameter " + name + " has a text with half a surrogate pair: " + value);
                }
            }
            return value;
        }

        /* By hand: an idle run checks thousands of names before anything is compiled. */
        private static boolean isName(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                boolean digit = c >= '0' && c <= '9';
                if (!letter && !digit && OTHERS_IN_NAMES.indexOf(c) < 0) {
                    return false;
                }
            }
            return !name.isEmpty();
        }
    }
}
