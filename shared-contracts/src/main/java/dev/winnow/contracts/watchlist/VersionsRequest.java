package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the versions of a list, the newest first.
 *
 * @param below only versions with a lower number; absent for all
 * @param limit at most this many; absent for 100
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionsRequest(
        @NotBlank @Size(max = 64) String list,
        @Nullable @Min(1) Integer below,
        @Nullable @Min(1) @Max(500) Integer limit) {}
