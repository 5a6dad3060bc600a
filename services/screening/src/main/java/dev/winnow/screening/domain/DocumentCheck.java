package dev.winnow.screening.domain;

import dev.winnow.screening.domain.document.DocumentType;
import dev.winnow.screening.domain.document.Reading;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Whether the document number has the form and the check digits of its type. */
final class DocumentCheck {
    static final String DOCUMENT_FORMAT = "DOCUMENT_FORMAT";
    static final String DOCUMENT_CHECK_DIGIT = "DOCUMENT_CHECK_DIGIT";
    static final String DOCUMENT_EXPIRED = "DOCUMENT_EXPIRED";

    private DocumentCheck() {}

    static CheckResult make(Applicant applicant, LocalDate today) {
        String number = applicant.documentNumber();
        if (applicant.documentType() == null || number == null) {
            return CheckResult.skipped(Check.DOCUMENT, "no document type or number");
        }
        Optional<DocumentType> type = DocumentType.of(applicant.documentType());
        if (type.isEmpty()) {
            return CheckResult.skipped(Check.DOCUMENT, "no rule for this type of document");
        }
        String name = type.get().code();
        return switch (type.get().read(number, applicant.documentCountry())) {
            case Reading.Unchecked unchecked ->
                    CheckResult.skipped(Check.DOCUMENT, unchecked.why());
            case Reading.Malformed bad -> found(DOCUMENT_FORMAT, name + ": " + bad.why());
            case Reading.WrongCheckDigit bad ->
                    found(DOCUMENT_CHECK_DIGIT, name + ": " + bad.why());
            case Reading.Good good -> expiry(good, name, today);
        };
    }

    private static CheckResult expiry(Reading.Good good, String name, LocalDate today) {
        if (good.expires().isPresent() && good.expires().get().isBefore(today)) {
            return found(DOCUMENT_EXPIRED, name + " expired on " + good.expires().get());
        }
        return CheckResult.made(
                Check.DOCUMENT, List.of(), List.of(name + ": form and check digits are right"));
    }

    private static CheckResult found(String finding, String because) {
        return CheckResult.made(Check.DOCUMENT, List.of(finding), List.of(because));
    }
}
