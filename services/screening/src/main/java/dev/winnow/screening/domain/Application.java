package dev.winnow.screening.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is screened: who applies for what.
 *
 * @param id the application's identifier, one token
 * @param amount asked for, in {@code currency}
 * @param currency ISO 4217
 */
public record Application(
        String id,
        Applicant applicant,
        @Nullable String product,
        @Nullable BigDecimal amount,
        @Nullable String currency) {

    public Application {
        product = Applicant.given(product);
        currency = Applicant.given(currency);
    }
}
