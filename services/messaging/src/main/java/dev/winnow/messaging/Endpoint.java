package dev.winnow.messaging;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.RequestContract;
import dev.winnow.messaging.ops.Logging;
import dev.winnow.messaging.wire.Handler;
import dev.winnow.messaging.wire.HeaderBlock;
import dev.winnow.messaging.wire.Inbound;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One endpoint. The reading thread only looks at size, deadline and room; the work is done by
 * {@link Hands}, so that a request that blocks holds up no other. Safe to share.
 */
final class Endpoint<Q, R> implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private final Core core;
    private final RequestContract<Q, R> contract;
    private final EndpointPolicy policy;
    private final RequestHandler<Q, R> handler;
    private final Gate gate;
    private final RateLimit rate;
    private final @Nullable GradientLimit adaptive;
    private final ErrorReply.Encoded overloaded;
    private final ErrorReply.Encoded tooOften;
    private final ErrorReply.Encoded expired;
    private final InFlight inFlight = new InFlight();
    private final EndpointStats stats;
    private final Supplier<PolicyStatus> status;
    private final Hands<Request> hands;
    private final Tracing.Kind span;
    private final Context service;

    Endpoint(
            Core core,
            RequestContract<Q, R> contract,
            EndpointPolicy policy,
            RequestHandler<Q, R> handler) {
        Validation.prepare(contract.request());
        this.core = core;
        this.service = Context.root().with(Logging.SERVICE, core.info().name());
        this.contract = contract;
        this.policy = policy;
        this.handler = new CompiledApart<>(handler);
        this.adaptive = policy.adaptive() ? new GradientLimit(policy.concurrency()) : null;
        this.gate =
                new Gate(
                        adaptive == null ? policy.concurrency() : adaptive.limit(),
                        policy.waiting(),
                        policy.maxWait());
        this.rate = new RateLimit(policy.rateLimit());
        this.overloaded = overloaded(policy).encoded();
        this.tooOften = tooOften().encoded();
        this.expired = ErrorReply.of(ErrorCode.DEADLINE_EXPIRED).encoded();
        this.stats = new EndpointStats(core.telemetry().meters(), contract, inFlight, gate);
        this.status =
                core.policies()
                        .enter(
                                PolicyStatus.ENDPOINT,
                                contract.subject(),
                                policy,
                                gate::state,
                                stats::counts);
        this.hands = new Hands<>(contract.service() + "." + contract.name(), this::work);
        this.span = Tracing.Kind.of("process", "process", contract.subject(), SpanKind.SERVER);
    }

    RequestContract<Q, R> contract() {
        return contract;
    }

    EndpointStats stats() {
        return stats;
    }

    PolicyStatus status() {
        return status.get();
    }

    InFlight inFlight() {
        return inFlight;
    }

    /** On the reading thread: must not block. */
    @Override
    public void onMessage(Inbound message) {
        Request request = new Request(message, System.nanoTime());
        inFlight.enter();
        try {
            request.deadline = DeadlineHeader.read(message, contract.deadline());
            if (message.bodyLength() > policy.maxPayloadBytes()) {
                throw tooLarge();
            }
            admit(request);
        } catch (ServiceErrorException e) {
            refuse(request, ErrorReply.of(e));
        } catch (RuntimeException e) {
            LOG.error("{}: a request could not be taken", contract.subject(), e);
            refuse(request, ErrorReply.of(ErrorCode.INTERNAL));
        }
    }

    private void admit(Request request) {
        if (request.deadline.expired()) {
            refuse(request, expired);
            return;
        }
        if (!rate.tryEnter()) {
            refuse(request, tooOften);
            return;
        }
        switch (gate.tryEnter()) {
            case IN -> hands.submit(request);
            case QUEUED -> {
                request.queued = true;
                hands.submit(request);
            }
            case FULL -> refuse(request, overloaded);
        }
    }

    private void refuse(Request request, ErrorReply error) {
        refuse(request, error.encoded());
    }

    private void refuse(Request request, ErrorReply.Encoded reply) {
        try {
            publish(request, reply);
            core.connection().hurry();
        } finally {
            inFlight.leave();
        }
    }

    private void work(Request request) {
        if (request.queued) {
            waitAndServe(request);
        } else {
            serve(request);
        }
    }

    private void waitAndServe(Request request) {
        boolean admitted = false;
        try {
            Duration limit = request.deadline.atMost(policy.maxWait()).remaining();
            admitted = gate.await(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (admitted) {
            serve(request);
        } else {
            refuse(request, request.deadline.expired() ? expired : overloaded);
        }
    }

    private void serve(Request request) {
        if (adaptive != null) {
            request.begunNanos = System.nanoTime();
        }
        Context parent = Tracing.extract(request.message, service);
        Span server = core.tracing().start(span, parent);
        try (Scope _ = Tracing.with(parent, server).makeCurrent()) {
            answer(request, server);
        } finally {
            server.end();
            if (adaptive != null) {
                adapt(adaptive, request);
            }
            gate.leave();
            inFlight.leave();
        }
    }

    private void adapt(GradientLimit limit, Request request) {
        long now = System.nanoTime();
        gate.resize(limit.handled(now, now - request.begunNanos, gate.entered()));
    }

    // The last line of defence: whatever a handler throws, its caller gets an answer.
    @SuppressWarnings("CatchingUnchecked")
    private void answer(Request request, Span server) {
        byte[] reply;
        try {
            reply = handle(request);
        } catch (Throwable failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            ErrorReply error = catalogued(Failures.reply(failure));
            if (Failures.worthLogging(failure)) {
                LOG.warn("{} answers {}", contract.subject(), error.code().name(), failure);
            }
            Tracing.fail(server, error.code().name());
            publish(request, error);
            return;
        }
        stats.answered();
        publish(request, null, reply, "ok");
    }

    /** A caller knows what its contract names; anything else is a mistake of this service. */
    private ErrorReply catalogued(ErrorReply error) {
        ErrorCode code = error.code();
        if (ErrorCode.COMMON.contains(code) || contract.errors().contains(code)) {
            return error;
        }
        LOG.error(
                "{} answers internal: its contract does not name {} {}",
                contract.subject(),
                code.code(),
                code.name());
        return ErrorReply.of(ErrorCode.INTERNAL);
    }

    private byte[] handle(Request request) throws Exception {
        if (request.deadline.expired()) {
            throw new ServiceErrorException(
                    ErrorCode.DEADLINE_EXPIRED, ErrorCode.DEADLINE_EXPIRED.description());
        }
        Q input = InvalidInput.read(request.message, contract.request());
        R output = request.deadline.call(() -> handler.handle(input));
        byte[] reply = Json.write(output);
        if (request.message.wantsReply()) {
            core.connection().requireFits(null, reply);
        }
        return reply;
    }

    private void publish(Request request, ErrorReply error) {
        publish(request, error.encoded());
    }

    private void publish(Request request, ErrorReply.Encoded reply) {
        stats.failed(reply.error());
        publish(request, reply.headers(), reply.bytes(), reply.error().code().name());
    }

    /** It is counted by then: whoever has its answer finds it in STATS. */
    private void publish(
            Request request, @Nullable HeaderBlock headers, byte[] body, String outcome) {
        try {
            if (request.message.wantsReply()) {
                core.connection().reply(request.message, headers, body);
            }
            stats.took(outcome, request.tookNanos());
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.warn("{}: a reply cannot be sent: {}", contract.subject(), e.getMessage());
        }
    }

    private static ErrorReply tooOften() {
        return ErrorReply.of(
                new ServiceErrorException(
                        ErrorCode.OVERLOADED,
                        "as many requests as allowed came in this second",
                        List.of(),
                        RateLimit.PERIOD));
    }

    private static ErrorReply overloaded(EndpointPolicy policy) {
        Duration again = policy.maxWait().isZero() ? Duration.ofMillis(10) : policy.maxWait();
        return ErrorReply.of(
                new ServiceErrorException(
                        ErrorCode.OVERLOADED, "too many requests at the moment", List.of(), again));
    }

    private ServiceErrorException tooLarge() {
        return new ServiceErrorException(
                ErrorCode.TOO_LARGE,
                "a request may have at most " + policy.maxPayloadBytes() + " bytes");
    }

    /** A request on its way; handed from the reading thread to the one that serves it. */
    private final class Request {
        private final Inbound message;
        private final long arrivedNanos;
        private Deadline deadline;
        private boolean queued;
        private long begunNanos;

        Request(Inbound message, long arrivedNanos) {
            this.message = message;
            this.arrivedNanos = arrivedNanos;
            this.deadline = Deadline.after(contract.deadline());
        }

        long tookNanos() {
            return System.nanoTime() - arrivedNanos;
        }
    }
}
