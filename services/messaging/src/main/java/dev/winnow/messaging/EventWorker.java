package dev.winnow.messaging;

import dev.winnow.messaging.ops.Logging;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one delivery to its end on its lane's thread: done and acknowledged; or tried again here,
 * with backoff, while the lease is kept, so that its key waits and nobody else; or in the dead
 * letters; or, when the process stops in between, given back. Safe to share.
 */
final class EventWorker {
    private static final Logger LOG = LoggerFactory.getLogger(EventWorker.class);

    /** What became of a delivery, as far as its lane is concerned. */
    enum End {
        /** The server has been told; the next of the key may go on. */
        SETTLED,
        /** Given back, to be delivered again: the later ones of the key must go back as well. */
        GIVEN_BACK
    }

    /** What one attempt came to. */
    private sealed interface Attempt {
        record Done() implements Attempt {}

        record Again(Duration delay, String reason, @Nullable Throwable cause, boolean counts)
                implements Attempt {}

        record Dead(String kind, String reason, @Nullable Throwable cause) implements Attempt {}
    }

    private final Core core;
    private final Context service;
    private final String name;
    private final String stream;
    private final ConsumerPolicy policy;
    private final Handlers handlers;
    private final Acks acks;
    private final DeadLetters deadLetters;
    private final ConsumerMeters meters;
    private final ConsumerCircuit circuit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean stopping;

    EventWorker(
            Core core,
            String stream,
            String durable,
            ConsumerPolicy policy,
            Handlers handlers,
            ConsumerMeters meters,
            ConsumerCircuit circuit) {
        this.circuit = circuit;
        this.core = core;
        this.service = Context.root().with(Logging.SERVICE, core.info().name());
        this.name = stream + "/" + durable;
        this.stream = stream;
        this.policy = policy;
        this.handlers = handlers;
        this.meters = meters;
        this.acks = new Acks(core, meters);
        this.deadLetters = new DeadLetters(new StreamPublish(core.mux()), stream, durable);
    }

    Acks acks() {
        return acks;
    }

    /** What is at work is finished; what waits for another attempt is given back. */
    void stop() {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Deliveries were displaced: those that wait for another attempt are given back. */
    void displaced() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * @throws InterruptedException when the connection is closed under it; the server will deliver
     *     the message again
     */
    End process(Delivery delivery) throws InterruptedException {
        try (Scope _ = Tracing.extract(delivery.message(), service).makeCurrent()) {
            Handlers.Ready<?> event;
            try {
                event = handlers.decode(delivery);
            } catch (PoisonException poison) {
                return deadLetter(
                        delivery,
                        new Attempt.Dead("poison", String.valueOf(poison.getMessage()), poison));
            }
            String id = event.received().id();
            try (Scope _ = Context.current().with(Logging.EVENT_ID, id).makeCurrent()) {
                return toTheEnd(delivery, event);
            }
        }
    }

    private End toTheEnd(Delivery delivery, Handlers.Ready<?> event) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            ConsumerCircuit.Leave leave = circuit.ask();
            while (!leave.given()) {
                if (endsWithin(delivery, circuit.pause())) {
                    acks.nak(delivery, policy.backoff());
                    return End.GIVEN_BACK;
                }
                leave = circuit.ask();
            }
            switch (attempt(delivery, event, tries, leave)) {
                case Attempt.Done _ -> {
                    acks.ack(delivery);
                    return End.SETTLED;
                }
                case Attempt.Dead dead -> {
                    return deadLetter(delivery, dead);
                }
                case Attempt.Again again -> {
                    LOG.warn(
                            "{}: sequence {}, attempt {}: {}; again in {} ms",
                            name,
                            delivery.sequence(),
                            delivery.attempts(),
                            again.reason(),
                            again.delay().toMillis());
                    delivery.failed(Instant.now(), again.counts());
                    if (endsWithin(delivery, again.delay())) {
                        acks.nak(delivery, away(delivery, again.delay()));
                        return End.GIVEN_BACK;
                    }
                }
            }
        }
    }

    /** One run of the handler, in its span. */
    private Attempt attempt(
            Delivery delivery, Handlers.Ready<?> event, int tries, ConsumerCircuit.Leave leave)
            throws InterruptedException {
        Context parent = Context.current();
        Span span = core.tracing().start(event.handler().span(), parent);
        long began = System.nanoTime();
        delivery.begun(began);
        Attempt attempt;
        try (Scope _ = Tracing.with(parent, span).makeCurrent()) {
            attempt = run(delivery, event, tries, leave);
            if (!(attempt instanceof Attempt.Done)) {
                Tracing.fail(span, outcomeWord(attempt));
            }
        } finally {
            delivery.ended();
            span.end();
        }
        meters.handled(event.received().type(), outcomeWord(attempt), System.nanoTime() - began);
        return attempt;
    }

    // A handler may throw anything, an Error too: it is the event's failure, not the consumer's.
    @SuppressWarnings("CatchingUnchecked")
    private Attempt run(
            Delivery delivery, Handlers.Ready<?> event, int tries, ConsumerCircuit.Leave leave)
            throws InterruptedException {
        try {
            Outcome outcome = event.handle(delivery, stream);
            circuit.succeeded(leave);
            return switch (outcome) {
                case Outcome.Done _ -> new Attempt.Done();
                case Outcome.DeadLetter dead -> new Attempt.Dead("handler", dead.reason(), null);
                case Outcome.RetryLater later -> again(delivery, later, tries);
            };
        } catch (InterruptedException interrupted) {
            if (delivery.isLate()) {
                return failed(delivery, late(interrupted), tries, leave);
            }
            circuit.unknown(leave);
            throw interrupted;
        } catch (Throwable failed) {
            return failed(delivery, delivery.isLate() ? late(failed) : failed, tries, leave);
        }
    }

    private HandlerTimeoutException late(Throwable interrupted) {
        return new HandlerTimeoutException(policy.handlerTimeout(), interrupted);
    }

    private Attempt failed(
            Delivery delivery, Throwable failed, int tries, ConsumerCircuit.Leave leave) {
        FailureKind kind = FailureKind.of(failed);
        if (kind.blamesDownstream()) {
            circuit.failed(leave);
        } else if (kind == FailureKind.UNRELATED) {
            circuit.unknown(leave);
        } else {
            circuit.succeeded(leave);
        }
        return failed(delivery, failed, kind, tries);
    }

    private Attempt again(Delivery delivery, Outcome.RetryLater later, int tries) {
        if (delivery.attempts() >= policy.maxDeliveries()) {
            return new Attempt.Dead("exhausted", later.reason(), null);
        }
        Duration jitter = backoff(tries);
        Duration delay = later.delay().isZero() ? jitter : later.delay();
        return new Attempt.Again(delay, later.reason(), null, true);
    }

    private Attempt failed(Delivery delivery, Throwable failed, FailureKind kind, int tries) {
        String reason = failed.getClass().getSimpleName() + ": " + failed.getMessage();
        return switch (kind) {
            case PERMANENT -> new Attempt.Dead("handler", reason, failed);
            case PASSING, UNRELATED -> new Attempt.Again(backoff(tries), reason, failed, false);
            case SUSPECT, OF_EVENT -> {
                // When nothing else gets through either, it is not the event's fault.
                boolean itsFault =
                        kind == FailureKind.OF_EVENT
                                || circuit.succeededSince(delivery.firstFailureNanos());
                yield itsFault && delivery.attempts() >= policy.maxDeliveries()
                        ? new Attempt.Dead("exhausted", reason, failed)
                        : new Attempt.Again(backoff(tries), reason, failed, true);
            }
        };
    }

    private Duration backoff(int tries) {
        return Backoff.jittered(policy.backoff(), policy.maxBackoff(), tries);
    }

    /** Only when the copy is safe is the original ended; until then it is tried again and again. */
    private End deadLetter(Delivery delivery, Attempt.Dead dead) throws InterruptedException {
        delivery.failed(Instant.now(), false);
        for (int tries = 1; ; tries++) {
            PublishOutcome outcome =
                    deadLetters.publish(delivery, dead.kind(), dead.reason(), dead.cause());
            if (outcome instanceof PublishOutcome.Acknowledged copy) {
                LOG.warn(
                        "{}: sequence {} is dead letter {} after {} attempts: {}",
                        name,
                        delivery.sequence(),
                        copy.sequence(),
                        delivery.attempts(),
                        dead.reason(),
                        dead.cause());
                meters.deadLetter(dead.kind());
                acks.term(delivery);
                return End.SETTLED;
            }
            meters.deadLetterFailed();
            LOG.error(
                    "{}: sequence {} belongs to the dead letters, which do not take it: {}; it"
                            + " stays unacknowledged",
                    name,
                    delivery.sequence(),
                    outcome);
            Duration delay = backoff(tries + 2);
            if (endsWithin(delivery, delay)) {
                acks.nak(delivery, away(delivery, delay));
                return End.GIVEN_BACK;
            }
        }
    }

    /** Waits for the next attempt; true when it will not be made here. */
    private boolean endsWithin(Delivery delivery, Duration delay) throws InterruptedException {
        long left = delay.toNanos();
        lock.lock();
        try {
            while (!stopping && !delivery.isDisplaced() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return stopping || delivery.isDisplaced();
        } finally {
            lock.unlock();
        }
    }

    /**
     * For how long it goes back. Of one that another process may have by now, no more is said than
     * that it is wanted: what that process lets wait would else stay away for as long as this one
     * says.
     */
    private Duration away(Delivery delivery, Duration delay) {
        return delivery.isDisplaced() ? policy.backoff() : delay;
    }

    private static String outcomeWord(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Done _ -> "done";
            case Attempt.Again _ -> "retry";
            case Attempt.Dead _ -> "dead_letter";
        };
    }
}
