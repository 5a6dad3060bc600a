package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry that a party is not.
 *
 * @param state whether it holds now
 * @param actor who said so
 * @param expiresAt absent when it has no end
 * @param withdrawnAt absent when it was not withdrawn
 * @param withdrawnBy likewise
 * @param withdrawal why it was withdrawn; likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exclusion(
        String id,
        String partyKey,
        String list,
        String entry,
        State state,
        String actor,
        String reason,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawnBy,
        @Nullable String withdrawal) {

    /** Whether an exclusion holds. */
    public enum State {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("expired")
        EXPIRED,
        @JsonProperty("withdrawn")
        WITHDRAWN,
        /** The list says something else of the entry now, or nothing. */
        @JsonProperty("void")
        VOID
    }
}
