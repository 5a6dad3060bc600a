package dev.winnow.messaging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many messages, and bytes of them, a consumer holds and has asked for. The sum is never more
 * than the limit; in bytes it may be half as much again while several pulls are open, since nobody
 * says which of them a message belongs to. Not safe to share: its owner locks.
 */
final class PullCredit {
    private static final class Open {
        private final int batch;
        private final long bytes;
        private final long goneAtNanos;
        private int received;
        private boolean ended;

        Open(int batch, long bytes, long goneAtNanos) {
            this.batch = batch;
            this.bytes = bytes;
            this.goneAtNanos = goneAtNanos;
        }
    }

    private final int limit;
    private final long byteLimit;
    private final Map<Long, Open> open = new HashMap<>();
    private final Deque<Open> unfilled = new ArrayDeque<>();
    private int inFlight;
    private int outstanding;
    private long bytesInFlight;
    private long bytesReserved;
    private boolean alone;

    PullCredit(int limit, long byteLimit) {
        this.limit = limit;
        this.byteLimit = byteLimit;
    }

    int inFlight() {
        return inFlight;
    }

    int outstanding() {
        return outstanding;
    }

    /** How many pulls the server may still know of; filled ones among them for a while. */
    int openPulls() {
        return open.size();
    }

    /**
     * How many to ask for now, when half of what is allowed is free; zero when it is not worth a
     * request.
     *
     * @param allowed the limit, or less
     */
    int worthPulling(int allowed) {
        int free = free(allowed);
        return free >= Math.max(1, Math.min(limit, allowed) / 2) ? free : 0;
    }

    /** How many to ask for when nothing at all is asked for any more, however few. */
    int remainder(int allowed) {
        return outstanding == 0 ? free(allowed) : 0;
    }

    /** How many bytes to ask for; zero for any number, when a single large message is awaited. */
    long bytesToAskFor() {
        return alone ? 0 : Math.max(1, freeBytes() / 2);
    }

    private int free(int allowed) {
        if (alone) {
            return allowed > 0 && inFlight + outstanding == 0 ? 1 : 0;
        }
        return freeBytes() * 8 < byteLimit ? 0 : Math.min(limit, allowed) - inFlight - outstanding;
    }

    private long freeBytes() {
        return byteLimit - bytesInFlight - bytesReserved;
    }

    /**
     * @param bytes that it asked for
     * @param goneAtNanos when the server has certainly forgotten the request
     */
    void pulled(long id, int batch, long bytes, long goneAtNanos) {
        Open pull = new Open(batch, bytes, goneAtNanos);
        open.put(id, pull);
        unfilled.add(pull);
        outstanding += batch;
        bytesReserved += bytes;
    }

    /** A message came and is held. */
    void received(int bytes) {
        arrived();
        inFlight++;
        bytesInFlight += bytes;
        alone = false;
    }

    /** A message came that is not held, since it is held already. */
    void arrived() {
        outstanding = Math.max(0, outstanding - 1);
        // As if the oldest pull were filled first; a filled one ends without a word.
        Open oldest = unfilled.peek();
        while (oldest != null && oldest.ended) {
            unfilled.remove();
            oldest = unfilled.peek();
        }
        if (oldest != null && ++oldest.received == oldest.batch) {
            unfilled.remove();
            bytesReserved -= oldest.bytes;
        }
    }

    void settled(int bytes) {
        inFlight--;
        bytesInFlight -= bytes;
    }

    /**
     * A pull has ended before it was filled.
     *
     * @param left what the server says is left of it; null when it does not say
     */
    void ended(long id, @Nullable Integer left) {
        Open pull = open.remove(id);
        if (pull != null) {
            int rest = left == null ? pull.batch : Math.min(left, pull.batch);
            outstanding = Math.max(0, outstanding - rest);
            release(pull);
            forgetWhenNoneIsOpen();
        }
    }

    /** A pull has ended because the next message is larger than the bytes that it asked for. */
    void tooLarge(long id, @Nullable Integer left) {
        Open pull = open.get(id);
        if (pull != null && left != null && left >= pull.batch) {
            alone = true; // Not even one fitted in: the next one comes by itself.
        }
        ended(id, left);
    }

    /** Every pull is void: the connection broke or the consumer has a new leader. */
    void reset() {
        open.clear();
        forgetWhenNoneIsOpen();
    }

    /** A filled pull ends without a word; it is forgotten when its time is over. */
    void expire(long nowNanos) {
        for (Iterator<Open> pulls = open.values().iterator(); pulls.hasNext(); ) {
            Open pull = pulls.next();
            if (pull.goneAtNanos - nowNanos < 0) {
                pulls.remove();
                release(pull);
                forgetWhenNoneIsOpen();
            }
        }
    }

    private void release(Open pull) {
        pull.ended = true;
        if (pull.received < pull.batch) {
            bytesReserved -= pull.bytes;
        }
    }

    private void forgetWhenNoneIsOpen() {
        if (open.isEmpty()) {
            unfilled.clear();
            outstanding = 0;
            bytesReserved = 0;
        }
    }
}
