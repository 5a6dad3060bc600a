package dev.winnow.velocity.application;

import dev.winnow.velocity.domain.Document;
import dev.winnow.velocity.domain.KeyKind;
import dev.winnow.velocity.domain.Keys;
import dev.winnow.velocity.domain.Sighting;
import dev.winnow.velocity.domain.Submission;
import dev.winnow.velocity.domain.Words;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes keyed hashes of what an application says. The texts that go in are part of what is kept.
 */
final class Fingerprints {
    private final Protection protection;
    private final PhoneNumbers phones;
    private final Words words;

    Fingerprints(Protection protection, PhoneNumbers phones, Words words) {
        this.protection = protection;
        this.phones = phones;
        this.words = words;
    }

    Keys keys(Submission submission) {
        String phone = submission.phone();
        Optional<String> e164 =
                phone == null ? Optional.empty() : phones.e164(phone, submission.country());
        return Keys.of(submission, e164, words);
    }

    EnumMap<KeyKind, UUID> hashed(Keys keys) {
        EnumMap<KeyKind, UUID> hashed = new EnumMap<>(KeyKind.class);
        keys.values()
                .forEach((kind, value) ->
                        hashed.put(kind, protection.hash("key|" + kind + '|' + value)));
        return hashed;
    }

    List<UUID> headings(Set<String> blocks) {
        return blocks.stream().map(block -> protection.hash("heading|" + block)).toList();
    }

    /** Applicants are told apart by name and, where it is given, date of birth. */
    Sighting sighting(Submission submission) {
        UUID applicant = protection.hash("applicant|" + Keys.applicant(submission, words));
        return new Sighting(submission.at(), applicant, submission.amount(), submission.currency());
    }

    /** Equal for applications that say the same. */
    UUID content(Submission submission) {
        StringBuilder text = new StringBuilder("content");
        Document document = submission.document();
        field(text, submission.at());
        field(text, submission.person());
        field(text, submission.name());
        field(text, submission.dateOfBirth());
        field(text, document == null ? null : document.type());
        field(text, document == null ? null : document.number());
        field(text, document == null ? null : document.country());
        field(text, submission.email());
        field(text, submission.phone());
        field(text, submission.address());
        field(text, submission.country());
        field(text, submission.device());
        field(text, submission.ip());
        BigDecimal amount = submission.amount();
        field(text, amount == null ? null : amount.stripTrailingZeros().toPlainString());
        field(text, submission.currency());
        return protection.hash(text.toString());
    }

    /** Each with its length before it, so that no two lists of fields read alike. */
    private static void field(StringBuilder text, @Nullable Object value) {
        String plain = value == null ? "" : value.toString();
        text.append('|').append(value == null ? -1 : plain.length()).append(':').append(plain);
    }
}
