package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.contracts.PartyKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A party to look for on every loaded list.
 *
 * @param kind absent when not known
 * @param countries ISO 3166-1 alpha-2, in any role: nationality, residence, document
 * @param threshold hits with a lower score are left out; absent for the service's default
 * @param limit at most this many hits, the best first; absent for 20
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScreenRequest(
        @NotBlank @Size(max = 500) String name,
        @Nullable PartyKind kind,
        @Nullable LocalDate dateOfBirth,
        @Size(max = 20) List<@NotBlank @Size(max = 2) String> countries,
        @Size(max = 20) List<@Valid Identifier> identifiers,
        @Nullable @DecimalMin("0") @DecimalMax("1") Double threshold,
        @Nullable @Min(1) @Max(100) Integer limit) {

    public ScreenRequest {
        countries = countries == null ? List.of() : List.copyOf(countries);
        identifiers = identifiers == null ? List.of() : List.copyOf(identifiers);
    }

    /**
     * A document or registration number.
     *
     * @param type as in {@code passport}; absent when not known
     * @param country that issued it, ISO 3166-1 alpha-2; absent when not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Identifier(
            @Nullable @Size(max = 64) String type,
            @NotBlank @Size(max = 64) String number,
            @Nullable @Size(max = 2) String country) {}
}
