package dev.winnow.messaging;

import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Matches replies to waiting callers: one wildcard inbox subscription for all of them. Each caller
 * parks for no longer than its deadline, so a time-out is as exact as the scheduler, and no timer
 * of our own is needed. Safe to share.
 */
final class RequestMux {
    private static final Logger LOG = LoggerFactory.getLogger(RequestMux.class);
    private static final int NO_RESPONDERS = 503;
    private static final int RADIX = 36;

    private final NatsConnection connection;
    private final String inbox;
    private final AtomicLong tokens = new AtomicLong();
    private final ConcurrentHashMap<Long, Waiting> waiting = new ConcurrentHashMap<>();

    RequestMux(NatsConnection connection) {
        this.connection = connection;
        this.inbox = connection.jnats().createInbox() + ".";
        Dispatcher dispatcher = connection.jnats().createDispatcher(this::onReply);
        dispatcher.subscribe(inbox + "*");
        connection.onState(this::onState);
        connection.busyWhile(() -> !waiting.isEmpty());
    }

    /** How many callers wait for a reply. */
    int waiting() {
        return waiting.size();
    }

    /**
     * Sends a request and waits for its reply, which may be an error reply.
     *
     * @throws CallException when there is none, with the kind saying why
     */
    Message request(String subject, Headers headers, byte[] body, Deadline deadline) {
        requireReady(subject, deadline);
        Long token = tokens.incrementAndGet();
        Waiting caller = new Waiting(Thread.currentThread());
        waiting.put(token, caller);
        try {
            send(subject, replyTo(token), headers, body);
            if (connection.state() != ConnectionState.CONNECTED) {
                // The event may have come before this caller was there to be told.
                caller.complete(Ended.DISCONNECTED);
            }
            return outcome(subject, caller.await(deadline));
        } finally {
            waiting.remove(token);
        }
    }

    /**
     * As {@link #request}, but sends a second request when the first is not answered for a while;
     * the first answer of either is the outcome, the other is forgotten.
     *
     * @param headers called for each request, since each says how much time is left
     */
    Message hedged(
            String subject,
            Supplier<Headers> headers,
            byte[] body,
            Deadline deadline,
            Hedging hedging) {
        requireReady(subject, deadline);
        Long first = tokens.incrementAndGet();
        Long second = tokens.incrementAndGet();
        Waiting caller = new Waiting(Thread.currentThread());
        waiting.put(first, caller);
        try {
            send(subject, replyTo(first), headers.get(), body);
            if (connection.state() != ConnectionState.CONNECTED) {
                caller.complete(Ended.DISCONNECTED);
            }
            Object outcome = caller.await(deadline.atMost(hedging.delay()));
            if (outcome == null && !deadline.expired() && hedging.trySend()) {
                waiting.put(second, caller);
                sendSecond(subject, replyTo(second), headers.get(), body);
            }
            outcome = outcome == null ? caller.await(deadline) : outcome;
            if (outcome instanceof Message reply && reply.getSubject().equals(replyTo(second))) {
                hedging.won();
            }
            return outcome(subject, outcome);
        } finally {
            waiting.remove(first);
            waiting.remove(second);
        }
    }

    /** The first is under way, and its outcome unknown if we gave up: so one more or none. */
    private void sendSecond(String subject, String replyTo, Headers headers, byte[] body) {
        try {
            send(subject, replyTo, headers, body);
        } catch (RefusedException e) {
            LOG.debug("no second request to {}", subject, e);
        }
    }

    private String replyTo(Long token) {
        return inbox + Long.toString(token, RADIX);
    }

    private void requireReady(String subject, Deadline deadline) {
        if (connection.state() != ConnectionState.CONNECTED) {
            throw notConnected("there is no connection to NATS at the moment");
        }
        if (deadline.expired()) {
            throw new DeadlineExceededException("no time left to call " + subject, false);
        }
    }

    private void send(String subject, String replyTo, Headers headers, byte[] body) {
        try {
            connection.publish(subject, replyTo, headers, body);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    RefusedException.Reason.TOO_LARGE,
                    "the request to " + subject + " cannot be sent: " + e.getMessage());
        } catch (IllegalStateException e) {
            throw notConnected("the request cannot be sent: " + e.getMessage());
        }
    }

    private static RefusedException notConnected(String message) {
        return new RefusedException(RefusedException.Reason.NOT_CONNECTED, message);
    }

    private static Message outcome(String subject, @Nullable Object outcome) {
        return switch (outcome) {
            case null ->
                    throw new DeadlineExceededException(
                            "no reply from " + subject + " in time", true);
            case Message reply -> {
                if (reply.isStatusMessage() && reply.getStatus().getCode() == NO_RESPONDERS) {
                    throw new NoRespondersException(subject);
                }
                yield reply;
            }
            case Ended ended ->
                    throw new OutcomeUnknownException(
                            ended.words + " while the reply from " + subject + " was awaited");
            default -> throw new IllegalStateException("an outcome of unknown kind: " + outcome);
        };
    }

    private void onReply(Message reply) {
        Long token = token(reply.getSubject());
        Waiting caller = token == null ? null : waiting.remove(token);
        if (caller != null) {
            caller.complete(reply);
        }
        // Otherwise the caller has given up, or somebody answered twice.
    }

    private @Nullable Long token(String subject) {
        try {
            return Long.parseLong(subject, inbox.length(), subject.length(), RADIX);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return null; // Anybody may publish to an inbox.
        }
    }

    private void onState(ConnectionState state) {
        if (state != ConnectionState.CONNECTED) {
            Ended why = state == ConnectionState.CLOSED ? Ended.CLOSED : Ended.DISCONNECTED;
            for (Long token : waiting.keySet()) {
                Waiting caller = waiting.remove(token);
                if (caller != null) {
                    caller.complete(why);
                }
            }
        }
    }

    /** Why a wait ended without a reply and before its deadline. */
    private enum Ended {
        DISCONNECTED("the connection to NATS broke"),
        CLOSED("the connection to NATS was closed"),
        INTERRUPTED("the caller was interrupted");

        private final String words;

        Ended(String words) {
            this.words = words;
        }
    }

    /** One caller; whatever comes first is its outcome. */
    private static final class Waiting {
        private final Thread caller;
        private volatile @Nullable Object outcome;

        Waiting(Thread caller) {
            this.caller = caller;
        }

        void complete(Object value) {
            outcome = value;
            LockSupport.unpark(caller);
        }

        /** A {@link Message}, an {@link Ended}, or null when the time was up. */
        @Nullable Object await(Deadline deadline) {
            Object result = outcome;
            while (result == null) {
                if (caller.isInterrupted()) {
                    return Ended.INTERRUPTED;
                }
                long left = deadline.remainingNanos();
                if (left == 0) {
                    return outcome;
                }
                LockSupport.parkNanos(this, left);
                result = outcome;
            }
            return result;
        }
    }
}
