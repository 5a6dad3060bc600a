package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for entries, by somebody who looks around.
 *
 * @param text a name or a part of one, an entry's number, or the number of a document
 * @param lists to look at; empty for every loaded list
 * @param threshold entries with a lower score are left out; absent for 0.6
 * @param limit at most this many, the best first; absent for 20
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchRequest(
        @NotBlank @Size(max = 500) String text,
        @Size(max = 64) List<@NotBlank @Size(max = 64) String> lists,
        @Nullable @DecimalMin("0") @DecimalMax("1") Double threshold,
        @Nullable @Min(1) @Max(100) Integer limit) {

    public SearchRequest {
        lists = lists == null ? List.of() : List.copyOf(lists);
    }
}
