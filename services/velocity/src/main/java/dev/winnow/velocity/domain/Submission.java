package dev.winnow.velocity.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An application as it was submitted; blank text counts as not given.
 *
 * @param id the application's, unique
 * @param at when it was submitted: event time, by which everything is counted
 * @param person whether a person applies, or an organisation
 * @param phone as given; {@code e164} of {@link Keys} has it normalised
 */
public record Submission(
        String id,
        Instant at,
        boolean person,
        String name,
        @Nullable LocalDate dateOfBirth,
        @Nullable Document document,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String country,
        @Nullable String device,
        @Nullable String ip,
        @Nullable BigDecimal amount,
        @Nullable String currency) {

    public Submission {
        email = given(email);
        phone = given(phone);
        address = given(address);
        country = given(country);
        device = given(device);
        ip = given(ip);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Names nobody: an applicant's data must not reach a log. */
    @Override
    public String toString() {
        return "Submission[" + id + "]";
    }
}
