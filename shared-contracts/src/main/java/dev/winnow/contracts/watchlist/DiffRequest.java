package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks what differs between two versions of a list.
 *
 * @param from absent for the version before {@code to}; 0 for the time when there was no list
 * @param to absent for the version in force
 * @param pageSize 1 to 1,000; absent for 500
 * @param pageToken from the page before; absent for the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DiffRequest(
        @NotBlank @Size(max = 64) String list,
        @Nullable @Min(0) Integer from,
        @Nullable @Min(1) Integer to,
        @Nullable @Min(1) @Max(1000) Integer pageSize,
        @Nullable @Size(max = 200) String pageToken) {}
