package dev.winnow.contracts;

import java.util.List;

/**
 * One entry of the error catalogue. On the wire the number travels in {@code
 * Nats-Service-Error-Code}, the text in {@code Nats-Service-Error}, and name and details in the
 * body as an {@link ErrorBody}.
 *
 * @param code the number; numbers follow HTTP's where one fits
 * @param name stable, for programs
 * @param retryable whether the same request may succeed later without a change
 * @param description what it means and what to do about it
 */
public record ErrorCode(int code, String name, boolean retryable, String description) {
    public static final ErrorCode INVALID_REQUEST =
            new ErrorCode(
                    400,
                    "invalid_request",
                    false,
                    "The request is not valid JSON for this contract or breaks a rule; the body"
                            + " names each field. Correct it and send it again.");
    public static final ErrorCode NOT_FOUND =
            new ErrorCode(404, "not_found", false, "There is no such thing. Check the identifier.");
    public static final ErrorCode DEADLINE_EXPIRED =
            new ErrorCode(
                    408,
                    "deadline_expired",
                    true,
                    "The caller's time had run out, so the work was not started or was stopped."
                            + " Allow more time.");
    public static final ErrorCode CONFLICT =
            new ErrorCode(
                    409,
                    "conflict",
                    false,
                    "It contradicts what is already recorded. Look at what is there first.");
    public static final ErrorCode TOO_LARGE =
            new ErrorCode(
                    413,
                    "too_large",
                    false,
                    "The request is larger than the limit. Make it smaller.");
    public static final ErrorCode UNPROCESSABLE =
            new ErrorCode(
                    422,
                    "unprocessable",
                    false,
                    "The content was understood and refused as a whole; nothing has changed. The"
                            + " message says where and why.");
    public static final ErrorCode OVERLOADED =
            new ErrorCode(
                    429,
                    "overloaded",
                    true,
                    "The service has as much work as it may take. Nothing was started; try again"
                            + " after the stated time.");
    public static final ErrorCode INTERNAL =
            new ErrorCode(
                    500,
                    "internal",
                    true,
                    "The service failed. Its log has the cause by trace id.");
    public static final ErrorCode UNAVAILABLE =
            new ErrorCode(
                    503,
                    "unavailable",
                    true,
                    "Something the service needs cannot be reached. Nothing was changed; try again"
                            + " later.");

    /** What any endpoint may answer. */
    public static final List<ErrorCode> COMMON =
            List.of(
                    INVALID_REQUEST,
                    DEADLINE_EXPIRED,
                    TOO_LARGE,
                    OVERLOADED,
                    INTERNAL,
                    UNAVAILABLE);
}
