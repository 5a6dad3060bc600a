package dev.winnow.messaging;

import dev.winnow.messaging.wire.Inbound;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message that a consumer holds, with its history here. Written by the lane that handles it;
 * only the reply subject is also replaced by the reader.
 */
final class Delivery implements Comparable<Delivery> {
    private final Inbound message;
    private final AckSubject meta;
    private final int uncounted;
    private volatile byte[] replyTo;
    private volatile boolean displaced;
    private @Nullable Thread handler;
    private long begunNanos;
    private boolean late;
    private int failures;
    private @Nullable Instant firstFailure;
    private volatile long firstFailureNanos;
    private volatile boolean ending;
    private volatile boolean alone;

    /**
     * @param uncounted earlier deliveries that were no attempts
     */
    Delivery(Inbound message, AckSubject meta, int uncounted) {
        this.message = message;
        this.uncounted = uncounted;
        this.meta = meta;
        this.replyTo = message.replyToBytes();
        this.alone = meta.deliveries() == 1;
    }

    Inbound message() {
        return message;
    }

    AckSubject meta() {
        return meta;
    }

    /** Its size on the wire, headers included. */
    int bytes() {
        return message.size();
    }

    long sequence() {
        return meta.sequence();
    }

    /** What orders it: the last token of its subject. */
    String key() {
        String subject = message.subject();
        return subject.substring(subject.lastIndexOf('.') + 1);
    }

    /** Where its acknowledgement goes, in wire form; not to be changed. */
    byte[] replyTo() {
        return replyTo;
    }

    /** The server has delivered it again while it is held; it wants the newest one acknowledged. */
    void deliveredAgain(byte[] newReplyTo) {
        alone = false;
        replyTo = newReplyTo;
        displaced = false;
    }

    /**
     * Another process is the one that the server serves: what has not begun goes back to it, and
     * the lease is left to end, so that it comes there at the latest when the ack wait is over.
     */
    void displace() {
        displaced = true;
    }

    /** The server is about to be told that it need not wait for it any longer. */
    void ending() {
        ending = true;
    }

    /** Whether the server still waits for it, as far as this process has a say in it. */
    boolean isOpen() {
        return !ending && !displaced;
    }

    /** Whether no other process has ever had it. */
    boolean isOnlyOurs() {
        return alone;
    }

    boolean isDisplaced() {
        return displaced;
    }

    /** A handler begins with it on this thread. */
    synchronized void begun(long nowNanos) {
        handler = Thread.currentThread();
        begunNanos = nowNanos;
    }

    /** It has ended. Whatever it left of an interruption for being late is no other's. */
    synchronized void ended() {
        handler = null;
        if (late) {
            late = false;
            Thread.interrupted();
        }
    }

    /** Whether the handler was interrupted for being late and has not ended yet. */
    synchronized boolean isLate() {
        return late;
    }

    /**
     * Interrupts a handler that takes longer than the limit, once.
     *
     * @return where it is; null when it is in time, or known to be late
     */
    synchronized @Nullable Throwable interruptIfLate(long nowNanos, long limitNanos) {
        if (handler == null || late || nowNanos - begunNanos <= limitNanos) {
            return null;
        }
        Throwable at = new Throwable("where the handler is");
        at.setStackTrace(handler.getStackTrace());
        late = true;
        handler.interrupt();
        return at;
    }

    /** How often it was tried, this time included: by other processes, and again by this one. */
    int attempts() {
        return Math.max(1, meta.deliveries() - uncounted) + failures;
    }

    void failed(Instant now, boolean counts) {
        if (firstFailure == null) {
            firstFailure = now;
            firstFailureNanos = System.nanoTime();
        }
        if (counts) {
            failures++;
        }
    }

    Instant firstFailure(Instant now) {
        return firstFailure == null ? now : firstFailure;
    }

    /** By the clock of {@link System#nanoTime}; now when it has not failed yet. */
    long firstFailureNanos() {
        return firstFailure == null ? System.nanoTime() : firstFailureNanos;
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
