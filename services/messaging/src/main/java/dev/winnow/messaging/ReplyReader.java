package dev.winnow.messaging;

import dev.winnow.contracts.ErrorBody;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.RequestContract;
import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.wire.Inbound;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Turns a reply message into the contract's record, or into the error it carries. */
final class ReplyReader<R> {
    private final RequestContract<?, R> contract;
    private final Map<Integer, ErrorCode> catalogue = new HashMap<>();

    ReplyReader(RequestContract<?, R> contract) {
        this.contract = contract;
        ErrorCode.COMMON.forEach(code -> catalogue.put(code.code(), code));
        contract.errors().forEach(code -> catalogue.put(code.code(), code));
    }

    R read(Inbound reply) {
        String code = reply.header(WinnowHeaders.SERVICE_ERROR_CODE);
        if (code != null) {
            throw error(code, reply);
        }
        try {
            return Json.read(reply, contract.reply());
        } catch (JacksonException e) {
            ServiceErrorException broken =
                    ServiceErrorException.received(
                            ErrorCode.INTERNAL,
                            "the reply of " + contract.subject() + " does not fit its contract",
                            List.of(),
                            null);
            broken.addSuppressed(e); // it is made with its cause, once
            throw broken;
        }
    }

    private ServiceErrorException error(String number, Inbound reply) {
        String text = reply.header(WinnowHeaders.SERVICE_ERROR);
        ErrorBody body = body(reply.body());
        ErrorCode code = code(number, body);
        Long retryAfter = body == null ? null : body.retryAfterMillis();
        return ServiceErrorException.received(
                code,
                body != null && body.message() != null ? body.message() : String.valueOf(text),
                body == null ? List.of() : body.violations(),
                retryAfter == null ? null : Duration.ofMillis(Math.max(0, retryAfter)));
    }

    /** Services in other languages may know codes that we do not. */
    private ErrorCode code(String number, @Nullable ErrorBody body) {
        int value;
        try {
            value = Integer.parseInt(number.trim());
        } catch (NumberFormatException e) {
            value = ErrorCode.INTERNAL.code();
        }
        ErrorCode known = catalogue.get(value);
        if (known != null) {
            return known;
        }
        String name = body == null || body.error() == null ? "error_" + value : body.error();
        return new ErrorCode(value, name, value >= 500, "An error this contract does not name.");
    }

    private static @Nullable ErrorBody body(byte[] json) {
        if (json.length == 0) {
            return null;
        }
        try {
            return Json.read(json, ErrorBody.class);
        } catch (JacksonException e) {
            return null; // A service in another language may put anything there; the headers count.
        }
    }
}
