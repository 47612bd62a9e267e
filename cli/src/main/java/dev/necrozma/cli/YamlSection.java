package dev.necrozma.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One mapping of a YAML file, of known keys. A key that is absent or has no value is absent. */
final class YamlSection {

    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);
    private static final Set<String> TRUTHS = Set.of("true", "false");
    private static final Set<String> NOTHINGS = Set.of("", "~", "null");

    private final String file;
    private final Map<String, Node> values;

    private YamlSection(String file, Map<String, Node> values) {
        this.file = file;
        this.values = values;
    }

    /** The file itself; an empty one has no keys. */
    static YamlSection top(String file, Optional<Node> root, List<String> known) throws UsageException {
        return root.isEmpty() || isEmpty(root.get())
                ? new YamlSection(file, Map.of())
                : of(file, "the file", root.get(), known);
    }

    private static YamlSection of(String file, String name, Node node, List<String> known) throws UsageException {
        if (!(node instanceof MappingNode mapping)) {
            throw new UsageException(place(file, node) + ": " + name + " must consist of keys and values");
        }
        requirePlain(file, name, node);
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "(not a word)";
            String place = place(file, tuple.getKeyNode());
            if (!known.contains(key)) {
                throw new UsageException(place + ": unknown key `" + key + "`" + Nearest.suggestion(key, known));
            }
            if (values.put(key, tuple.getValueNode()) != null) {
                throw new UsageException(place + ": key `" + key + "` is given twice");
            }
        }
        return new YamlSection(file, values);
    }

    YamlSection section(String key, List<String> known) throws UsageException {
        Optional<Node> node = find(key);
        return node.isPresent() ? of(file, "`" + key + "`", node.get(), known) : new YamlSection(file, Map.of());
    }

    Optional<Boolean> flag(String key) throws UsageException {
        Optional<Node> node = find(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        String text = scalar(key, node.get(), "true or false");
        if (!node.get().getTag().equals(Tag.BOOL) || !TRUTHS.contains(text)) {
            throw wrong(key, node.get(), "true or false", text);
        }
        return Optional.of(Boolean.parseBoolean(text));
    }

    Optional<Integer> positive(String key) throws UsageException {
        Optional<Node> node = find(key);
        return node.isEmpty() ? Optional.empty() : Optional.of(positive(key, node.get()));
    }

    Optional<Double> positiveDecimal(String key) throws UsageException {
        Optional<String> text = word(key);
        return text.isEmpty() ? Optional.empty() : Optional.of(Numbers.positiveDecimal(place(key), text.get()));
    }

    Optional<List<Integer>> positives(String key) throws UsageException {
        Optional<List<Node>> items = items(key, "a list of numbers such as [1, 5]");
        if (items.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> numbers = new ArrayList<>();
        for (Node item : items.get()) {
            numbers.add(positive(key, item));
        }
        return Optional.of(numbers);
    }

    Optional<List<Double>> positiveDecimals(String key) throws UsageException {
        String kind = "a list of numbers such as [5, 7.5]";
        Optional<List<Node>> items = items(key, kind);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        List<Double> numbers = new ArrayList<>();
        for (Node item : items.get()) {
            numbers.add(Numbers.positiveDecimal(place(file, item) + ": `" + key + "`", scalar(key, item, kind)));
        }
        return Optional.of(numbers);
    }

    boolean isList(String key) {
        return find(key).filter(SequenceNode.class::isInstance).isPresent();
    }

    Optional<List<String>> words(String key) throws UsageException {
        Optional<List<Node>> items = items(key, "a list of words such as [calendar]");
        if (items.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        for (Node item : items.get()) {
            words.add(scalar(key, item, "a list of words"));
        }
        return Optional.of(words);
    }

    Optional<String> word(String key) throws UsageException {
        Optional<Node> node = find(key);
        return node.isEmpty() ? Optional.empty() : Optional.of(scalar(key, node.get(), "one value"));
    }

    Optional<String> choice(String key, List<String> choices) throws UsageException {
        Optional<String> word = word(key);
        if (word.isPresent() && !choices.contains(word.get())) {
            throw new UsageException(place(key) + " must be " + String.join(" or ", choices) + ": " + word.get());
        }
        return word;
    }

    Optional<Path> path(String key) throws UsageException {
        Optional<String> text = word(key);
        if (text.isPresent() && text.get().isEmpty()) {
            throw new UsageException(place(key) + " has an empty name");
        }
        try {
            return text.map(Path::of);
        } catch (InvalidPathException e) {
            throw new UsageException(place(key) + " must be the name of a directory: " + e.getInput(), e);
        }
    }

    /** File, line and key, to begin a sentence with. */
    String place(String key) {
        return find(key).map(node -> place(file, node)).orElse(file) + ": `" + key + "`";
    }

    private Optional<Node> find(String key) {
        return Optional.ofNullable(values.get(key)).filter(node -> !isEmpty(node));
    }

    private Optional<List<Node>> items(String key, String kind) throws UsageException {
        Optional<Node> node = find(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!(node.get() instanceof SequenceNode sequence)) {
            throw wrong(key, node.get(), kind, node.get() instanceof ScalarNode scalar ? scalar.getValue() : "keys");
        }
        requirePlain(file, "`" + key + "`", sequence);
        return Optional.of(sequence.getValue());
    }

    private int positive(String key, Node node) throws UsageException {
        String kind = "a whole number, 1 or more";
        return Numbers.positive(place(file, node) + ": `" + key + "`", scalar(key, node, kind));
    }

    private String scalar(String key, Node node, String kind) throws UsageException {
        if (node instanceof ScalarNode scalar) {
            requirePlain(file, "`" + key + "`", node);
            return scalar.getValue();
        }
        throw wrong(key, node, kind, node instanceof SequenceNode ? "a list" : "keys");
    }

    private UsageException wrong(String key, Node node, String kind, String found) {
        return new UsageException(place(file, node) + ": `" + key + "` must be " + kind + ": " + found);
    }

    private static boolean isEmpty(Node node) {
        return node.getTag().equals(Tag.NULL)
                && node instanceof ScalarNode scalar
                && NOTHINGS.contains(scalar.getValue());
    }

    /* What is tagged wants to be something that no value of ours is. */
    private static void requirePlain(String file, String name, Node node) throws UsageException {
        if (!PLAIN.contains(node.getTag())) {
            throw new UsageException(place(file, node) + ": " + name + " has a tag, which means nothing here: "
                    + node.getTag().getValue());
        }
    }

    private static String place(String file, Node node) {
        return node.getStartMark()
                .map(mark -> file + ":" + (mark.getLine() + 1))
                .orElse(file);
    }
}
