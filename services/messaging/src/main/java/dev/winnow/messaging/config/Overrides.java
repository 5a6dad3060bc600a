package dev.winnow.messaging.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lays the values of a {@link Section} over records that the program made, component by component.
 * A value that cannot be used is noted and the program's own stays; {@link #problems} has all of
 * them, with the keys that nothing asked for. Safe to share.
 */
public final class Overrides {
    private final Section section;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> problems = new LinkedHashSet<>();

    public Overrides(Section section) {
        this.section = section;
    }

    /**
     * The record with what the section sets for this name; the same one when it sets nothing.
     *
     * @param name below the section, dots in it allowed: {@code call.watchlist.v1.screen}
     */
    public synchronized <R extends Record> R over(String name, R defaults) {
        Object result = overlay(section.name() + "." + name, defaults);
        @SuppressWarnings("unchecked")
        R typed = (R) result;
        return typed;
    }

    /** Everything that is wrong, in words: bad values, then keys that stand for nothing. */
    public synchronized List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        for (String key : new TreeSet<>(section.values().keySet())) {
            if (!used.contains(key)) {
                boolean variable = key.startsWith(ConfigSources.PREFIX);
                all.add(
                        variable
                                ? "unknown environment variable "
                                        + key
                                        + Suggestion.among(key, variables())
                                : "unknown key " + key + Suggestion.among(key, known));
            }
        }
        return List.copyOf(all);
    }

    /** A record as one would write it in a file, component by component. */
    public static Map<String, String> describe(Record values) {
        Map<String, String> text = new LinkedHashMap<>();
        describe("", values, text);
        return text;
    }

    private Set<String> variables() {
        Set<String> variables = new TreeSet<>();
        known.forEach(key -> variables.add(ConfigKey.environmentVariable(key)));
        return variables;
    }

    private Object overlay(String prefix, Record defaults) {
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        Object[] arguments = new Object[components.length];
        boolean changed = false;
        for (int i = 0; i < components.length; i++) {
            Object own = get(components[i], defaults);
            String key = prefix + "." + ConfigReader.kebab(components[i].getName());
            Object value = own;
            if (ValueParser.knows(components[i].getType())) {
                known.add(key);
                Object given = given(key, components[i].getType());
                value = given == null ? own : given;
            } else if (own instanceof Record nested) {
                value = overlay(key, nested);
            }
            changed |= !value.equals(own);
            arguments[i] = value;
        }
        return changed ? build(prefix, defaults, components, arguments) : defaults;
    }

    /** The environment's value, then the file's; null when there is none that can be used. */
    private @Nullable Object given(String key, Class<?> type) {
        Object value = null;
        for (String form : List.of(key, ConfigKey.environmentVariable(key))) {
            String text = section.values().get(form);
            if (text == null) {
                continue;
            }
            used.add(form);
            try {
                value = ValueParser.parse(type, text);
            } catch (IllegalArgumentException refused) {
                problems.add(form + " " + refused.getMessage());
            }
        }
        return value;
    }

    private Object build(
            String prefix, Record defaults, RecordComponent[] components, Object[] arguments) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = defaults.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            // The record's own rules, checked in its constructor.
            Throwable cause = refused.getCause();
            problems.add(prefix + " " + (cause == null ? refused : cause).getMessage());
            return defaults;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(defaults.getClass() + " cannot be set", impossible);
        }
    }

    private static void describe(String prefix, Record values, Map<String, String> text) {
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            String key = prefix + ConfigReader.kebab(component.getName());
            Object value = get(component, values);
            if (ValueParser.knows(component.getType())) {
                text.put(key, ValueParser.text(value));
            } else if (value instanceof Record nested) {
                describe(key + ".", nested, text);
            }
        }
    }

    private static Object get(RecordComponent component, Record of) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(of);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(component + " cannot be read", impossible);
        }
    }
}
