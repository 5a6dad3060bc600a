package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A document or registration number.
 *
 * @param type as in {@code passport}; absent when not known
 * @param country that issued it, ISO 3166-1 alpha-2; absent when not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartyIdentifier(
        @Nullable @Size(max = 64) String type,
        @NotBlank @Size(max = 64) String number,
        @Nullable @Size(max = 2) String country) {}
