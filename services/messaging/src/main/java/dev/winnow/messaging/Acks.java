package dev.winnow.messaging;

import dev.winnow.messaging.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server what became of deliveries. Final words are confirmed by the server, those for
 * what is done a run at a time; one that is not confirmed is counted and otherwise harmless: the
 * message comes again, and the inbox knows it. Safe to share.
 */
final class Acks {
    private static final Logger LOG = LoggerFactory.getLogger(Acks.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final byte[] TERM = bytes("+TERM");
    private static final byte[] IN_PROGRESS = bytes("+WPI");

    private final NatsConnection connection;
    private final RequestMux mux;
    private final ConsumerMeters meters;
    private final AckChecks checks;

    Acks(Core core, ConsumerMeters meters) {
        this.connection = core.connection();
        this.mux = core.mux();
        this.meters = meters;
        this.checks = new AckChecks(connection, meters);
    }

    /** It is done. Returns at once. */
    void ack(Delivery delivery) {
        delivery.ending();
        checks.ack(delivery.replyTo());
    }

    /** From time to time. */
    void tick() {
        checks.tick();
    }

    /** Waits until the server has confirmed all that is done; false when that took too long. */
    boolean awaitConfirmed(Deadline limit) throws InterruptedException {
        return checks.awaitAll(limit);
    }

    /** It never comes again. */
    void term(Delivery delivery) {
        delivery.ending();
        confirmed(delivery, TERM);
    }

    /** It comes again, here or elsewhere, after the delay. */
    void nak(Delivery delivery, Duration delay) {
        confirmed(delivery, nak(delay));
    }

    /** As {@link #nak}, at once: when it is lost, it comes again when its lease ends. */
    void nakAtOnce(Delivery delivery, Duration delay) {
        send(delivery, nak(delay));
    }

    private static byte[] nak(Duration delay) {
        return bytes("-NAK {\"delay\":" + Math.max(1, delay.toNanos()) + "}");
    }

    /** It is still being worked at: the ack wait begins anew. */
    void inProgress(Delivery delivery) {
        send(delivery, IN_PROGRESS);
    }

    private void confirmed(Delivery delivery, byte[] word) {
        try {
            mux.request(
                    new RequestMux.Target(delivery.replyTo()), null, word, Deadline.after(TIMEOUT));
        } catch (RefusedException | OutcomeUnknownException disconnected) {
            // It leaves when the connection is back, while the server may still be waiting for it.
            send(delivery, word);
            unconfirmed(delivery, disconnected);
        } catch (CallException none) {
            unconfirmed(delivery, none);
        }
    }

    private void unconfirmed(Delivery delivery, CallException why) {
        meters.acksFailed(1);
        LOG.debug("sequence {}: the acknowledgement is unconfirmed", delivery.sequence(), why);
    }

    private void send(Delivery delivery, byte[] word) {
        try {
            connection.publish(delivery.replyTo(), Wire.NOWHERE, null, word);
        } catch (IllegalStateException closedOrFull) {
            LOG.debug("sequence {}: nothing can be sent now", delivery.sequence(), closedOrFull);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
