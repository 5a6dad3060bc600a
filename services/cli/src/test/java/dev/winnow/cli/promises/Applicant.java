package dev.winnow.cli.promises;

import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.applications.ApplicationForm;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** Invented. */
public final class Applicant {
    private Applicant() {}

    /** Nothing is missing and nothing is wrong. */
    public static ApplicationForm blameless() {
        return new ApplicationForm(
                UUID.randomUUID().toString(),
                PartyKind.PERSON,
                "Ines Inventada",
                LocalDate.of(1985, 3, 14),
                "ES",
                "dni",
                "12345678Z",
                "ES",
                null,
                null,
                null,
                "ES",
                "current-account",
                new BigDecimal("1000.00"),
                "EUR");
    }
}
