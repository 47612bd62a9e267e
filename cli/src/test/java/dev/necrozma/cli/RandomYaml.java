package dev.necrozma.cli;

import dev.necrozma.testkit.fuzz.Mutator;
import java.util.ArrayList;
import java.util.List;

/**
 * A configuration as a tree that is changed at random: keys that are renamed, given twice or left out, values that change places or
 * become something else, up to what YAML has to offer that no configuration needs.
 */
final class RandomYaml {

    /** A key, or none in a list, and a scalar, or children. */
    private static final class Part {
        private String key = "";
        private String before = "";
        private String scalar = "";
        private List<Part> children = new ArrayList<>();
        private boolean list;

        private Part copy() {
            Part copy = new Part();
            copy.key = key;
            copy.before = before;
            copy.scalar = scalar;
            copy.list = list;
            children.forEach(child -> copy.children.add(child.copy()));
            return copy;
        }
    }

    private static final List<String> SCALARS = List.of(
            "0",
            "-1",
            "1.5",
            "1e999",
            "1e-999",
            "0x10",
            "0o17",
            "2147483647",
            "2147483648",
            "99999999999999999999999999",
            "NaN",
            ".inf",
            "true",
            "no",
            "null",
            "~",
            "''",
            "' '",
            "\"\\0\"",
            "\"\\e[31mred\\n\\t\\u202e\"",
            "\"\\ud800\"",
            "é€😀",
            "2024-02-30",
            "all",
            "none",
            "auto",
            "tick",
            "0m",
            "1440m",
            "10PB",
            "999999999w",
            "[",
            "}",
            "!!java.lang.ProcessBuilder [[true]]",
            "!!javax.script.ScriptEngineManager x",
            "!!binary aGk=",
            "!!bool maybe",
            "!!null something",
            "!own x",
            "&a x",
            "*a",
            "<<: *a",
            "? x",
            "|\n      x",
            "%YAML 9.9",
            "../../../etc/passwd",
            "/dev/null",
            "T1_S1_H1",
            "[T10_S5_H60, T10_S5_H60]",
            "time=1,bid=2,ask=3",
            "yyyy-MM-dd [[[HH:mm]]]",
            "America/New_York+99",
            "x".repeat(300),
            "7".repeat(5000));

    private static final List<String> BEFORE =
            List.of("!!str ", "!!int ", "!!map ", "!!seq ", "!!set ", "!!foo ", "&x ", "&x &y ", "! ", "!!float ");

    private static final List<String> KEYS = List.of(
            "", "''", "\"\\n\"", "<<", "*a", "? [x]", "cache", "labels", "workers", "Targets", "k".repeat(2000));

    private final Mutator random;
    private final Part root;

    /** @param text keys of two levels, each in a line, whose values are scalars or lists in brackets */
    RandomYaml(Mutator random, String text) {
        this.random = random;
        this.root = parsed(text);
    }

    private static Part parsed(String text) {
        Part root = new Part();
        Part section = root;
        for (String line : text.lines().toList()) {
            boolean inSection = line.startsWith(" ");
            int colon = line.indexOf(':');
            Part part = new Part();
            part.key = line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            if (value.startsWith("[")) {
                part.list = true;
                for (String item : value.substring(1, value.length() - 1).split(",", -1)) {
                    Part scalar = new Part();
                    scalar.scalar = item.strip();
                    part.children.add(scalar);
                }
            } else {
                part.scalar = value;
            }
            (inSection ? section : root).children.add(part);
            section = inSection ? section : part;
        }
        return root;
    }

    /** Another one with up to four changes. */
    String next() {
        Part changed = root.copy();
        int changes = 1 + random.choose(4);
        for (int i = 0; i < changes; i++) {
            List<Part> parts = new ArrayList<>();
            collect(changed, parts);
            change(parts.get(random.choose(parts.size())), parts);
        }
        StringBuilder text = new StringBuilder();
        for (Part part : changed.children) {
            write(part, text, "");
        }
        return text.toString();
    }

    private static void collect(Part part, List<Part> parts) {
        parts.add(part);
        part.children.forEach(child -> collect(child, parts));
    }

    private void change(Part part, List<Part> all) {
        Part other = all.get(random.choose(all.size()));
        switch (random.choose(11)) {
            case 0 -> part.key = one(KEYS);
            case 1 -> part.key = other.key;
            case 2 -> part.before = one(BEFORE);
            case 3 -> {
                part.scalar = other.scalar;
                part.list = other.list;
                part.children = other.copy().children;
            }
            case 4 -> part.children.clear();
            case 5 -> {
                if (!part.children.isEmpty()) {
                    part.children.remove(random.choose(part.children.size()));
                }
            }
            case 6 -> {
                if (!part.children.isEmpty()) {
                    part.children.add(part.children
                            .get(random.choose(part.children.size()))
                            .copy());
                }
            }
            case 7 -> part.list = !part.list;
            case 8 -> deepen(part, 1 + random.choose(random.choose(4) == 0 ? 3000 : 6));
            case 9 -> {
                part.children.clear();
                part.scalar = "[" + "1, ".repeat(random.choose(400)) + "1]";
            }
            default -> {
                part.children.clear();
                part.scalar = one(SCALARS);
            }
        }
    }

    private void deepen(Part part, int depth) {
        String open = random.choose(2) == 0 ? "[" : "{a: ";
        String close = open.equals("[") ? "]" : "}";
        part.children.clear();
        part.scalar = open.repeat(depth) + "1" + close.repeat(random.choose(3) == 0 ? depth - 1 : depth);
    }

    private String one(List<String> list) {
        return list.get(random.choose(list.size()));
    }

    private static void write(Part part, StringBuilder text, String indent) {
        if (part.children.isEmpty()) {
            text.append(indent)
                    .append(part.key)
                    .append(": ")
                    .append(part.before)
                    .append(part.scalar)
                    .append('\n');
        } else if (part.list) {
            List<String> items = part.children.stream()
                    .map(item -> item.before + (item.key.isEmpty() ? "" : item.key + ": ") + item.scalar)
                    .toList();
            text.append(indent).append(part.key).append(": ").append(part.before);
            text.append('[').append(String.join(", ", items)).append("]\n");
        } else {
            text.append(indent)
                    .append(part.key)
                    .append(": ")
                    .append(part.before)
                    .append('\n');
            for (Part child : part.children) {
                write(child, text, indent + "  ");
            }
        }
    }
}
