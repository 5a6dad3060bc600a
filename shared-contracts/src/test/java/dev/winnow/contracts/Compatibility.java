package dev.winnow.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Whether a schema may take the place of an older one while writers and readers of both are at
 * work. Old writers must stay valid, and old readers must find what they knew: so the one allowed
 * change is a new property that nobody has to send. Texts may change freely.
 */
final class Compatibility {
    private static final Set<String> TEXTS = Set.of("title", "description", "$comment");
    private static final Set<String> CONTAINERS = Set.of("properties", "$defs");

    private Compatibility() {}

    /**
     * Each breaking difference, as a sentence that starts with its place; empty when there is none.
     */
    static List<String> breaks(JsonNode older, JsonNode newer) {
        List<String> found = new ArrayList<>();
        compare("", older, newer, false, found);
        return found;
    }

    private static void compare(
            String path, JsonNode older, JsonNode newer, boolean container, List<String> found) {
        if (!older.isObject() || !newer.isObject()) {
            if (!older.equals(newer)) {
                found.add(path + ": was " + older + " and is now " + newer);
            }
            return;
        }
        Set<String> names = new TreeSet<>(older.propertyNames());
        names.addAll(newer.propertyNames());
        for (String name : names) {
            String place = path + "/" + name;
            JsonNode before = older.get(name);
            JsonNode after = newer.get(name);
            if (!container && TEXTS.contains(name)) {
                continue;
            }
            if (before == null) {
                if (!container && !isHarmlessAddition(name)) {
                    found.add(place + ": is new, so that older writers may break it");
                }
            } else if (after == null) {
                found.add(place + ": is gone, and older readers or writers rely on it");
            } else if (name.equals("required") && !container) {
                required(place, before, after, found);
            } else {
                compare(place, before, after, !container && CONTAINERS.contains(name), found);
            }
        }
    }

    /** The keyword that only holds definitions constrains nothing by itself. */
    private static boolean isHarmlessAddition(String keyword) {
        return CONTAINERS.contains(keyword);
    }

    private static void required(
            String place, JsonNode before, JsonNode after, List<String> found) {
        Set<String> was = texts(before);
        Set<String> is = texts(after);
        for (String name : is) {
            if (!was.contains(name)) {
                found.add(place + ": " + name + " is required now, and older writers leave it out");
            }
        }
        for (String name : was) {
            if (!is.contains(name)) {
                found.add(
                        place
                                + ": "
                                + name
                                + " is no longer required, and older readers rely on it");
            }
        }
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(item -> texts.add(item.asString()));
        return texts;
    }
}
