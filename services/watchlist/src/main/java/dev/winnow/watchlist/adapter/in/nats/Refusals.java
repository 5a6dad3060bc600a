package dev.winnow.watchlist.adapter.in.nats;

import dev.winnow.contracts.ErrorBody;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.messaging.ServiceErrorException;
import java.util.List;

/** What the endpoints answer instead. */
final class Refusals {
    private Refusals() {}

    static ServiceErrorException notFound(String message) {
        return new ServiceErrorException(ErrorCode.NOT_FOUND, message);
    }

    static ServiceErrorException unavailable(String message) {
        return new ServiceErrorException(ErrorCode.UNAVAILABLE, message);
    }

    static ServiceErrorException invalid(String message, String field, String rule) {
        return new ServiceErrorException(
                ErrorCode.INVALID_REQUEST,
                message,
                List.of(new ErrorBody.Violation(field, rule)),
                null);
    }

    static ServiceErrorException incomparable(String field) {
        return invalid(
                "the name has neither a letter nor a digit",
                field,
                "must have a letter or a digit");
    }

    static ServiceErrorException because(ErrorCode code, String message, RuntimeException cause) {
        ServiceErrorException refused = new ServiceErrorException(code, message);
        refused.addSuppressed(cause);
        return refused;
    }
}
