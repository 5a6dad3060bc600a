package dev.winnow.applications.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What was submitted; only reference, kind and name are always there. */
public record Form(
        String reference,
        Kind kind,
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
        @Nullable String currency,
        @Nullable String device,
        @Nullable String ip) {

    /** Keeps an applicant's data out of logs. */
    @Override
    public String toString() {
        return "Form[kind=" + kind + "]";
    }
}
