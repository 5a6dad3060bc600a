package dev.winnow.messaging.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscriptions and publishes of the runtime's own on a connection that the library keeps. What
 * comes is handed over on the reading thread, without a queue in between; what goes is written by
 * whoever publishes, together with what others publish at the same moment. While there is no
 * connection nothing is queued: publishing fails at once. Safe to share.
 */
public final class Wire implements Frames.Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    /** No subject for an answer. */
    public static final byte[] NOWHERE = {};

    private final AtomicInteger ids = new AtomicInteger();
    private final ConcurrentHashMap<Integer, Subscription> subscriptions =
            new ConcurrentHashMap<>();
    private final Outgoing outgoing = new Outgoing();
    private volatile @Nullable WirePort made;
    private volatile boolean hurried;

    public Wire() {
        outgoing.start();
    }

    /** One subscription; safe to share. */
    public final class Subscription {
        private final int id;
        private final String subject;
        private final String queue;
        private final Handler handler;
        private final byte[] subjectBytes;

        /**
         * @param queue empty for none
         */
        private Subscription(int id, String subject, String queue, Handler handler) {
            this.id = id;
            this.subject = subject;
            this.queue = queue;
            this.handler = handler;
            this.subjectBytes = bytes(subject);
        }

        /** Ends it; what is on its way is dropped. */
        public void end() {
            subscriptions.remove(id);
            stop();
        }

        /** Asks the server for no more; what is on its way still comes. {@link #end} follows. */
        public void stop() {
            outgoing.line("UNSUB w" + id + "\r\n");
        }

        private String line() {
            return "SUB " + subject + (queue.isEmpty() ? "" : " " + queue) + " w" + id + "\r\n";
        }
    }

    /** Subscribes now, or as soon as there is a connection. */
    public Subscription subscribe(String subject, @Nullable String queue, Handler handler) {
        requireSubject(subject);
        Subscription made =
                new Subscription(
                        ids.incrementAndGet(), subject, queue == null ? "" : queue, handler);
        subscriptions.put(made.id, made);
        outgoing.line(made.line());
        return made;
    }

    /**
     * Publishes.
     *
     * @throws IllegalStateException when there is no connection, or too much is waiting to be sent
     */
    public void publish(
            String subject, @Nullable String replyTo, @Nullable HeaderBlock headers, byte[] body) {
        outgoing.publish(bytes(subject), replyTo == null ? NOWHERE : bytes(replyTo), headers, body);
    }

    /**
     * Publishes to subjects that are in wire form and known to be good.
     *
     * @throws IllegalStateException when there is no connection, or too much is waiting to be sent
     */
    public void publish(
            byte[] subject, byte[] replyTo, @Nullable HeaderBlock headers, byte[] body) {
        outgoing.publish(subject, replyTo, headers, body);
    }

    /**
     * Answers a message that {@linkplain Inbound#wantsReply() wants it}.
     *
     * @throws IllegalStateException when there is no connection, or too much is waiting to be sent
     */
    public void reply(Inbound to, @Nullable HeaderBlock headers, byte[] body) {
        outgoing.publish(to.replyToBytes(), NOWHERE, headers, body);
    }

    /**
     * Has what was published written on the reading thread, once it has handed over what it read:
     * for answers that must not wait for the virtual threads' scheduler.
     */
    public void hurry() {
        hurried = true;
    }

    @Override
    public void delivered() {
        if (hurried) {
            hurried = false;
            writeNow();
        }
    }

    /**
     * Writes what was published and still waits. For threads of the operating system: handlers that
     * compute may keep all processors that virtual threads have, the writer's too.
     */
    public void writeNow() {
        outgoing.writeNow();
    }

    /** Waits until all that was published has been given to the socket; false when too long. */
    public boolean flush(Duration limit) {
        return outgoing.flush(limit);
    }

    /** The connection is there: subscribes to all, and lets publishing go on. */
    public void open() {
        WirePort port = made;
        if (port != null) {
            StringBuilder lines = new StringBuilder();
            subscriptions.values().forEach(each -> lines.append(each.line()));
            outgoing.open(port, lines.toString());
        }
    }

    /** The connection is gone: what was not written is dropped, and publishing fails. */
    public void lost() {
        outgoing.close();
    }

    /** For good. */
    public void close() {
        outgoing.end();
    }

    void made(WirePort port) {
        made = port;
    }

    @Override
    public String subject(int subscription, byte[] buffer, int from, int to) {
        Subscription found = subscriptions.get(subscription);
        // What a stream delivers has the subject that it was stored under, not the inbox's.
        return found != null
                        && Arrays.equals(
                                found.subjectBytes, 0, found.subjectBytes.length, buffer, from, to)
                ? found.subject
                : new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }

    // One message's trouble is not the connection's.
    @SuppressWarnings("CatchingUnchecked")
    @Override
    public void deliver(int subscription, Inbound message) {
        Subscription found = subscriptions.get(subscription);
        if (found == null) {
            return; // It ended a moment ago.
        }
        try {
            found.handler.onMessage(message);
        } catch (Throwable failed) {
            LOG.error("a message to {} could not be taken", found.subject, failed);
        }
    }

    private static void requireSubject(String subject) {
        for (int i = 0; i < subject.length(); i++) {
            if (subject.charAt(i) <= ' ') {
                throw new IllegalArgumentException("a subject must not have blanks in it");
            }
        }
        if (subject.isEmpty()) {
            throw new IllegalArgumentException("a subject must not be empty");
        }
    }

    /**
     * A subject in wire form.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static byte[] bytes(String subject) {
        requireSubject(subject);
        return subject.getBytes(StandardCharsets.UTF_8);
    }
}
