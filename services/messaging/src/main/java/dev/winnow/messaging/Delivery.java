package dev.winnow.messaging;

import io.nats.client.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message that a consumer holds, with its history here. Written by the lane that handles it;
 * only the reply subject is also replaced by the reader.
 */
final class Delivery implements Comparable<Delivery> {
    private final Message message;
    private final AckSubject meta;
    private final int uncounted;
    private volatile String replyTo;
    private int failures;
    private @Nullable Instant firstFailure;

    /**
     * @param uncounted earlier deliveries that were no attempts
     */
    Delivery(Message message, AckSubject meta, int uncounted) {
        this.message = message;
        this.uncounted = uncounted;
        this.meta = meta;
        this.replyTo = message.getReplyTo();
    }

    Message message() {
        return message;
    }

    AckSubject meta() {
        return meta;
    }

    long sequence() {
        return meta.sequence();
    }

    /** What orders it: the last token of its subject. */
    String key() {
        String subject = message.getSubject();
        return subject.substring(subject.lastIndexOf('.') + 1);
    }

    String replyTo() {
        return replyTo;
    }

    /** The server has delivered it again while it is held; it wants the newest one acknowledged. */
    void deliveredAgain(String newReplyTo) {
        replyTo = newReplyTo;
    }

    /** How often it was tried, this time included: by other processes, and again by this one. */
    int attempts() {
        return Math.max(1, meta.deliveries() - uncounted) + failures;
    }

    void failed(Instant now, boolean counts) {
        if (firstFailure == null) {
            firstFailure = now;
        }
        if (counts) {
            failures++;
        }
    }

    Instant firstFailure(Instant now) {
        return firstFailure == null ? now : firstFailure;
    }

    @Override
    public int compareTo(Delivery other) {
        return Long.compare(sequence(), other.sequence());
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence());
    }
}
