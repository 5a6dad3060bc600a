package dev.winnow.messaging.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * A part of a configuration whose keys carry names that only the running service knows, such as
 * {@code policies.call.watchlist.v1.screen.timeout}. {@link ConfigReader} takes everything below
 * the section's own name, from the file and from the environment; {@link Overrides} looks at it
 * when the names are known. Immutable and safe to share.
 */
public final class Section {
    private final String name;
    private final Map<String, String> values;

    private Section(String name, Map<String, String> values) {
        this.name = name;
        this.values = Map.copyOf(values);
    }

    /** A section in which nothing is set. */
    public static Section empty(String name) {
        return new Section(name, Map.of());
    }

    /**
     * A section with these values.
     *
     * @param values by whole key, {@code policies.call.…}, or by environment variable
     */
    public static Section of(String name, Map<String, String> values) {
        return new Section(name, values);
    }

    /** What the keys and variables of all values belong to this section. */
    static Section among(String name, Map<String, String> values) {
        Map<String, String> ours = new TreeMap<>(values);
        ours.keySet().removeIf(key -> !owns(name, key));
        return new Section(name, ours);
    }

    /** Whether a key or an environment variable is below the section of this name. */
    static boolean owns(String section, String key) {
        return key.startsWith(section + ".")
                || key.startsWith(ConfigKey.environmentVariable(section) + "_");
    }

    public String name() {
        return name;
    }

    Map<String, String> values() {
        return values;
    }

    /** The name only: who knows what somebody wrote where. */
    @Override
    public String toString() {
        return "Section[" + name + ", " + values.size() + " values]";
    }
}
