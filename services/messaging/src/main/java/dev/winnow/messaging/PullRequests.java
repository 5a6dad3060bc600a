package dev.winnow.messaging;

import dev.winnow.messaging.wire.Wire;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes and numbers the pulls of one consumer. Not safe to share: its owner locks. */
final class PullRequests {
    private static final Logger LOG = LoggerFactory.getLogger(PullRequests.class);

    private final NatsConnection connection;
    private final String name;
    private final byte[] nextSubject;
    private final PullInbox inbox;
    private long last;

    PullRequests(NatsConnection connection, String stream, String durable, PullInbox inbox) {
        this.connection = connection;
        this.name = stream + "/" + durable;
        this.nextSubject = Wire.bytes("$JS.API.CONSUMER.MSG.NEXT." + stream + "." + durable);
        this.inbox = inbox;
    }

    /** The number of the newest pull. */
    long last() {
        return last;
    }

    /**
     * Asks for messages.
     *
     * @param bytes of them at most; zero for any number
     * @return whether it left
     */
    boolean pull(int batch, long bytes, PullPin pin) {
        return send(
                "{\"batch\":%d,\"expires\":%d,\"idle_heartbeat\":%d%s%s}"
                        .formatted(
                                batch,
                                PullLoop.EXPIRY.toNanos(),
                                PullLoop.HEARTBEAT.toNanos(),
                                bytes > 0 ? ",\"max_bytes\":" + bytes : "",
                                pin.fields()));
    }

    /**
     * Asks for a message of one byte. There is none, so that the server only notes that the pinned
     * process lives.
     *
     * @return whether it left
     */
    boolean keep(PullPin pin) {
        return send(
                "{\"batch\":1,\"expires\":%d,\"max_bytes\":1%s}"
                        .formatted(pin.keepNanos(), pin.fields()));
    }

    private boolean send(String body) {
        try {
            connection.publish(
                    nextSubject,
                    Wire.bytes(inbox.subject(++last)),
                    null,
                    body.getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IllegalStateException notSent) {
            LOG.debug("{}: a pull could not be sent; the next tick tries again", name, notSent);
            return false;
        }
    }
}
