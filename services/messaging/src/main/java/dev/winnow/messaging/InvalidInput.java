package dev.winnow.messaging;

import dev.winnow.contracts.ErrorBody.Violation;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.messaging.wire.Inbound;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;

/** Reads and checks what came in, and says what is wrong with it without repeating the input. */
final class InvalidInput {
    private InvalidInput() {}

    /**
     * Reads a record and checks it.
     *
     * @throws ServiceErrorException {@code invalid_request} with the field to blame
     */
    static <T> T read(byte[] json, Class<T> type) {
        return read(json, 0, type);
    }

    /** As the other, from the body of a message. */
    static <T> T read(Inbound message, Class<T> type) {
        return read(message.bytes(), message.bodyOffset(), type);
    }

    private static <T> T read(byte[] json, int offset, Class<T> type) {
        T value;
        try {
            value = Json.read(json, offset, json.length - offset, type);
        } catch (JacksonException e) {
            throw new ServiceErrorException(
                    ErrorCode.INVALID_REQUEST, message(e), violations(e), null);
        }
        int bad = TextEscapes.firstBad(json, offset);
        if (bad >= 0) {
            throw new ServiceErrorException(
                    ErrorCode.INVALID_REQUEST,
                    "a text in the request has U+0000 or half a character, at byte "
                            + (bad - offset));
        }
        List<Violation> violations = Validation.check(value);
        if (!violations.isEmpty()) {
            throw new ServiceErrorException(
                    ErrorCode.INVALID_REQUEST, message(violations), violations, null);
        }
        return value;
    }

    private static String message(List<Violation> violations) {
        Violation first = violations.getFirst();
        String words =
                (first.field().isEmpty() ? "the request" : first.field()) + " " + first.message();
        int others = violations.size() - 1;
        return others == 0 ? words : words + " (and " + others + " more)";
    }

    private static String message(JacksonException e) {
        if (!(e instanceof StreamReadException)) {
            String field = field(e);
            return (field.isEmpty() ? "the request" : field) + " " + words(e);
        }
        var at = e.getLocation();
        return at == null
                ? "the request is not JSON"
                : "the request is not JSON: line "
                        + at.getLineNr()
                        + ", column "
                        + at.getColumnNr();
    }

    private static List<Violation> violations(JacksonException e) {
        String field = field(e);
        return field.isEmpty() ? List.of() : List.of(new Violation(field, words(e)));
    }

    /** The library's own message may repeat the value, which may be personal. */
    private static String words(JacksonException e) {
        if (e instanceof InvalidFormatException format && format.getTargetType() != null) {
            Class<?> type = format.getTargetType();
            return type.isEnum()
                    ? "is not one of the values allowed"
                    : "is not a valid " + type.getSimpleName();
        }
        return "does not have the form that the contract asks for";
    }

    private static String field(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
