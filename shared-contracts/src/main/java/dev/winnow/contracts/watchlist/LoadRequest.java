package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service to load a list from a place that it can read itself.
 *
 * @param list the name to load it under
 * @param path an absolute path to a file or folder, within the service's configured load roots
 * @param format absent to tell from the path: a folder is OFAC's, a file is Winnow's own CSV
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadRequest(
        @NotBlank @Pattern(regexp = "^[a-z0-9][a-z0-9-]{0,63}$") String list,
        @NotBlank @Size(max = 4096) String path,
        @Nullable ListFormat format) {}
