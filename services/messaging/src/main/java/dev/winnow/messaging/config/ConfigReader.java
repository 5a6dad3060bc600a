package dev.winnow.messaging.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a configuration record out of text values.
 *
 * <p>Keys are the components' names in kebab case, joined by dots: {@code
 * database.maximum-pool-size}. A component is a String, int, long, double, boolean, Duration
 * ({@code 250ms}, {@code 5s}, {@code 2m}), {@link DataSize}, Path, URI, {@link Secret}, an enum, an
 * Optional or a List (comma separated) of one of these, a record of its own, or a {@link Section}.
 * What is not given takes its {@link Default}. All problems are reported at once; an unknown key is
 * one of them; nothing is repaired in silence.
 *
 * <p>Without state and safe to share.
 */
public final class ConfigReader {
    private final Map<String, String> values;
    private final List<String> problems;

    private ConfigReader(Map<String, String> values, List<String> problems) {
        this.values = values;
        this.problems = problems;
    }

    /**
     * The values of a process: the properties file (UTF-8) that {@code WINNOW_CONFIG} names, if
     * any, and over it the environment, where {@code WINNOW_NATS_URLS} sets {@code nats.urls}.
     *
     * @throws ConfigException with every problem found
     */
    public static <R extends Record> R load(Class<R> type) {
        return load(type, System.getenv());
    }

    /** {@link #load(Class)} with an environment of the caller's. */
    public static <R extends Record> R load(Class<R> type, Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Map<String, String> values = new TreeMap<>();
        String file = environment.get(ConfigSources.FILE_VARIABLE);
        if (file != null) {
            values.putAll(ConfigSources.file(Path.of(file), problems));
        }
        values.putAll(ConfigSources.environment(environment, keys(type), sections(type), problems));
        return read(type, values, problems);
    }

    /**
     * @throws ConfigException with every problem found
     */
    public static <R extends Record> R read(Class<R> type, Map<String, String> values) {
        return read(type, values, new ArrayList<>());
    }

    /** Every key the record understands, in the order of its components. */
    public static List<ConfigKey> keys(Class<? extends Record> type) {
        List<ConfigKey> keys = new ArrayList<>();
        collect(type, "", keys);
        return List.copyOf(keys);
    }

    /** The names of the record's open sections; only its own components can be such. */
    private static List<String> sections(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() == Section.class)
                .map(component -> kebab(component.getName()))
                .toList();
    }

    private static <R extends Record> R read(
            Class<R> type, Map<String, String> values, List<String> problems) {
        ConfigReader reader = new ConfigReader(values, problems);
        reader.refuseUnknown(
                keys(type).stream().map(ConfigKey::name).collect(Collectors.toSet()),
                sections(type));
        Object built = reader.build(type, "");
        if (built == null || !problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return type.cast(built);
    }

    private void refuseUnknown(Set<String> known, List<String> sections) {
        for (String key : values.keySet().stream().sorted().toList()) {
            if (!known.contains(key) && sections.stream().noneMatch(s -> Section.owns(s, key))) {
                problems.add("unknown key " + key + Suggestion.among(key, known));
            }
        }
    }

    /** The record, or null when something in it was wrong, which is then among the problems. */
    private @Nullable Object build(Class<?> type, String prefix) {
        int before = problems.size();
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] arguments = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = component(components[i], prefix + kebab(components[i].getName()));
        }
        if (problems.size() > before) {
            return null;
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            // The record's own rules, checked in its constructor.
            String section = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
            Throwable cause = refused.getCause();
            problems.add((section + " " + (cause == null ? refused : cause).getMessage()).strip());
            return null;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type + " cannot be used as configuration", impossible);
        }
    }

    private @Nullable Object component(RecordComponent component, String key) {
        Class<?> type = component.getType();
        if (type == Section.class) {
            return Section.among(key, values);
        }
        if (type.isRecord() && !ValueParser.knows(type)) {
            return build(type, key + ".");
        }
        if (type == Optional.class) {
            return optional(argument(component), key);
        }
        String text = values.get(key);
        Default fallback = component.getAnnotation(Default.class);
        if (text == null && fallback != null) {
            text = fallback.value();
        }
        if (text == null) {
            problems.add(missing(key, component));
            return null;
        }
        if (type == List.class) {
            return list(argument(component), text, key);
        }
        return value(type, text, key);
    }

    private Optional<?> optional(Class<?> type, String key) {
        if (type.isRecord() && !ValueParser.knows(type)) {
            boolean given = values.keySet().stream().anyMatch(k -> k.startsWith(key + "."));
            return given ? Optional.ofNullable(build(type, key + ".")) : Optional.empty();
        }
        return Optional.ofNullable(values.get(key)).map(text -> value(type, text, key));
    }

    private List<?> list(Class<?> type, String text, String key) {
        List<Object> parsed = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            if (part.isBlank()) {
                problems.add(key + " has an empty element");
                continue;
            }
            Object value = value(type, part.strip(), key);
            if (value != null) {
                parsed.add(value);
            }
        }
        return List.copyOf(parsed);
    }

    private @Nullable Object value(Class<?> type, String text, String key) {
        try {
            return ValueParser.parse(type, text);
        } catch (IllegalArgumentException refused) {
            problems.add(key + " " + refused.getMessage());
            return null;
        }
    }

    private static String missing(String key, RecordComponent component) {
        ConfigKey described = describe(key, component);
        return key
                + " is missing ("
                + described.type()
                + "); set it in the file or as "
                + described.environmentVariable();
    }

    private static void collect(Class<?> type, String prefix, List<ConfigKey> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + kebab(component.getName());
            Class<?> raw = component.getType();
            if (raw == Section.class) {
                continue; // Its keys are not known here.
            }
            Class<?> inner = raw == Optional.class || raw == List.class ? argument(component) : raw;
            if (!ValueParser.knows(inner) && inner.isRecord() && raw != List.class) {
                collect(inner, key + ".", keys);
            } else if (ValueParser.knows(inner)) {
                keys.add(describe(key, component));
            } else {
                throw new IllegalArgumentException(
                        key + " has a type configuration cannot have: " + inner.getName());
            }
        }
    }

    private static ConfigKey describe(String key, RecordComponent component) {
        Class<?> raw = component.getType();
        String words =
                raw == Optional.class
                        ? ValueParser.words(argument(component))
                        : raw == List.class
                                ? "comma separated, each " + ValueParser.words(argument(component))
                                : ValueParser.words(raw);
        Default fallback = component.getAnnotation(Default.class);
        boolean required = fallback == null && raw != Optional.class;
        return new ConfigKey(
                key, words, Optional.ofNullable(fallback).map(Default::value), required);
    }

    private static Class<?> argument(RecordComponent component) {
        Type generic = component.getGenericType();
        if (generic instanceof ParameterizedType parameterized
                && parameterized.getActualTypeArguments()[0] instanceof Class<?> argument) {
            return argument;
        }
        throw new IllegalArgumentException(component + " must say what it is made of");
    }

    static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
