package dev.winnow.screening.domain;

import dev.winnow.screening.domain.document.DocumentType;
import dev.winnow.screening.domain.document.Reading;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether what the applicant says contradicts itself or the calendar. */
final class ConsistencyCheck {
    static final String DATE_OF_BIRTH_IN_FUTURE = "DATE_OF_BIRTH_IN_FUTURE";
    static final String AGE_IMPLAUSIBLE = "AGE_IMPLAUSIBLE";
    static final String UNKNOWN_COUNTRY = "UNKNOWN_COUNTRY";
    static final String UNKNOWN_CURRENCY = "UNKNOWN_CURRENCY";
    static final String AMOUNT_WITHOUT_CURRENCY = "AMOUNT_WITHOUT_CURRENCY";
    static final String CURRENCY_WITHOUT_AMOUNT = "CURRENCY_WITHOUT_AMOUNT";
    static final String PASSPORT_NOT_OF_NATIONALITY = "PASSPORT_NOT_OF_NATIONALITY";
    static final String DOCUMENT_NOT_FOR_KIND = "DOCUMENT_NOT_FOR_KIND";
    static final String DOCUMENT_NOT_FROM_COUNTRY = "DOCUMENT_NOT_FROM_COUNTRY";
    static final String DOCUMENT_OTHER_DATE_OF_BIRTH = "DOCUMENT_OTHER_DATE_OF_BIRTH";
    static final String DOCUMENT_OTHER_NATIONALITY = "DOCUMENT_OTHER_NATIONALITY";

    /** No person is known to have lived longer than 122 years. */
    private static final int OLDEST = 120;

    /** XK is not in ISO 3166-1, but the code in use for Kosovo. */
    private static final String KOSOVO = "XK";

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> CURRENCIES =
            Currency.getAvailableCurrencies().stream()
                    .map(Currency::getCurrencyCode)
                    .collect(Collectors.toUnmodifiableSet());

    private final List<String> findings = new ArrayList<>();
    private final List<String> evidence = new ArrayList<>();

    private ConsistencyCheck() {}

    static CheckResult make(Application application, LocalDate today) {
        ConsistencyCheck check = new ConsistencyCheck();
        Applicant applicant = application.applicant();
        check.dates(applicant, today);
        check.countries(applicant);
        check.money(application);
        DocumentType.of(applicant.documentType())
                .ifPresent(type -> check.document(applicant, type));
        return CheckResult.made(Check.CONSISTENCY, check.findings, check.evidence);
    }

    private void dates(Applicant applicant, LocalDate today) {
        LocalDate born = applicant.dateOfBirth();
        if (born == null) {
            return;
        }
        if (born.isAfter(today)) {
            found(DATE_OF_BIRTH_IN_FUTURE, "the date of birth or founding is in the future");
        } else if (applicant.ageOn(today).orElse(0) > OLDEST) {
            found(AGE_IMPLAUSIBLE, "older than " + OLDEST + " years");
        }
    }

    private void countries(Applicant applicant) {
        List<String> unknown = new ArrayList<>();
        addUnknown(unknown, "nationality", applicant.nationality());
        addUnknown(unknown, "document country", applicant.documentCountry());
        addUnknown(unknown, "country", applicant.country());
        if (!unknown.isEmpty()) {
            found(UNKNOWN_COUNTRY, "not in ISO 3166-1: " + String.join(", ", unknown));
        }
    }

    private static void addUnknown(List<String> unknown, String field, @Nullable String code) {
        if (code != null && !COUNTRIES.contains(code) && !KOSOVO.equals(code)) {
            unknown.add(field);
        }
    }

    private void money(Application application) {
        String currency = application.currency();
        if (application.amount() != null && currency == null) {
            found(AMOUNT_WITHOUT_CURRENCY, "an amount without a currency");
        }
        if (application.amount() == null && currency != null) {
            found(CURRENCY_WITHOUT_AMOUNT, "a currency without an amount");
        }
        if (currency != null && !CURRENCIES.contains(currency)) {
            found(UNKNOWN_CURRENCY, "the currency is not in ISO 4217");
        }
    }

    private void document(Applicant applicant, DocumentType type) {
        if (!type.suits(applicant.kind())) {
            found(
                    DOCUMENT_NOT_FOR_KIND,
                    "a document of type " + type.code() + " is not one of this kind of applicant");
        }
        String issuer = applicant.documentCountry();
        Optional<String> only = type.issuer();
        if (issuer != null && only.isPresent() && !only.get().equals(issuer)) {
            found(DOCUMENT_NOT_FROM_COUNTRY, type.code() + " is issued by " + only.get() + " only");
        }
        String nationality = applicant.nationality();
        if (type == DocumentType.PASSPORT
                && issuer != null
                && nationality != null
                && !issuer.equals(nationality)) {
            found(PASSPORT_NOT_OF_NATIONALITY, "the passport is not of the stated nationality");
        }
        String number = applicant.documentNumber();
        if (number != null && type.read(number, issuer) instanceof Reading.Good good) {
            inside(applicant, good);
        }
    }

    private void inside(Applicant applicant, Reading.Good good) {
        LocalDate born = applicant.dateOfBirth();
        if (born != null && good.birth().isPresent() && !good.birth().get().matches(born)) {
            found(
                    DOCUMENT_OTHER_DATE_OF_BIRTH,
                    "the document number contains another date of birth");
        }
        String nationality = applicant.nationality();
        if (nationality != null
                && good.nationality().isPresent()
                && !good.nationality().get().equals(nationality)) {
            found(DOCUMENT_OTHER_NATIONALITY, "the document contains another nationality");
        }
    }

    private void found(String finding, String because) {
        findings.add(finding);
        evidence.add(because);
    }
}
