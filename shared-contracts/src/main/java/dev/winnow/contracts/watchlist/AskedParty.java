package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * One of the parties of a request.
 *
 * @param id the caller's own, by which he finds the answer
 * @param partyKey the key under which exclusions of this party are kept; absent to leave none out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AskedParty(
        @NotBlank @Size(max = 64) String id,
        @NotNull @Valid Party party,
        @Nullable @Size(min = 1, max = 128) String partyKey) {}
