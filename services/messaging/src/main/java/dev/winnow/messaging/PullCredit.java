package dev.winnow.messaging;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many messages a consumer holds and how many it has asked for. Their sum is never more than
 * the limit. Not safe to share: its owner locks.
 */
final class PullCredit {
    private record Open(int batch, long goneAtNanos) {}

    private final int limit;
    private final Map<Long, Open> open = new HashMap<>();
    private int inFlight;
    private int outstanding;

    PullCredit(int limit) {
        this.limit = limit;
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
     * How many to ask for now, when half of the limit is free; zero when it is not worth a request.
     */
    int worthPulling() {
        int free = free();
        return free >= Math.max(1, limit / 2) ? free : 0;
    }

    /** How many to ask for when nothing at all is asked for any more, however few. */
    int remainder() {
        return outstanding == 0 ? free() : 0;
    }

    private int free() {
        return limit - inFlight - outstanding;
    }

    /**
     * @param goneAtNanos when the server has certainly forgotten the request
     */
    void pulled(long id, int batch, long goneAtNanos) {
        open.put(id, new Open(batch, goneAtNanos));
        outstanding += batch;
    }

    /** A message came that is now held. */
    void received() {
        inFlight++;
        arrived();
    }

    /** A message came that is not held, since it is held already. */
    void arrived() {
        outstanding = Math.max(0, outstanding - 1);
    }

    void settled() {
        inFlight--;
    }

    /**
     * A pull has ended before it was filled.
     *
     * @param unfilled what the server says is left of it; null when it does not say
     */
    void ended(long id, @Nullable Integer unfilled) {
        Open pull = open.remove(id);
        if (pull != null) {
            int left = unfilled == null ? pull.batch() : Math.min(unfilled, pull.batch());
            outstanding = Math.max(0, outstanding - left);
            forgetWhenNoneIsOpen();
        }
    }

    /** Every pull is void: the connection broke or the consumer has a new leader. */
    void reset() {
        open.clear();
        outstanding = 0;
    }

    /** A filled pull ends without a word; it is forgotten when its time is over. */
    void expire(long nowNanos) {
        if (open.values().removeIf(pull -> pull.goneAtNanos() - nowNanos < 0)) {
            forgetWhenNoneIsOpen();
        }
    }

    private void forgetWhenNoneIsOpen() {
        if (open.isEmpty()) {
            outstanding = 0;
        }
    }
}
