package dev.winnow.messaging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The server's word on which of several processes it serves.
 *
 * <p>A consumer with the priority policy {@code pinned_client} serves one process at a time, its
 * group's pinned one; the pulls of the others wait. The messages tell their process the id that its
 * later pulls have to name. It is pinned for as long as it pulls within the priority timeout. Of a
 * consumer without such a policy nothing is known here, and pulls name neither group nor id. Not
 * safe to share: its owner locks.
 */
final class PullPin {
    /** Every message of such a consumer has it. */
    static final String HEADER = "Nats-Pin-Id";

    private static final Duration SERVERS_DEFAULT = Duration.ofMinutes(2);

    private @Nullable String group;
    private @Nullable String id;
    private long firstPull;
    private long askedAtNanos;
    private long timeoutNanos;
    private boolean answered;

    /** Takes over what the consumer's configuration says now. */
    void configure(JsonNode config) {
        boolean pins = config.path("priority_policy").asString("").equals("pinned_client");
        String name = config.path("priority_groups").path(0).asString("");
        String now = pins && !name.isEmpty() ? name : null;
        if (now == null || !now.equals(group)) {
            id = null;
        }
        group = now;
        long timeout = config.path("priority_timeout").asLong(0);
        timeoutNanos = timeout > 0 ? timeout : SERVERS_DEFAULT.toNanos();
    }

    /** What a pull names; nothing where the consumer has no such policy. */
    String fields() {
        if (group == null) {
            return "";
        }
        return ",\"group\":\"" + group + (id == null ? "\"" : "\",\"id\":\"" + id + "\"");
    }

    /** What the server called this process; null when another one is served, or none. */
    @Nullable String id() {
        return id;
    }

    /** Whether the next message tells the id. */
    boolean isAwaited() {
        return group != null && id == null;
    }

    /**
     * This process is the one that is served from now on.
     *
     * @param next the number of the first pull that will name the id
     */
    void learned(String newId, long next, long nowNanos) {
        id = newId;
        firstPull = next;
        asked(nowNanos);
        answered = true;
    }

    /**
     * The server refused that pull, since another process is pinned, or none.
     *
     * @return whether this one was until now
     */
    boolean lost(long pull) {
        return pull >= firstPull && lost();
    }

    /** The server has forgotten whom it served; whether it was this process. */
    boolean lost() {
        boolean had = id != null;
        id = null;
        return had;
    }

    /** A pull left. */
    void asked(long nowNanos) {
        askedAtNanos = nowNanos;
        answered = false;
    }

    /** The server says something. */
    void heard() {
        answered = true;
    }

    /**
     * Whether it is time to say that this process lives, since it has not pulled for long. One that
     * hears nothing does not: another one may hear more.
     */
    boolean isDue(long nowNanos) {
        return id != null && answered && nowNanos - askedAtNanos > timeoutNanos / 3;
    }

    /** How long a pull may be open that only says so: answered before the next one is due. */
    long keepNanos() {
        return timeoutNanos / 6;
    }

    /** Whether the server may serve another process by now, since this one said nothing. */
    boolean isStale(long nowNanos) {
        return id != null && nowNanos - askedAtNanos > timeoutNanos;
    }
}
