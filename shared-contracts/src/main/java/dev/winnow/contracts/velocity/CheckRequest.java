package dev.winnow.contracts.velocity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.contracts.PartyKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An application, to be remembered and counted. What is missing is not counted.
 *
 * @param applicationId the same id with the same content is the same application; with other
 *     content it is refused
 * @param submittedAt when it was submitted; windows end there, whenever the check is made. Not
 *     before 1970 and at most a day ahead
 * @param dateOfBirth of a person, or the day an organisation was founded
 * @param phone number, in E.164 or as dialled in {@code country}
 * @param address in one line
 * @param country of residence or registration, ISO 3166-1 alpha-2
 * @param device an identifier of the device it was submitted from
 * @param ip the address it was submitted from, IPv4 or IPv6
 * @param amount asked for, in {@code currency}
 * @param currency ISO 4217
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckRequest(
        @NotBlank @Size(max = 128) String applicationId,
        @NotNull Instant submittedAt,
        @NotNull PartyKind kind,
        @NotBlank @Size(max = 500) String name,
        @Nullable LocalDate dateOfBirth,
        @Nullable @Valid Document document,
        @Nullable @Size(max = 320) String email,
        @Nullable @Size(max = 64) String phone,
        @Nullable @Size(max = 1000) String address,
        @Nullable @Size(max = 2) String country,
        @Nullable @Size(max = 256) String device,
        @Nullable @Size(max = 64) String ip,
        @Nullable @DecimalMin("0") @Digits(integer = 15, fraction = 4) BigDecimal amount,
        @Nullable @Pattern(regexp = "^[A-Z]{3}$", message = "must be an ISO 4217 code, as in EUR")
                String currency) {

    /**
     * An identity document.
     *
     * @param type as in {@code passport}
     * @param country that issued it, ISO 3166-1 alpha-2
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Document(
            @Nullable @Size(max = 64) String type,
            @NotBlank @Size(max = 64) String number,
            @Nullable @Size(max = 2) String country) {}

    /** Names nobody: an applicant's data must not reach a log. */
    @Override
    public String toString() {
        return "CheckRequest[" + applicationId + "]";
    }
}
