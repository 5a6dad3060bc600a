package dev.winnow.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error reply.
 *
 * @param code the number of the {@link ErrorCode}
 * @param error the name of the {@link ErrorCode}
 * @param message what is wrong, for people; never personal data
 * @param violations each field that broke a rule; empty when none is to blame
 * @param retryAfterMillis when trying again may help, in milliseconds; absent when unknown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorBody(
        int code,
        String error,
        String message,
        List<Violation> violations,
        @Nullable Long retryAfterMillis) {

    public ErrorBody {
        violations = violations == null ? List.of() : List.copyOf(violations);
    }

    /**
     * One broken rule.
     *
     * @param field the path to the field, as in {@code identifiers[0].number}
     * @param message the rule
     */
    public record Violation(String field, String message) {}
}
