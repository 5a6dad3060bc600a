package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks for exclusions, whatever their state.
 *
 * @param partyKey only those of this party; absent for all
 * @param list only those of this list; absent for all
 * @param entry only those of the entry with this number; absent for all
 * @param pageSize 1 to 500; absent for 100
 * @param pageToken from the page before; absent for the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExclusionsRequest(
        @Nullable @Size(max = 128) String partyKey,
        @Nullable @Size(max = 64) String list,
        @Nullable @Size(max = 200) String entry,
        @Nullable @Min(1) @Max(500) Integer pageSize,
        @Nullable @Size(max = 200) String pageToken) {}
