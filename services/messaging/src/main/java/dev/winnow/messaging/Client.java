package dev.winnow.messaging;

import dev.winnow.contracts.RequestContract;
import io.nats.client.impl.Headers;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Calls one endpoint: a plain blocking call, meant for virtual threads. Made by {@link
 * Messaging#client}. Safe to share.
 */
public final class Client<Q, R> {
    private final Core core;
    private final RequestContract<Q, R> contract;
    private final String subject;
    private final Duration timeout;
    private final Semaphore bulkhead;
    private final Circuit circuit;
    private final Retries retries;
    private final ReplyReader<R> replies;
    private final Tracing.Kind span;
    private final ClientMeters meters;

    Client(Core core, RequestContract<Q, R> contract, CallPolicy policy) {
        this.core = core;
        this.contract = contract;
        this.subject = contract.subject();
        this.timeout = policy.timeout().isZero() ? contract.deadline() : policy.timeout();
        this.bulkhead = new Semaphore(policy.bulkhead());
        this.circuit = new Circuit(policy.circuit(), subject);
        this.meters = new ClientMeters(core.telemetry().meters(), contract, circuit);
        this.retries = new Retries(policy, contract.idempotent(), meters::retried);
        this.replies = new ReplyReader<>(contract);
        core.policies().enter(PolicyStatus.CALL, subject, policy, circuit::word, meters::counts);
        this.span = Tracing.Kind.of("request", "send", subject, SpanKind.CLIENT);
    }

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
            throw e;
        } finally {
            meters.left();
            call.end();
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
        circuit.enter();
        R reply;
        try {
            reply =
                    replies.read(
                            core.mux()
                                    .request(subject, headers(deadline, context), body, deadline));
        } catch (CallException e) {
            if (e instanceof RefusedException || Thread.currentThread().isInterrupted()) {
                circuit.abandoned();
            } else {
                circuit.failed(e);
            }
            throw e;
        }
        circuit.succeeded();
        return reply;
    }

    private static Headers headers(Deadline deadline, Context context) {
        Headers headers = new Headers();
        DeadlineHeader.write(headers, deadline);
        Tracing.inject(context, headers);
        return headers;
    }

    @Override
    public String toString() {
        return "Client[" + contract.subject() + "]";
    }
}
