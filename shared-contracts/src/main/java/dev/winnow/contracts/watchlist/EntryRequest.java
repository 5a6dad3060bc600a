package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an entry with all that the list says of it.
 *
 * @param entry the entry's number in the list, as its publisher gives it
 * @param version absent for the version in force
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryRequest(
        @NotBlank @Size(max = 64) String list,
        @NotBlank @Size(max = 200) String entry,
        @Nullable @Min(1) Integer version) {}
