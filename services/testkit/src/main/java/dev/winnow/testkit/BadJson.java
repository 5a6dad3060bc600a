package dev.winnow.testkit;

import dev.winnow.messaging.Json;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes broken and unusual JSON out of a record that is valid. Immutable and safe to share. */
final class BadJson {
    private static final int DEEP = 20_000;

    private final ObjectNode valid;
    private final Class<?> type;

    BadJson(Object value) {
        this.valid = (ObjectNode) Json.mapper().readTree(Json.write(value));
        this.type = value.getClass();
    }

    byte[] valid() {
        return Json.write(valid);
    }

    /** What is no JSON at all, by a name. */
    static Map<String, byte[]> malformed() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("an empty body", new byte[0]);
        all.put("half an object", ascii("{\"a\":"));
        all.put("something behind the end", ascii("{} {}"));
        all.put("no text", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        all.put("text that is not UTF-8", new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff});
        all.put("arrays " + DEEP + " deep", ascii("[".repeat(DEEP)));
        return all;
    }

    /** JSON, but no object. */
    static Map<String, byte[]> noObject() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (String json : List.of("null", "[]", "\"text\"", "7", "true")) {
            all.put(json + " instead of an object", ascii(json));
        }
        return all;
    }

    /** The valid one without a field that must be there, by the field's path. */
    Map<String, byte[]> withoutRequired() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        collectRequired(type, valid, "", all);
        return all;
    }

    private void collectRequired(
            Class<?> record, ObjectNode node, String path, Map<String, byte[]> into) {
        for (RecordComponent component : record.getRecordComponents()) {
            String name = component.getName();
            JsonNode value = node.get(name);
            if (value == null) {
                continue;
            }
            if (required(component)) {
                node.remove(name);
                into.put(path + name, Json.write(valid));
                node.set(name, value);
            }
            if (component.getType().isRecord() && value instanceof ObjectNode nested) {
                collectRequired(component.getType(), nested, path + name + ".", into);
            }
        }
    }

    private static boolean required(RecordComponent component) {
        var accessor = component.getAccessor();
        return accessor.isAnnotationPresent(NotNull.class)
                || accessor.isAnnotationPresent(NotBlank.class)
                || accessor.isAnnotationPresent(NotEmpty.class);
    }

    /** The valid one with a value of no use in one field, by the field's name. */
    Map<String, byte[]> withWrongType() {
        return withEach("[[[]]]");
    }

    private Map<String, byte[]> withEach(String json) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            ObjectNode changed = valid.deepCopy();
            changed.set(component.getName(), Json.mapper().readTree(json));
            all.put(component.getName(), Json.write(changed));
        }
        return all;
    }

    /** The valid one with a character in a text that few stores can keep, by the field's name. */
    Map<String, byte[]> withStrangeText() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        valid.propertyStream()
                .filter(field -> field.getValue() instanceof StringNode)
                .forEach(field -> {
                    all.put(field.getKey() + " with a NUL in it", changed(field, "\\u0000"));
                    all.put(field.getKey() + " with half a character", changed(field, "\\ud800"));
                });
        return all;
    }

    private byte[] changed(Map.Entry<String, JsonNode> field, String escaped) {
        ObjectNode copy = valid.deepCopy();
        copy.put(field.getKey(), field.getValue().asString() + "MARK");
        return ascii(new String(Json.write(copy), StandardCharsets.UTF_8).replace("MARK", escaped));
    }

    /** The valid one with fields of a later version. */
    byte[] withUnknownFields() {
        ObjectNode copy = valid.deepCopy();
        copy.put("aFieldOfALaterVersion", "text");
        copy.putObject("anObjectOfALaterVersion").putArray("list").add(1).addNull();
        return Json.write(copy);
    }

    /** The valid one, made longer by an unknown field until it has this many bytes. */
    byte[] padded(int bytes) {
        ObjectNode copy = valid.deepCopy();
        copy.put("padding", "");
        int missing = bytes - Json.write(copy).length;
        copy.put("padding", "x".repeat(Math.max(0, missing)));
        return Json.write(copy);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
