package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says that a party is not the one of an entry, so that the entry is left out when the party is
 * screened under its key. It is void as soon as the list says anything else of the entry.
 *
 * @param partyKey the caller's own key of the party, such as a customer's number
 * @param entry the entry's number, on the version of the list that is in force
 * @param actor who says so
 * @param reason why
 * @param expiresAt until when it holds; absent for no end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExcludeRequest(
        @NotBlank @Size(max = 128) String partyKey,
        @NotBlank @Size(max = 64) String list,
        @NotBlank @Size(max = 200) String entry,
        @NotBlank @Size(max = 128) String actor,
        @NotBlank @Size(max = 1000) String reason,
        @Nullable Instant expiresAt) {}
