package dev.winnow.messaging;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One rule for one value. As jakarta.validation has it, a missing value breaks only those rules
 * that ask for a value.
 *
 * @param message the annotation's own, or the rule in English
 */
record Constraint(Predicate<@Nullable Object> test, String message) {
    boolean holds(@Nullable Object value) {
        return test.test(value);
    }

    static List<Constraint> of(AnnotatedElement element) {
        List<Constraint> all = new ArrayList<>();
        for (Annotation annotation : element.getAnnotations()) {
            Constraint constraint = of(annotation, element);
            if (constraint != null) {
                all.add(constraint);
            }
        }
        return List.copyOf(all);
    }

    private static @Nullable Constraint of(Annotation annotation, AnnotatedElement element) {
        return switch (annotation) {
            case NotNull a -> make(v -> v != null, a.message(), "must not be null");
            case NotBlank a ->
                    make(
                            v -> v instanceof CharSequence s && !s.toString().isBlank(),
                            a.message(),
                            "must not be blank");
            case NotEmpty a ->
                    make(v -> v != null && size(v) > 0, a.message(), "must not be empty");
            case Size a -> size(a);
            case Pattern a -> pattern(a);
            case Min a -> atLeast(BigDecimal.valueOf(a.value()), true, a.message());
            case Max a -> atMost(BigDecimal.valueOf(a.value()), true, a.message());
            case DecimalMin a -> atLeast(new BigDecimal(a.value()), a.inclusive(), a.message());
            case DecimalMax a -> atMost(new BigDecimal(a.value()), a.inclusive(), a.message());
            case Positive a -> atLeast(BigDecimal.ZERO, false, a.message());
            case PositiveOrZero a -> atLeast(BigDecimal.ZERO, true, a.message());
            case Digits a -> digits(a);
            default -> refuseUnknown(annotation, element);
        };
    }

    private static @Nullable Constraint refuseUnknown(Annotation annotation, AnnotatedElement on) {
        Class<? extends Annotation> type = annotation.annotationType();
        if (type.isAnnotationPresent(jakarta.validation.Constraint.class)) {
            throw new IllegalArgumentException(
                    "the constraint @" + type.getSimpleName() + " on " + on + " is not supported");
        }
        return null;
    }

    private static Constraint size(Size rule) {
        // Asked once: each question to an annotation goes through a proxy.
        int min = rule.min();
        int max = rule.max();
        String words =
                max == Integer.MAX_VALUE
                        ? "must have a size of at least " + min
                        : min == 0
                                ? "must have a size of at most " + max
                                : "must have a size between " + min + " and " + max;
        return present(v -> size(v) >= min && size(v) <= max, rule.message(), words);
    }

    private static Constraint pattern(Pattern rule) {
        int flags = 0;
        for (Pattern.Flag flag : rule.flags()) {
            flags |= flag.getValue();
        }
        var regexp = java.util.regex.Pattern.compile(rule.regexp(), flags);
        return present(
                v -> v instanceof CharSequence s && regexp.matcher(s).matches(),
                rule.message(),
                "must match " + rule.regexp());
    }

    private static Constraint atLeast(BigDecimal least, boolean inclusive, String message) {
        return present(
                v -> decimal(v).compareTo(least) >= (inclusive ? 0 : 1),
                message,
                (inclusive ? "must be at least " : "must be more than ") + least.toPlainString());
    }

    private static Constraint atMost(BigDecimal most, boolean inclusive, String message) {
        return present(
                v -> decimal(v).compareTo(most) <= (inclusive ? 0 : -1),
                message,
                (inclusive ? "must be at most " : "must be less than ") + most.toPlainString());
    }

    private static Constraint digits(Digits rule) {
        int before = rule.integer();
        int after = rule.fraction();
        return present(
                v -> fits(decimal(v), before, after),
                rule.message(),
                "must have at most "
                        + before
                        + " digits before and "
                        + after
                        + " after the decimal point");
    }

    private static boolean fits(BigDecimal number, int before, int after) {
        return number.precision() - number.scale() <= before && number.scale() <= after;
    }

    private static Constraint present(Predicate<Object> test, String message, String words) {
        return make(v -> v == null || test.test(v), message, words);
    }

    /** A message in braces is a key into the bundles of a full implementation; we have words. */
    private static Constraint make(Predicate<@Nullable Object> test, String message, String words) {
        return new Constraint(test, message.startsWith("{") ? words : message);
    }

    private static int size(Object value) {
        return switch (value) {
            case CharSequence text -> text.length();
            case Collection<?> values -> values.size();
            case Map<?, ?> map -> map.size();
            case byte[] bytes -> bytes.length;
            default -> throw new IllegalArgumentException("no size: " + value.getClass());
        };
    }

    private static BigDecimal decimal(Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case BigInteger number -> new BigDecimal(number);
            case Double number -> BigDecimal.valueOf(number);
            case Float number -> new BigDecimal(number.toString());
            case Number number -> BigDecimal.valueOf(number.longValue());
            case CharSequence text -> new BigDecimal(text.toString());
            default -> throw new IllegalArgumentException("not a number: " + value.getClass());
        };
    }
}
