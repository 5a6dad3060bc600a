package dev.winnow.screening;

import dev.winnow.screening.domain.Applicant;
import dev.winnow.screening.domain.ApplicantChecks;
import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.Check;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.PartyKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An invented applicant to whom nothing can be objected, and ways to change that. */
public final class Samples {
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private Samples() {}

    /** Everything given, nothing wrong. */
    public static Form person() {
        Form form = new Form();
        form.dateOfBirth = LocalDate.of(1985, 3, 14);
        form.nationality = "ES";
        form.documentType = "dni";
        form.documentNumber = "12345678Z";
        form.documentCountry = "ES";
        form.country = "ES";
        form.product = "current-account";
        form.amount = new BigDecimal("1000.00");
        form.currency = "EUR";
        return form;
    }

    public static Form organisation() {
        Form form = new Form();
        form.kind = PartyKind.ORGANISATION;
        form.name = "Quiet Harbour Trading";
        form.documentType = "lei";
        form.documentNumber = "506700GE1G29325QX363";
        form.documentCountry = "CH";
        form.country = "CH";
        form.product = "business-account";
        return form;
    }

    /** All checks made on what is given, with this answer of the watch list. */
    public static List<CheckResult> checks(Application application, CheckResult watchlist) {
        return Arrays.stream(Check.values())
                .map(check ->
                        switch (check) {
                            case WATCHLIST -> watchlist;
                            case VELOCITY -> CheckResult.skipped(check, "not switched on");
                            default -> ApplicantChecks.make(check, application, TODAY);
                        })
                .toList();
    }

    /** A form that a test changes field by field. */
    public static final class Form {
        public String id = "app-1";
        public PartyKind kind = PartyKind.PERSON;
        public String name = "Ines Inventada";
        public @Nullable LocalDate dateOfBirth;
        public @Nullable String nationality;
        public @Nullable String documentType;
        public @Nullable String documentNumber;
        public @Nullable String documentCountry;
        public @Nullable String country;
        public @Nullable String product;
        public @Nullable BigDecimal amount;
        public @Nullable String currency;

        public Form document(String type, String number, String issuer) {
            documentType = type;
            documentNumber = number;
            documentCountry = issuer;
            return this;
        }

        public Form born(int year, int month, int day) {
            dateOfBirth = LocalDate.of(year, month, day);
            return this;
        }

        public Application application() {
            Applicant applicant =
                    new Applicant(
                            kind,
                            name,
                            dateOfBirth,
                            nationality,
                            documentType,
                            documentNumber,
                            documentCountry,
                            null,
                            null,
                            null,
                            country);
            return new Application(id, applicant, product, amount, currency, null, null, null);
        }
    }
}
