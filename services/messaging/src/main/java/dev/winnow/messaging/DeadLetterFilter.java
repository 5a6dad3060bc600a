package dev.winnow.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which dead letters are meant; everything given must hold. Immutable.
 *
 * @param consumer the durable's name, or {@code STREAM/durable}
 * @param type the CloudEvents type
 * @param after came here at or after this
 * @param before came here before this
 * @param reason the kind ({@code poison}, {@code handler}, {@code exhausted}), or a part of the
 *     reason or the exception's class, in any case
 */
public record DeadLetterFilter(
        Optional<String> consumer,
        Optional<String> type,
        Optional<Instant> after,
        Optional<Instant> before,
        Optional<String> reason) {
    /** Every dead letter. */
    public static DeadLetterFilter all() {
        return new DeadLetterFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public DeadLetterFilter withConsumer(String value) {
        return new DeadLetterFilter(Optional.of(value), type, after, before, reason);
    }

    public DeadLetterFilter withType(String value) {
        return new DeadLetterFilter(consumer, Optional.of(value), after, before, reason);
    }

    public DeadLetterFilter withAfter(Instant value) {
        return new DeadLetterFilter(consumer, type, Optional.of(value), before, reason);
    }

    public DeadLetterFilter withBefore(Instant value) {
        return new DeadLetterFilter(consumer, type, after, Optional.of(value), reason);
    }

    public DeadLetterFilter withReason(String value) {
        return new DeadLetterFilter(consumer, type, after, before, Optional.of(value));
    }

    /** The subjects that the server is asked for. */
    List<String> subjects() {
        return consumer.map(name -> name.contains("/") ? name.replace('/', '.') : "*." + name)
                .map(tokens -> List.of(DeadLetters.SUBJECT_PREFIX + tokens))
                .orElse(List.of());
    }

    boolean matches(DeadLetter letter) {
        Instant came = letter.message().time();
        return type.map(t -> letter.type().filter(t::equals).isPresent()).orElse(true)
                && after.map(t -> !came.isBefore(t)).orElse(true)
                && before.map(came::isBefore).orElse(true)
                && reason.map(r -> hasReason(letter, r)).orElse(true);
    }

    private static boolean hasReason(DeadLetter letter, String wanted) {
        return letter.kind().equals(wanted)
                || contains(letter.reason(), wanted)
                || contains(letter.exception().orElse(""), wanted);
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
