package dev.winnow.messaging;

import dev.winnow.messaging.wire.HeaderBlock;
import dev.winnow.messaging.wire.Inbound;
import dev.winnow.messaging.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Matches replies to waiting callers: one wildcard inbox subscription for all of them. Each caller
 * parks for no longer than its deadline, which {@link Expiry} ends on time. Safe to share.
 */
final class RequestMux {
    private static final Logger LOG = LoggerFactory.getLogger(RequestMux.class);
    private static final int NO_RESPONDERS = 503;
    private static final int RADIX = 36;

    private final NatsConnection connection;
    private final String inbox;
    private final byte[] inboxBytes;
    private final AtomicLong tokens = new AtomicLong();
    private final ConcurrentHashMap<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final Expiry expiry = new Expiry(waiting.values());

    RequestMux(NatsConnection connection) {
        this.connection = connection;
        this.inbox = connection.jnats().createInbox() + ".";
        this.inboxBytes = Wire.bytes(inbox);
        connection.wire().subscribe(inbox + "*", null, this::onReply);
        connection.onState(this::onState);
        connection.busyWhile(() -> !waiting.isEmpty());
        expiry.start();
    }

    /** Whether the server is one of a cluster. */
    boolean clustered() {
        return connection.clustered();
    }

    /** How many callers wait for a reply. */
    int waiting() {
        return waiting.size();
    }

    /** Where requests go, with its form on the wire; not to be changed. */
    static final class Target {
        private final String subject;
        private final byte[] bytes;

        Target(String subject) {
            this.subject = subject;
            this.bytes = Wire.bytes(subject);
        }

        /** From a subject in wire form that a server wrote. */
        Target(byte[] subject) {
            this.subject = new String(subject, StandardCharsets.UTF_8);
            this.bytes = subject;
        }
    }

    /** As {@link #request(Target, HeaderBlock, byte[], Deadline)}. */
    Inbound request(String subject, @Nullable HeaderBlock headers, byte[] body, Deadline deadline) {
        return request(new Target(subject), headers, body, deadline);
    }

    /**
     * Sends a request and waits for its reply, which may be an error reply.
     *
     * @throws CallException when there is none, with the kind saying why
     */
    Inbound request(Target target, @Nullable HeaderBlock headers, byte[] body, Deadline deadline) {
        requireReady(target.subject, deadline);
        Long token = tokens.incrementAndGet();
        Waiting caller = new Waiting(Thread.currentThread(), deadline);
        waiting.put(token, caller);
        try {
            send(target, replyTo(token), headers, body);
            endIfDisconnected(caller);
            expiry.expect(deadline);
            return outcome(target.subject, caller.await());
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
    Inbound hedged(
            Target target,
            Supplier<HeaderBlock> headers,
            byte[] body,
            Deadline deadline,
            Hedging hedging) {
        requireReady(target.subject, deadline);
        Long first = tokens.incrementAndGet();
        Long second = tokens.incrementAndGet();
        Waiting caller = new Waiting(Thread.currentThread(), deadline);
        waiting.put(first, caller);
        try {
            send(target, replyTo(first), headers.get(), body);
            endIfDisconnected(caller);
            if (!caller.isDoneWithin(hedging.delay()) && !deadline.expired() && hedging.trySend()) {
                waiting.put(second, caller);
                sendSecond(target, replyTo(second), headers.get(), body);
            }
            expiry.expect(deadline);
            Object outcome = caller.await();
            if (outcome instanceof Inbound reply && second.equals(token(reply.subject()))) {
                hedging.won();
            }
            return outcome(target.subject, outcome);
        } finally {
            waiting.remove(first);
            waiting.remove(second);
        }
    }

    /** The event may have come before this caller was there to be told. */
    private void endIfDisconnected(Waiting caller) {
        if (connection.state() != ConnectionState.CONNECTED) {
            caller.complete(Ended.DISCONNECTED);
        }
    }

    /** The first is under way, and its outcome unknown if we gave up: so one more or none. */
    private void sendSecond(Target target, byte[] replyTo, HeaderBlock headers, byte[] body) {
        try {
            send(target, replyTo, headers, body);
        } catch (RefusedException e) {
            LOG.debug("no second request to {}", target.subject, e);
        }
    }

    private void requireReady(String subject, Deadline deadline) {
        if (connection.state() != ConnectionState.CONNECTED) {
            throw notConnected("there is no connection to NATS at the moment");
        }
        if (deadline.expired()) {
            throw new DeadlineExceededException("no time left to call " + subject, false);
        }
    }

    /** The inbox and, after it, the token in base 36. */
    private byte[] replyTo(long token) {
        int digits = 1;
        for (long rest = token; rest >= RADIX; rest /= RADIX) {
            digits++;
        }
        byte[] subject = Arrays.copyOf(inboxBytes, inboxBytes.length + digits);
        long rest = token;
        for (int i = subject.length - 1; i >= inboxBytes.length; i--) {
            subject[i] = (byte) Character.forDigit((int) (rest % RADIX), RADIX);
            rest /= RADIX;
        }
        return subject;
    }

    private void send(Target target, byte[] replyTo, @Nullable HeaderBlock headers, byte[] body) {
        try {
            connection.publish(target.bytes, replyTo, headers, body);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    RefusedException.Reason.TOO_LARGE,
                    "the request to " + target.subject + " cannot be sent: " + e.getMessage());
        } catch (IllegalStateException e) {
            throw notConnected("the request cannot be sent: " + e.getMessage());
        }
    }

    private static RefusedException notConnected(String message) {
        return new RefusedException(RefusedException.Reason.NOT_CONNECTED, message);
    }

    private static Inbound outcome(String subject, Object outcome) {
        return switch (outcome) {
            case Ended ended when ended == Ended.TIME_UP ->
                    throw new DeadlineExceededException(
                            "no reply from " + subject + " in time", true);
            case Inbound reply -> {
                if (reply.status() == NO_RESPONDERS) {
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

    private void onReply(Inbound reply) {
        Long token = token(reply.subject());
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
        if (state == ConnectionState.CLOSED) {
            expiry.end();
        }
    }

    /** Why a wait ended without a reply and before its deadline. */
    private enum Ended {
        TIME_UP("the time was up"),
        DISCONNECTED("the connection to NATS broke"),
        CLOSED("the connection to NATS was closed"),
        INTERRUPTED("the caller was interrupted");

        private final String words;

        Ended(String words) {
            this.words = words;
        }
    }

    /** One caller; whatever comes first is its outcome. */
    private static final class Waiting implements Expiry.Expiring {
        private final Thread caller;
        private final Deadline deadline;
        private volatile @Nullable Object outcome;

        Waiting(Thread caller, Deadline deadline) {
            this.caller = caller;
            this.deadline = deadline;
        }

        void complete(Object value) {
            outcome = value;
            LockSupport.unpark(caller);
        }

        @Override
        public Deadline deadline() {
            return deadline;
        }

        @Override
        public void expire() {
            if (outcome == null) {
                complete(Ended.TIME_UP);
            }
        }

        /** Whether there is an outcome, after a wait of at most this long. */
        boolean isDoneWithin(Duration time) {
            Deadline limit = deadline.atMost(time);
            while (outcome == null && !caller.isInterrupted() && !limit.expired()) {
                LockSupport.parkNanos(this, limit.remainingNanos());
            }
            return outcome != null;
        }

        /** A {@link Inbound} or an {@link Ended}. */
        Object await() {
            Object result = outcome;
            while (result == null) {
                if (caller.isInterrupted()) {
                    return Ended.INTERRUPTED;
                }
                // Without a time: parking with one costs more than the rest of the wait.
                LockSupport.park(this);
                result = outcome;
            }
            return result;
        }
    }
}
