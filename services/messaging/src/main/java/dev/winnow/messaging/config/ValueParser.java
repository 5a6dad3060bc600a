package dev.winnow.messaging.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One text to one value, for the types a component may have. */
final class ValueParser {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

    private record Kind(String words, Function<String, Object> parse) {}

    private static final Map<Class<?>, Kind> KINDS =
            Map.ofEntries(
                    Map.entry(String.class, new Kind("text", text -> text)),
                    Map.entry(int.class, new Kind("a whole number", ValueParser::integer)),
                    Map.entry(long.class, new Kind("a whole number", ValueParser::longInteger)),
                    Map.entry(double.class, new Kind("a number", ValueParser::number)),
                    Map.entry(boolean.class, new Kind("true or false", ValueParser::bool)),
                    Map.entry(
                            Duration.class,
                            new Kind("a duration such as 250ms, 5s, 2m", ValueParser::duration)),
                    Map.entry(DataSize.class, new Kind("a size such as 64KiB", DataSize::parse)),
                    Map.entry(Path.class, new Kind("a path", ValueParser::path)),
                    Map.entry(URI.class, new Kind("a URI", URI::create)),
                    Map.entry(Secret.class, new Kind("a secret", Secret::new)));

    private ValueParser() {}

    static boolean knows(Class<?> type) {
        return type.isEnum() || KINDS.containsKey(type);
    }

    /** What is expected of a value of this type, in words. */
    static String words(Class<?> type) {
        Kind kind = KINDS.get(type);
        return kind == null ? "one of " + constants(type) : kind.words();
    }

    /**
     * @throws IllegalArgumentException with a message that completes "KEY ..." and shows the value
     *     only where that is safe
     */
    static Object parse(Class<?> type, String text) {
        String value = text.strip();
        try {
            @Nullable Kind kind = KINDS.get(type);
            return kind == null ? constant(type, value) : kind.parse().apply(value);
        } catch (IllegalArgumentException refused) {
            String shown = type == Secret.class ? "" : ", not '" + withoutLogin(value) + "'";
            throw new IllegalArgumentException("must be " + words(type) + shown, refused);
        }
    }

    /** A value as one would write it; the opposite of {@link #parse}. */
    static String text(Object value) {
        if (value instanceof Duration duration) {
            long millis = duration.toMillis();
            return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
        }
        return value instanceof Enum<?> ? name(value) : value.toString();
    }

    /** A URL may carry a login. */
    private static String withoutLogin(String value) {
        return value.replaceAll("//[^@/]*@", "//***@");
    }

    private static Object integer(String text) {
        return Integer.parseInt(text);
    }

    private static Object longInteger(String text) {
        return Long.parseLong(text);
    }

    private static Object number(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not finite");
        }
        return value;
    }

    private static Object bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static Object duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Object path(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path", e);
        }
    }

    private static Object constant(Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (name(constant).equals(text.toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such constant");
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(ValueParser::name)
                .collect(Collectors.joining(", "));
    }

    private static String name(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
