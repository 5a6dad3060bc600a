package dev.winnow.messaging;

import dev.winnow.contracts.ErrorBody;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a record against the jakarta.validation annotations on its components, nested records and
 * list elements included. The one way a contract's records are checked: for requests, for events
 * and before sending.
 *
 * <p>Understands {@code NotNull}, {@code NotBlank}, {@code NotEmpty}, {@code Size}, {@code
 * Pattern}, {@code Min}, {@code Max}, {@code DecimalMin}, {@code DecimalMax}, {@code Digits},
 * {@code Positive}, {@code PositiveOrZero} and {@code Valid}; a record with another constraint is
 * refused when it is first seen, never checked in part. Each record is looked at once. Safe to
 * share.
 */
public final class Validation {
    /** More than that tells nobody anything, and the reply has to stay small. */
    private static final int MAX_VIOLATIONS = 50;

    private Validation() {}

    /** Each broken rule with the path to its field, as in {@code identifiers[0].number}. */
    public static List<ErrorBody.Violation> check(@Nullable Object value) {
        if (value == null) {
            return List.of(new ErrorBody.Violation("", "must not be null"));
        }
        List<ErrorBody.Violation> found = new ArrayList<>(0);
        RecordRules.of(value.getClass()).check(value, found);
        return found.size() > MAX_VIOLATIONS ? found.subList(0, MAX_VIOLATIONS) : found;
    }

    /**
     * Makes the rules of a type now, so that a mistake in them shows at start.
     *
     * @throws IllegalArgumentException when the type has a constraint that is not understood
     */
    public static void prepare(Class<?> type) {
        RecordRules.prepare(type);
    }
}
