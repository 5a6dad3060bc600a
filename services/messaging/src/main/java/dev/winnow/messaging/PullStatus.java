package dev.winnow.messaging;

import dev.winnow.messaging.wire.Inbound;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server says about a pull in place of a message.
 *
 * @param code as in HTTP
 * @param text of the server
 * @param unfilled how many messages of the pull are left; null when it does not say
 */
record PullStatus(int code, String text, @Nullable Integer unfilled) {
    private static final int HEARTBEAT = 100;
    private static final int CONFLICT = 409;
    private static final int LOCKED = 423;

    static PullStatus of(Inbound message) {
        return new PullStatus(message.status(), message.statusText(), unfilled(message));
    }

    boolean isHeartbeat() {
        return code == HEARTBEAT;
    }

    /** The pull's time is over, there was nothing, or it is filled. */
    boolean isUsual() {
        return code == 404
                || code == 408
                || isFilled()
                || (code == CONFLICT && text.contains("Exceeded MaxAckPending"));
    }

    /** Of a pull that asked for bytes, the server also says that it is filled. */
    boolean isFilled() {
        return code == CONFLICT && text.contains("Batch Completed");
    }

    /** Every open pull is void. */
    boolean voidsAll() {
        return code == CONFLICT
                && (text.contains("Leadership Change") || text.contains("Server Shutdown"));
    }

    /** Another process is the pinned one, or none is any longer. */
    boolean isPinLost() {
        return code == LOCKED;
    }

    /** The next message is larger than the bytes that were asked for. */
    boolean isTooLarge() {
        return code == CONFLICT && text.contains("Exceeds MaxBytes");
    }

    private static @Nullable Integer unfilled(Inbound message) {
        String pending = message.header("Nats-Pending-Messages");
        try {
            return Optional.ofNullable(pending).map(Integer::valueOf).orElse(null);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
