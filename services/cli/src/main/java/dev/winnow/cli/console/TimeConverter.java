package dev.winnow.cli.console;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads spans of time: {@code 250ms}, {@code 5s}, {@code 2m}; a bare number is seconds. */
public final class TimeConverter implements ITypeConverter<Duration> {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(ms|s|m|h)?");
    private static final Duration MOST = Duration.ofHours(24);

    @Override
    public Duration convert(String value) {
        Matcher span = SPAN.matcher(value);
        if (!span.matches()) {
            throw refused(value);
        }
        long number = Long.parseLong(span.group(1));
        String unit = span.group(2) == null ? "s" : span.group(2);
        Duration time =
                switch (unit) {
                    case "ms" -> Duration.ofMillis(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofSeconds(number);
                };
        if (time.isZero() || time.compareTo(MOST) > 0) {
            throw refused(value);
        }
        return time;
    }

    private static TypeConversionException refused(String value) {
        return new TypeConversionException(
                "'" + value + "' is no time, as in 250ms, 5s or 2m, of at most a day");
    }
}
