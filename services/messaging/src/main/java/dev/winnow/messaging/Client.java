package dev.winnow.messaging;

import dev.winnow.contracts.RequestContract;
import dev.winnow.messaging.wire.HeaderBlock;
import dev.winnow.messaging.wire.Inbound;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls one endpoint: a plain blocking call, meant for virtual threads. Made by {@link
 * Messaging#client}. Safe to share.
 */
public final class Client<Q, R> {
    private final Core core;
    private final RequestContract<Q, R> contract;
    private final String subject;
    private final RequestMux.Target target;
    private final Duration timeout;
    private final Semaphore bulkhead;
    private final RateLimit rate;
    private final Circuit circuit;
    private final Retries retries;
    private final @Nullable Hedging hedging;
    private final ReplyReader<R> replies;
    private final Tracing.Kind span;
    private final ClientMeters meters;
    private final @Nullable Fallback<R> fallback;

    Client(Core core, RequestContract<Q, R> contract, CallPolicy policy) {
        this.core = core;
        this.contract = contract;
        this.subject = contract.subject();
        this.target = new RequestMux.Target(subject);
        this.timeout = policy.timeout().isZero() ? contract.deadline() : policy.timeout();
        this.bulkhead = new Semaphore(policy.bulkhead());
        this.rate = new RateLimit(policy.rateLimit());
        this.circuit = new Circuit(policy.circuit(), subject);
        this.meters =
                new ClientMeters(core.telemetry().meters(), contract, circuit, policy.bulkhead());
        Budget budget = new Budget(policy.retryBudget(), meters::calls, System::nanoTime);
        this.retries = new Retries(policy, contract.idempotent(), budget, meters::retried);
        this.hedging = hedging(contract, policy.hedge(), meters);
        meters.observe(budget, hedging);
        this.fallback = null;
        this.replies = new ReplyReader<>(contract);
        core.policies().enter(PolicyStatus.CALL, subject, policy, circuit::word, meters::counts);
        this.span = Tracing.Kind.of("request", "send", subject, SpanKind.CLIENT);
    }

    private Client(Client<Q, R> base, Fallback<R> fallback) {
        this.core = base.core;
        this.contract = base.contract;
        this.subject = base.subject;
        this.target = base.target;
        this.timeout = base.timeout;
        this.bulkhead = base.bulkhead;
        this.rate = base.rate;
        this.circuit = base.circuit;
        this.meters = base.meters;
        this.retries = base.retries;
        this.hedging = base.hedging;
        this.replies = base.replies;
        this.span = base.span;
        this.fallback = fallback;
    }

    private static @Nullable Hedging hedging(
            RequestContract<?, ?> contract, HedgePolicy policy, ClientMeters meters) {
        if (!policy.enabled()) {
            return null;
        }
        if (!contract.idempotent()) {
            throw new IllegalArgumentException(
                    contract.subject()
                            + " is not idempotent: a second request would have a second effect");
        }
        return new Hedging(policy, meters::calls, System::nanoTime);
    }

    /**
     * The same client, same limits and counts, which answers with this function's value when a call
     * has failed for good. The function may throw. It must never make an approval of a check that
     * could not be made: what it returns has to say that nothing was found out.
     *
     * @param name of what it does, in lower case; for the meters and {@code winnow services}
     */
    public Client<Q, R> withFallback(String name, Function<CallException, R> function) {
        return new Client<>(this, new Fallback<>(name, function));
    }

    /** What answers in the place of a service that did not. */
    private record Fallback<R>(String name, Function<CallException, R> function) {}

    /**
     * Calls within the policy's timeout and the current deadline, whichever is sooner.
     *
     * @throws CallException when no reply came, with the kind saying why
     */
    public R call(Q request) {
        return call(request, timeout);
    }

    /**
     * As {@link #call(Object)}, within this time instead of the policy's.
     *
     * @throws CallException when no reply came, with the kind saying why
     */
    public R call(Q request, Duration timeout) {
        long begun = System.nanoTime();
        Span call = core.tracing().start(span, Context.current());
        meters.begin();
        try {
            R reply = admitted(Json.write(request), Deadline.currentOr(timeout), call);
            meters.end(ClientMeters.OK, begun);
            return reply;
        } catch (CallException e) {
            String outcome = ClientMeters.outcome(e);
            Tracing.fail(call, outcome);
            meters.end(outcome, begun);
            if (fallback == null) {
                throw e;
            }
            meters.fellBack(fallback.name());
            return fallback.function().apply(e);
        } finally {
            meters.left();
            call.end();
        }
    }

    /**
     * Sends one request to all who listen and takes the answer of each, in the order in which they
     * come: a reply, or the {@link ServiceErrorException} that a responder answered with. It is
     * sent once, and neither retries nor circuit have to do with it.
     *
     * @throws NoRespondersException when nobody listens
     * @throws RefusedException when there is no connection, or the request is too large
     */
    public List<FanOut.Result<R>> gather(Q request, GatherPolicy policy) {
        Deadline deadline = Deadline.currentOr(policy.total().isZero() ? timeout : policy.total());
        HeaderBlock headers = headers(deadline, Context.current());
        return Gathering.of(
                        core,
                        subject,
                        headers,
                        Json.write(request),
                        policy.limit(),
                        deadline,
                        policy.stall())
                .stream()
                .map(this::result)
                .toList();
    }

    private FanOut.Result<R> result(Inbound reply) {
        try {
            return new FanOut.Result.Success<>(replies.read(reply));
        } catch (ServiceErrorException e) {
            return new FanOut.Result.Failure<>(e);
        }
    }

    private R admitted(byte[] body, Deadline deadline, Span call) {
        if (!bulkhead.tryAcquire()) {
            throw new RefusedException(
                    RefusedException.Reason.BULKHEAD_FULL,
                    "as many calls to " + subject + " as allowed are under way");
        }
        try {
            Context context = Context.current().with(call);
            try {
                return attempt(body, deadline, context);
            } catch (CallException first) {
                if (!retries.allowed(first)) {
                    throw first;
                }
                return retries.after(first, deadline, () -> attempt(body, deadline, context));
            }
        } finally {
            bulkhead.release();
        }
    }

    private R attempt(byte[] body, Deadline deadline, Context context) {
        if (!rate.tryEnter()) {
            throw new RefusedException(
                    RefusedException.Reason.RATE_LIMITED,
                    "as many requests to " + subject + " as allowed were sent in this second");
        }
        int ticket = circuit.enter();
        R reply;
        try {
            reply = replies.read(send(body, deadline, context));
        } catch (CallException e) {
            if (e instanceof RefusedException || Thread.currentThread().isInterrupted()) {
                circuit.abandoned(ticket);
            } else {
                circuit.failed(ticket, e);
            }
            throw e;
        }
        circuit.succeeded(ticket);
        return reply;
    }

    private Inbound send(byte[] body, Deadline deadline, Context context) {
        if (hedging == null) {
            return core.mux().request(target, headers(deadline, context), body, deadline);
        }
        long begun = System.nanoTime();
        Inbound reply =
                hedging.delay().isZero()
                        ? core.mux().request(target, headers(deadline, context), body, deadline)
                        : core.mux()
                                .hedged(
                                        target,
                                        () -> headers(deadline, context),
                                        body,
                                        deadline,
                                        hedging);
        hedging.answered(System.nanoTime() - begun);
        return reply;
    }

    private static HeaderBlock headers(Deadline deadline, Context context) {
        HeaderBlock headers = new HeaderBlock();
        DeadlineHeader.write(headers, deadline);
        Tracing.inject(context, headers);
        return headers;
    }

    @Override
    public String toString() {
        return "Client[" + contract.subject() + "]";
    }
}
