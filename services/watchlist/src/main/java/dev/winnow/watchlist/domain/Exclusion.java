package dev.winnow.watchlist.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry that a party is not, as somebody has found.
 *
 * @param partyKey the caller's own key of the party
 * @param digest of the entry as it was then
 * @param expiresAt until when it holds; empty for no end
 */
public record Exclusion(
        UUID id,
        String partyKey,
        String list,
        String entry,
        String digest,
        String actor,
        String reason,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Withdrawal> withdrawal) {

    /** Who took it back, and why. */
    public record Withdrawal(Instant at, String actor, String reason) {}

    /** Whether it holds. */
    public enum State {
        ACTIVE,
        EXPIRED,
        WITHDRAWN,
        /** The list says something else of the entry now, or nothing. */
        VOID
    }

    /**
     * @param now the digest of the entry as it is now; empty when it is no longer listed
     */
    public State state(Optional<String> now, Instant time) {
        if (withdrawal.isPresent()) {
            return State.WITHDRAWN;
        }
        if (expiresAt.filter(end -> !end.isAfter(time)).isPresent()) {
            return State.EXPIRED;
        }
        return now.filter(digest::equals).isPresent() ? State.ACTIVE : State.VOID;
    }
}
