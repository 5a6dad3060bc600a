package dev.winnow.velocity.domain;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of an application is counted, each in one form however it was written. Immutable.
 *
 * @param values in the clear; to be hashed before they are kept
 * @param unusable what was given and cannot be read
 */
public record Keys(Map<KeyKind, String> values, Set<KeyKind> unusable) {
    public Keys {
        values = Map.copyOf(values);
        unusable = Set.copyOf(unusable);
    }

    /**
     * @param e164 the phone number in E.164; empty when it is none
     */
    public static Keys of(Submission submission, Optional<String> e164, Words words) {
        Map<KeyKind, String> values = new EnumMap<>(KeyKind.class);
        Set<KeyKind> unusable = EnumSet.noneOf(KeyKind.class);
        Reader reader = new Reader(values, unusable);
        reader.read(KeyKind.IDENTIFIER, submission.document(), Keys::document);
        reader.read(KeyKind.EMAIL, submission.email(), Mailbox::of);
        reader.read(KeyKind.PHONE, submission.phone(), text -> e164);
        reader.read(KeyKind.DEVICE, submission.device(), Optional::of);
        reader.read(KeyKind.IP, submission.ip(), NetworkAddress::of);
        LocalDate born = submission.dateOfBirth();
        String name = words.sorted(submission.name());
        if (born != null && !name.isEmpty()) {
            values.put(KeyKind.NAME, name + '|' + born);
        }
        return new Keys(values, unusable);
    }

    /** Who applies: name and, where it is given, date of birth. */
    public static String applicant(Submission submission, Words words) {
        LocalDate born = submission.dateOfBirth();
        return words.sorted(submission.name()) + '|' + (born == null ? "" : born);
    }

    private static Optional<String> document(Document document) {
        return document.plainNumber().isEmpty() ? Optional.empty() : Optional.of(document.key());
    }

    private record Reader(Map<KeyKind, String> values, Set<KeyKind> unusable) {
        <T> void read(KeyKind kind, @Nullable T given, Function<T, Optional<String>> key) {
            if (given != null) {
                key.apply(given)
                        .ifPresentOrElse(text -> values.put(kind, text), () -> unusable.add(kind));
            }
        }
    }

    /** Shows nobody's data. */
    @Override
    public String toString() {
        return "Keys" + values.keySet();
    }
}
