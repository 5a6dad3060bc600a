package dev.winnow.contracts.applications;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.contracts.PartyKind;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An application as it is submitted. Only reference, kind and name are required; what is missing is
 * for the policy to judge.
 *
 * @param reference the submitter's own reference; the same reference with the same content is the
 *     same application
 * @param kind what the applicant is
 * @param name the applicant's full name
 * @param dateOfBirth of a person, or the day an organisation was founded
 * @param nationality ISO 3166-1 alpha-2
 * @param documentType of the identity document, as in {@code passport}
 * @param documentNumber as printed on it
 * @param documentCountry ISO 3166-1 alpha-2
 * @param email address
 * @param phone number, best in E.164
 * @param address in one line
 * @param country of residence or registration, ISO 3166-1 alpha-2
 * @param product what is applied for, as in {@code current-account}
 * @param amount asked for, in {@code currency}
 * @param currency ISO 4217
 * @param device an identifier of the device it is submitted from
 * @param ip the address it is submitted from, IPv4 or IPv6
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplicationForm(
        @NotBlank @Size(max = 128) String reference,
        @NotNull PartyKind kind,
        @NotBlank @Size(max = 500) String name,
        @Nullable LocalDate dateOfBirth,
        @Nullable @Pattern(regexp = "^[A-Z]{2}$", message = COUNTRY) String nationality,
        @Nullable @Size(max = 64) String documentType,
        @Nullable @Size(max = 64) String documentNumber,
        @Nullable @Pattern(regexp = "^[A-Z]{2}$", message = COUNTRY) String documentCountry,
        @Nullable @Size(max = 320) String email,
        @Nullable @Size(max = 64) String phone,
        @Nullable @Size(max = 1000) String address,
        @Nullable @Pattern(regexp = "^[A-Z]{2}$", message = COUNTRY) String country,
        @Nullable @Size(max = 64) String product,
        @Nullable @DecimalMin("0") @Digits(integer = 15, fraction = 4) BigDecimal amount,
        @Nullable @Pattern(regexp = "^[A-Z]{3}$", message = "must be an ISO 4217 code, as in EUR")
                String currency,
        @Nullable @Size(max = 256) String device,
        @Nullable @Size(max = 64) String ip) {

    private static final String COUNTRY = "must be an ISO 3166-1 alpha-2 code, as in GB";

    /** Without a word of where it is submitted from. */
    public ApplicationForm(
            String reference,
            PartyKind kind,
            String name,
            @Nullable LocalDate dateOfBirth,
            @Nullable String nationality,
            @Nullable String documentType,
            @Nullable String documentNumber,
            @Nullable String documentCountry,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String country,
            @Nullable String product,
            @Nullable BigDecimal amount,
            @Nullable String currency) {
        this(
                reference,
                kind,
                name,
                dateOfBirth,
                nationality,
                documentType,
                documentNumber,
                documentCountry,
                email,
                phone,
                address,
                country,
                product,
                amount,
                currency,
                null,
                null);
    }
}
