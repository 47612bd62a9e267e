package dev.necrozma.engine.key;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /* How long the parts of most texts are at most: a sweep makes thousands, most of them before anything is compiled. */
    private static final int USUAL_PARAMETERS = 1 << 10;
    private static final int USUAL_INPUT = 100;

    private final String stage;
    private final int version;
    private final SortedMap<String, Input> inputs;
    private final String text;
    private final Fingerprint id;

    /** An input, and its line of the text, which is made once for all keys that have it. */
    private record Input(Fingerprint content, String line) {}

    private CacheKey(String stage, int version, Collection<String> parameterLines, SortedMap<String, Input> inputs) {
        this.stage = stage;
        this.version = version;
        this.inputs = inputs;
        StringBuilder lines = new StringBuilder(USUAL_PARAMETERS + inputs.size() * USUAL_INPUT)
                .append(HEADER + "\nstage ")
                .append(stage)
                .append("\nversion ")
                .append(version)
                .append('\n');
        parameterLines.forEach(lines::append);
        inputs.values().forEach(input -> lines.append(input.line));
        this.text = lines.toString();
        this.id = Fingerprint.of(text.getBytes(StandardCharsets.UTF_8));
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
        if (!parsed.text.equals(text)) {
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
        text.lines().filter(line -> line.startsWith(PARAMETER)).forEach(line -> {
            int equals = line.indexOf(EQUALS);
            values.put(line.substring(PARAMETER.length(), equals), value(line, equals));
        });
        return Collections.unmodifiableSortedMap(values);
    }

    /** The content of each input, by name. */
    public SortedMap<String, Fingerprint> inputs() {
        SortedMap<String, Fingerprint> contents = new TreeMap<>();
        inputs.forEach((name, input) -> contents.put(name, input.content));
        return Collections.unmodifiableSortedMap(contents);
    }

    /** The canonical text. */
    public String text() {
        return text;
    }

    /** The SHA-256 of the canonical text. */
    public Fingerprint id() {
        return id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheKey key && key.text.equals(text);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static String value(String line, int equals) {
        return unescape(line.substring(equals + EQUALS.length()));
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
        private final TreeMap<String, String> parameterLines = new TreeMap<>();
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
            String line = PARAMETER + requireName("parameter", name) + EQUALS + escape(requireText(name, value)) + "\n";
            if (parameterLines.put(name, line) != null) {
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
            Input input = new Input(content, INPUT + requireName("input", name) + EQUALS + content + "\n");
            if (inputs.put(name, input) != null) {
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
            return new CacheKey(stage, version, parameterLines.values(), new TreeMap<>(inputs));
        }

        private static String requireName(String what, String name) {
            if (!isName(name)) {
                throw new IllegalArgumentException(
                        what + " must be named with letters, digits and _.:/@+- only: " + name);
            }
            return name;
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
