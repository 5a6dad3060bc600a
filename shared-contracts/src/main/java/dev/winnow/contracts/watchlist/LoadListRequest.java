package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service to load a list, from a place that it can read itself or from the list's source.
 *
 * @param list the name to load it under
 * @param path an absolute path to a file or folder, within the service's configured load roots;
 *     absent to fetch the list from the source that is configured for it
 * @param format absent to tell from the path, or as configured
 * @param checksum what the SHA-256 of the files must be, in hexadecimal; absent to take any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadListRequest(
        @NotBlank @Pattern(regexp = "^[a-z0-9][a-z0-9-]{0,63}$") String list,
        @Nullable @Size(min = 1, max = 4096) String path,
        @Nullable ListSourceFormat format,
        @Nullable @Pattern(regexp = "^[0-9a-fA-F]{64}$") String checksum) {}
