package dev.winnow.messaging;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a file's configuration differs from the server's. Just the fields that the file has count;
 * what it does not say is left as the server has it. The server leaves out what is false, zero,
 * empty or a policy {@code none}, so an absent field equals these.
 */
final class JsonDifference {
    /** Lists that are sets: their order means nothing. */
    private static final Set<String> SETS = Set.of("subjects", "filter_subjects");

    private JsonDifference() {}

    static List<Change.Field> between(ObjectNode file, JsonNode server) {
        List<Change.Field> fields = new ArrayList<>();
        collect("", file, server, fields);
        return fields;
    }

    private static void collect(
            String prefix, JsonNode file, JsonNode server, List<Change.Field> fields) {
        for (var entry : file.properties()) {
            String name = prefix + entry.getKey();
            JsonNode wanted = entry.getValue();
            JsonNode actual = server.path(entry.getKey());
            if (wanted.isObject() && actual.isObject()) {
                collect(name + ".", wanted, actual, fields);
            } else if (!same(entry.getKey(), wanted, actual)) {
                fields.add(new Change.Field(name, text(actual), text(wanted)));
            }
        }
    }

    private static boolean same(String name, JsonNode wanted, JsonNode actual) {
        if (isNothing(wanted) && isNothing(actual)) {
            return true;
        }
        if (wanted.isNumber() && actual.isNumber()) {
            return wanted.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        if (SETS.contains(name) && wanted.isArray() && actual.isArray()) {
            return new HashSet<>(wanted.valueStream().toList())
                    .equals(new HashSet<>(actual.valueStream().toList()));
        }
        return wanted.equals(actual);
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isBoolean() && !node.booleanValue())
                || (node.isNumber() && node.decimalValue().signum() == 0)
                || (node.isString() && Set.of("", "none").contains(node.stringValue()))
                || (node.isContainer() && node.isEmpty());
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "none" : node.toString();
    }
}
