package dev.winnow.screening.adapter.out.nats;

import dev.winnow.contracts.watchlist.PartyIdentifier;
import dev.winnow.messaging.CallException;
import dev.winnow.screening.domain.Applicant;
import dev.winnow.screening.domain.document.DocumentType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a watch list is told of an applicant; the same whatever the question. */
final class Asked {
    private Asked() {}

    static List<String> countries(Applicant applicant) {
        return Stream.of(applicant.nationality(), applicant.country(), applicant.documentCountry())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    static Optional<PartyIdentifier> document(Applicant applicant) {
        String number = applicant.documentNumber();
        if (number == null) {
            return Optional.empty();
        }
        String type = applicant.documentType();
        String plain = DocumentType.of(type).map(known -> known.plainNumber(number)).orElse(number);
        return Optional.of(new PartyIdentifier(type, plain, applicant.documentCountry()));
    }

    /** Why there was no answer, without personal data. */
    static String why(CallException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }
}
