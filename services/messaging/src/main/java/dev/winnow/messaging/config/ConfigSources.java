package dev.winnow.messaging.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** Where values come from: a properties file, then the environment on top of it. */
final class ConfigSources {
    static final String PREFIX = "WINNOW_";

    /** Names the file. */
    static final String FILE_VARIABLE = "WINNOW_CONFIG";

    /** Variables that look like a key of a section but are for the command line and the scripts. */
    private static final Set<String> RESERVED = Set.of(FILE_VARIABLE, "WINNOW_NATS_SERVER");

    private ConfigSources() {}

    static Map<String, String> file(Path path, List<String> problems) {
        Map<String, String> values = new TreeMap<>();
        List<String> twice = new ArrayList<>();
        // Properties keeps the last of two equal keys without a word.
        Properties properties =
                new Properties() {
                    @Override
                    public synchronized Object put(Object key, Object value) {
                        if (values.put(key.toString(), value.toString()) != null) {
                            twice.add(key.toString());
                        }
                        return value;
                    }
                };
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (NoSuchFileException missing) {
            problems.add("there is no file " + path + " (named by " + FILE_VARIABLE + ")");
        } catch (IOException | IllegalArgumentException unreadable) {
            problems.add(
                    "the file " + path + " cannot be read as UTF-8 properties: " + why(unreadable));
        }
        twice.forEach(key -> problems.add(key + " is set twice in " + path));
        return values;
    }

    private static String why(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /**
     * The values the environment sets for known keys. A variable that belongs to one of the
     * record's sections but to none of its keys is a misspelling.
     */
    static Map<String, String> environment(
            Map<String, String> environment,
            List<ConfigKey> keys,
            List<String> sections,
            List<String> problems) {
        Map<String, String> byVariable = new LinkedHashMap<>();
        keys.forEach(key -> byVariable.put(key.environmentVariable(), key.name()));
        Map<String, String> values = new TreeMap<>();
        new TreeMap<>(environment)
                .forEach((variable, value) -> {
                    String key = byVariable.get(variable);
                    if (key != null) {
                        values.put(key, value);
                    } else if (sections.stream().anyMatch(s -> Section.owns(s, variable))) {
                        values.put(variable, value);
                    } else if (isOfSection(variable, keys) && !RESERVED.contains(variable)) {
                        problems.add(
                                "unknown environment variable "
                                        + variable
                                        + Suggestion.among(variable, byVariable.keySet()));
                    }
                });
        return values;
    }

    private static boolean isOfSection(String variable, List<ConfigKey> keys) {
        return keys.stream()
                .filter(key -> key.name().indexOf('.') > 0)
                .map(ConfigKey::environmentVariable)
                .map(name -> name.substring(0, name.indexOf('_', PREFIX.length()) + 1))
                .anyMatch(variable::startsWith);
    }
}
