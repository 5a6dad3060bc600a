package dev.winnow.screening.domain;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is screened: who applies for what.
 *
 * @param id the application's identifier, one token
 * @param amount asked for, in {@code currency}
 * @param currency ISO 4217
 * @param submittedAt absent in what was kept before it was remembered
 * @param device an identifier of the device it was submitted from
 * @param ip the address it was submitted from
 */
public record Application(
        String id,
        Applicant applicant,
        @Nullable String product,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable Instant submittedAt,
        @Nullable String device,
        @Nullable String ip) {

    public Application {
        product = Applicant.given(product);
        currency = Applicant.given(currency);
        device = Applicant.given(device);
        ip = Applicant.given(ip);
    }
}
