package dev.winnow.screening.adapter.out.cel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One mapping of the file, asked key by key; what is wrong is noted with its line. */
final class Section {
    private final int line;
    private final String what;
    private final boolean mapping;
    private final Map<String, Node> values;
    private final Map<String, Integer> keyLines;
    private final Mistakes mistakes;

    private Section(
            int line,
            String what,
            boolean mapping,
            Map<String, Node> values,
            Map<String, Integer> keyLines,
            Mistakes mistakes) {
        this.line = line;
        this.what = what;
        this.mapping = mapping;
        this.values = values;
        this.keyLines = keyLines;
        this.mistakes = mistakes;
    }

    static Section of(Node node, String what, Mistakes mistakes) {
        int line = YamlTree.line(node.getStartMark());
        Map<String, Node> values = new LinkedHashMap<>();
        Map<String, Integer> keyLines = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mappingNode)) {
            mistakes.add(line, what + " must consist of keys and values");
            return new Section(line, what, false, values, keyLines, mistakes);
        }
        for (NodeTuple tuple : mappingNode.getValue()) {
            int keyLine = YamlTree.line(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                mistakes.add(keyLine, "a key must be a word");
            } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                mistakes.add(keyLine, "the key " + key.getValue() + " is given twice");
            } else {
                keyLines.put(key.getValue(), keyLine);
            }
        }
        return new Section(line, what, true, values, keyLines, mistakes);
    }

    int line() {
        return line;
    }

    int lineOf(String key) {
        return keyLines.getOrDefault(key, line);
    }

    /** Notes every key that is not one of these. */
    void only(String... keys) {
        keyLines.forEach((key, keyLine) -> {
            if (!Arrays.asList(keys).contains(key)) {
                mistakes.add(
                        keyLine,
                        "unknown key "
                                + key
                                + " in "
                                + what
                                + "; there are "
                                + String.join(", ", keys));
            }
        });
    }

    Optional<Node> required(String key) {
        Optional<Node> node = Optional.ofNullable(values.get(key));
        if (node.isEmpty() && mapping) {
            mistakes.add(line, what + " has no " + key);
        }
        return node;
    }

    /** The value when it is text. */
    Optional<ScalarNode> scalar(String key) {
        return values.get(key) instanceof ScalarNode scalar
                ? Optional.of(scalar)
                : Optional.empty();
    }

    Optional<String> text(String key, int max) {
        return required(key).isEmpty() ? Optional.empty() : optionalText(key, max);
    }

    Optional<String> optionalText(String key, int max) {
        if (!values.containsKey(key)) {
            return Optional.empty();
        }
        Optional<ScalarNode> scalar = scalar(key);
        if (scalar.isEmpty()) {
            mistakes.add(lineOf(key), key + " must be text");
            return Optional.empty();
        }
        String text = scalar.get().getValue();
        if (text.isBlank() || scalar.get().getTag().equals(Tag.NULL)) {
            mistakes.add(lineOf(key), key + " must not be empty");
            return Optional.empty();
        }
        if (text.length() > max) {
            mistakes.add(lineOf(key), key + " is longer than " + max + " characters");
            return Optional.empty();
        }
        // A block of text ends with a line break that its writer did not mean.
        return Optional.of(text.stripTrailing());
    }

    Optional<String> text(String key, Pattern form, String words) {
        Optional<String> text = text(key, 500);
        if (text.isPresent() && !form.matcher(text.get()).matches()) {
            mistakes.add(lineOf(key), key + " must be " + words);
            return Optional.empty();
        }
        return text;
    }
}
