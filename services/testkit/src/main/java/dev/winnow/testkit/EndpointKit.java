package dev.winnow.testkit;

import static dev.winnow.testkit.Cases.require;

import dev.winnow.contracts.ErrorBody;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.RequestContract;
import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.FanOut;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.RawReply;
import dev.winnow.messaging.RefusedException;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Puts a running endpoint through everything that a caller may send it. Each bad input must be
 * answered by one clear typed error that the contract knows, have no effect, and leave the endpoint
 * answering. For example
 *
 * <pre>{@code EndpointKit.of(SUBMIT, form).counting(store::size).against(nats.config()).check();}
 * </pre>
 *
 * <p>Immutable.
 */
public final class EndpointKit<Q, R> {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int CALLERS = 16;

    private final RequestContract<Q, R> contract;
    private final Q request;
    private final int maxPayload;
    private final Optional<IntSupplier> effects;
    private final Optional<NatsConfig> nats;

    private EndpointKit(
            RequestContract<Q, R> contract,
            Q request,
            int maxPayload,
            Optional<IntSupplier> effects,
            Optional<NatsConfig> nats) {
        this.contract = contract;
        this.request = request;
        this.maxPayload = maxPayload;
        this.effects = effects;
        this.nats = nats;
    }

    /**
     * @param request one that is valid and answered without an error; it has had no effect before
     */
    public static <Q, R> EndpointKit<Q, R> of(RequestContract<Q, R> contract, Q request) {
        return new EndpointKit<>(contract, request, 1 << 20, Optional.empty(), Optional.empty());
    }

    /** The endpoint's largest request, in bytes; default 1 MiB. */
    public EndpointKit<Q, R> maxPayload(int bytes) {
        return new EndpointKit<>(contract, request, bytes, effects, nats);
    }

    /**
     * Counts the effects of the requests: the request of an idempotent contract must have one, be
     * it sent ever so often, and a refused one none.
     */
    public EndpointKit<Q, R> counting(IntSupplier count) {
        return new EndpointKit<>(contract, request, maxPayload, Optional.of(count), nats);
    }

    /** The server on which the endpoint answers. */
    public EndpointKit<Q, R> against(NatsConfig config) {
        return new EndpointKit<>(contract, request, maxPayload, effects, Optional.of(config));
    }

    /**
     * Goes through all cases.
     *
     * @throws AssertionError that names every case that failed and why
     */
    public void check() {
        NatsConfig server =
                nats.orElseThrow(() -> new IllegalStateException("say against(…) which server"));
        ServiceInfo info = ServiceInfo.of("endpoint-kit", "1.0.0", "Tests an endpoint.");
        try (Messaging messaging = Messaging.connect(server, info, Telemetry.none())) {
            Run run = new Run(messaging);
            run.declare();
            run.cases.run(contract.subject());
        }
    }

    private final class Run {
        private final Messaging messaging;
        private final Cases cases = new Cases();
        private final BadJson json = new BadJson(request);
        private final int before = effects.map(IntSupplier::getAsInt).orElse(0);

        Run(Messaging messaging) {
            this.messaging = messaging;
        }

        void declare() {
            // The very first use of the request: what it does at the same moment many times over.
            cases.add("the same request from " + CALLERS + " callers at once", this::concurrent);
            BadJson.malformed().forEach((what, body) -> invalid(what, body, ""));
            BadJson.noObject().forEach((what, body) -> invalid(what, body, ""));
            json.withoutRequired()
                    .forEach((field, body) -> invalid("without the field " + field, body, field));
            json.withWrongType()
                    .forEach((field, body) -> invalid("a wrong type in " + field, body, field));
            cases.add("unknown fields", () -> answers(json.withUnknownFields(), Map.of()));
            json.withStrangeText().forEach((what, body) -> cases.add(what, () -> noFault(body)));
            bad("one byte too large", json.padded(maxPayload + 1), Map.of(), ErrorCode.TOO_LARGE);
            cases.add("as large as may be", this::largest);
            bad("a deadline that is over", json.valid(), deadline("0"), ErrorCode.DEADLINE_EXPIRED);
            bad("a deadline before now", json.valid(), deadline("-5"), ErrorCode.DEADLINE_EXPIRED);
            bad("a deadline in words", json.valid(), deadline("soon"), ErrorCode.INVALID_REQUEST);
            bad(
                    "a deadline past all",
                    json.valid(),
                    deadline("9".repeat(30)),
                    ErrorCode.INVALID_REQUEST);
            cases.add(
                    "a deadline of 292 million years",
                    () -> answers(json.valid(), deadline(Long.toString(Long.MAX_VALUE))));
            cases.add(
                    "a broken trace context",
                    () -> answers(json.valid(), Map.of(WinnowHeaders.TRACEPARENT, "00-zz-1")));
            cases.add("nowhere to answer to", this::withoutReplySubject);
            if (contract.idempotent() && effects.isPresent()) {
                cases.add("one effect in all", () -> requireEffects(before + 1));
            }
        }

        private void invalid(String what, byte[] body, String field) {
            cases.add(
                    what,
                    () -> {
                        ErrorBody error = refused(body, Map.of(), ErrorCode.INVALID_REQUEST);
                        require(
                                field.isEmpty()
                                        || error.violations().stream()
                                                .anyMatch(v -> isAt(v.field(), field)),
                                "the error does not name the field: " + error);
                    });
        }

        private static boolean isAt(String path, String field) {
            return path.equals(field)
                    || path.startsWith(field + "[")
                    || path.startsWith(field + ".");
        }

        private void bad(String what, byte[] body, Map<String, String> headers, ErrorCode code) {
            cases.add(what, () -> refused(body, headers, code));
        }

        /** Sends it; wants that error, no effect, and an endpoint that answers afterwards. */
        private ErrorBody refused(byte[] body, Map<String, String> headers, ErrorCode code) {
            int effectsBefore = effects.map(IntSupplier::getAsInt).orElse(0);
            ErrorBody error;
            try {
                error = error(send(body, headers));
                require(error.code() == code.code(), "expected " + code.name() + ": " + error);
            } catch (RefusedException e) {
                // The server takes no message that large: nothing to refuse for the endpoint.
                require(code.equals(ErrorCode.TOO_LARGE), "could not be sent: " + e);
                error = new ErrorBody(code.code(), code.name(), "", List.of(), null);
            }
            requireEffects(effectsBefore);
            answers(json.valid(), Map.of());
            return error;
        }

        /** An error as the contract has it: headers, body, and a code that callers know. */
        private ErrorBody error(RawReply reply) {
            String text = reply.headers().get(WinnowHeaders.SERVICE_ERROR);
            String number = reply.headers().get(WinnowHeaders.SERVICE_ERROR_CODE);
            require(text != null && number != null, "it was answered as if it were good");
            require(
                    text != null && !text.isBlank() && text.length() <= 200,
                    "the header is not one short line: " + text);
            ErrorBody body = Json.read(reply.body(), ErrorBody.class);
            require(
                    String.valueOf(body.code()).equals(number),
                    "header and body differ: " + number + ", " + body);
            require(!body.message().isBlank(), "the error does not say what is wrong: " + body);
            require(
                    Stream.concat(ErrorCode.COMMON.stream(), contract.errors().stream())
                            .anyMatch(
                                    c -> c.code() == body.code() && c.name().equals(body.error())),
                    "the contract has no such error: " + body);
            require(body.code() != ErrorCode.INTERNAL.code(), "the service failed: " + body);
            return body;
        }

        private R answers(byte[] body, Map<String, String> headers) {
            RawReply reply = send(body, headers);
            String error = reply.headers().get(WinnowHeaders.SERVICE_ERROR);
            require(error == null, "a good request was refused: " + error);
            return Json.read(reply.body(), contract.reply());
        }

        /** An answer or an error of the caller's; not one of the service's own. */
        private void noFault(byte[] body) {
            RawReply reply = send(body, Map.of());
            if (reply.headers().containsKey(WinnowHeaders.SERVICE_ERROR)) {
                ErrorBody error = error(reply);
                require(error.code() < 500, "the caller is to blame, not the service: " + error);
            }
            answers(json.valid(), Map.of());
        }

        private RawReply send(byte[] body, Map<String, String> headers) {
            return messaging.raw().request(contract.subject(), body, headers, LIMIT);
        }

        private void concurrent() throws Exception {
            List<Callable<RawReply>> calls =
                    Collections.nCopies(CALLERS, () -> send(json.valid(), Map.of()));
            for (RawReply reply : FanOut.failFast(CALLERS, calls)) {
                String error = reply.headers().get(WinnowHeaders.SERVICE_ERROR);
                if (error == null) {
                    Json.read(reply.body(), contract.reply());
                } else {
                    boolean busy = error(reply).code() == ErrorCode.OVERLOADED.code();
                    require(
                            busy || !contract.idempotent(),
                            "one of them was refused, for another reason than room: " + error);
                }
            }
            if (contract.idempotent()) {
                requireEffects(before + 1);
            }
        }

        private void largest() {
            try {
                answers(json.padded(maxPayload), Map.of());
            } catch (RefusedException e) {
                boolean serversLimit = e.reason() == RefusedException.Reason.TOO_LARGE;
                require(serversLimit, "could not be sent: " + e);
            }
        }

        private void withoutReplySubject() {
            for (byte[] body : BadJson.malformed().values()) {
                messaging.raw().publish(contract.subject(), body, Map.of());
            }
            messaging.raw().publish(contract.subject(), json.valid(), Map.of());
            messaging.raw().flush(LIMIT);
            // An endpoint with little room may have no turn left just then.
            Eventually.that(
                    LIMIT,
                    () -> "an answer",
                    () -> {
                        answers(json.valid(), Map.of());
                        return true;
                    });
        }

        private void requireEffects(int expected) {
            effects.ifPresent(count -> {
                int now = count.getAsInt();
                require(now == expected, "expected " + expected + " effects, there are " + now);
            });
        }

        private static Map<String, String> deadline(String text) {
            return Map.of(WinnowHeaders.DEADLINE_MS, text);
        }
    }
}
