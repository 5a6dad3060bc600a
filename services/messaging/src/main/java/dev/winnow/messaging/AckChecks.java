package dev.winnow.messaging;

import dev.winnow.messaging.wire.Inbound;
import dev.winnow.messaging.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends acknowledgements and makes sure that they arrive. A connection keeps their order, so the
 * server is asked to confirm one of them, and its answer speaks for those before it as well; those
 * sent meanwhile are the next to be asked about. So at a slow pace each is confirmed by itself, and
 * at a fast one a single answer is enough for all of a round trip. When there is no answer, or the
 * connection breaks, they are sent again: the same acknowledgement twice is harmless.
 *
 * <p>Safe to share.
 */
final class AckChecks {
    private static final Logger LOG = LoggerFactory.getLogger(AckChecks.class);
    private static final byte[] ACK = "+ACK".getBytes(StandardCharsets.US_ASCII);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

    /** More are not remembered; the oldest are then given up. */
    private static final int MOST = 16_384;

    private static final int TRIES = 3;

    private final NatsConnection connection;
    private final ConsumerMeters meters;
    private final String inbox;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private List<byte[]> sent = new ArrayList<>();
    private List<byte[]> asked = new ArrayList<>();
    private long question;
    private long askedAtNanos;
    private int tries;

    AckChecks(NatsConnection connection, ConsumerMeters meters) {
        this.connection = connection;
        this.meters = meters;
        this.inbox = connection.jnats().createInbox() + ".";
        connection.wire().subscribe(inbox + "*", null, this::onAnswer);
        connection.onState(state -> {
            if (state == ConnectionState.CONNECTED) {
                sendAllAgain();
            }
        });
    }

    /** The event is done: its place, in wire form. */
    void ack(byte[] place) {
        lock.lock();
        try {
            sent.add(place);
            if (asked.isEmpty()) {
                ask(1);
            } else {
                send(place, Wire.NOWHERE);
                if (sent.size() > MOST) {
                    giveUp(List.of(sent.removeFirst()));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** From time to time: asks about the last ones of a run, and again when nothing was said. */
    void tick() {
        lock.lock();
        try {
            if (asked.isEmpty()) {
                if (!sent.isEmpty()) {
                    ask(1);
                }
            } else if (System.nanoTime() - askedAtNanos > PATIENCE_NANOS) {
                again();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the server has confirmed all of them; false when that took too long. */
    boolean awaitAll(Deadline limit) throws InterruptedException {
        lock.lock();
        try {
            while (!asked.isEmpty() || !sent.isEmpty()) {
                if (asked.isEmpty()) {
                    ask(1);
                }
                if (none.awaitNanos(limit.remainingNanos()) <= 0) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void onAnswer(Inbound answer) {
        lock.lock();
        try {
            if (answer.subject().equals(inbox + question) && answer.status() == 0) {
                asked.clear();
                none.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void sendAllAgain() {
        lock.lock();
        try {
            if (!asked.isEmpty() || !sent.isEmpty()) {
                asked.addAll(sent);
                sent.clear();
                tries = 0;
                again();
            }
        } finally {
            lock.unlock();
        }
    }

    private void again() {
        if (tries == TRIES) {
            giveUp(asked);
            asked.clear();
            none.signalAll();
            return;
        }
        List<byte[]> all = asked;
        all.addAll(sent);
        sent = all;
        asked = new ArrayList<>();
        for (int i = 0; i < sent.size() - 1; i++) {
            send(sent.get(i), Wire.NOWHERE);
        }
        ask(tries + 1);
    }

    /** Sends the last one with a question, which is about all that were sent. */
    private void ask(int nth) {
        List<byte[]> empty = asked;
        asked = sent;
        sent = empty;
        tries = nth;
        askedAtNanos = System.nanoTime();
        question++;
        send(asked.getLast(), Wire.bytes(inbox + question));
    }

    private void send(byte[] place, byte[] replyTo) {
        try {
            connection.publish(place, replyTo, null, ACK);
        } catch (IllegalStateException notConnected) {
            LOG.debug("an acknowledgement waits for the connection", notConnected);
        }
    }

    private void giveUp(List<byte[]> lost) {
        meters.acksFailed(lost.size());
        LOG.debug("{} acknowledgements were never confirmed", lost.size());
    }
}
