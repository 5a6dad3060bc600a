package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parties to look for.
 *
 * @param parties each is looked for on its own
 * @param lists to look at; empty for every loaded list
 * @param asOf lists to look at as they were in that version; the others as they are
 * @param threshold hits with a lower score are left out; absent for the service's default
 * @param limit at most this many hits for each party, the best first; absent for 20
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScreenPartiesRequest(
        @Size(min = 1, max = 50) List<@Valid AskedParty> parties,
        @Size(max = 64) List<@NotBlank @Size(max = 64) String> lists,
        @Size(max = 8) List<@Valid ListAt> asOf,
        @Nullable @DecimalMin("0") @DecimalMax("1") Double threshold,
        @Nullable @Min(1) @Max(20) Integer limit) {

    public ScreenPartiesRequest {
        parties = parties == null ? List.of() : List.copyOf(parties);
        lists = lists == null ? List.of() : List.copyOf(lists);
        asOf = asOf == null ? List.of() : List.copyOf(asOf);
    }
}
