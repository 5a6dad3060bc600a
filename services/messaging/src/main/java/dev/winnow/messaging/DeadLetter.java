package dev.winnow.messaging;

import dev.winnow.contracts.WinnowHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * An event that a consumer could not handle.
 *
 * @param sequence in the stream of dead letters; what names it in commands
 * @param stream that the event was on
 * @param consumer that could not handle it
 * @param subject that the event was published to
 * @param originalSequence of the event in its stream
 * @param type the CloudEvents type; empty when it is none
 * @param eventId the CloudEvents id; empty when it has none
 * @param kind {@code poison} (it cannot be read), {@code handler} (the handler refused it) or
 *     {@code exhausted} (every attempt failed)
 * @param reason in words
 * @param exception the class of what the handler threw; empty when nothing was thrown
 * @param deliveries how many attempts were made this time
 * @param firstFailure when the event failed for the first time ever; empty when unknown
 * @param lastFailure when it came here
 * @param redrives how often it was redriven before
 * @param history what it died of before, oldest first, the last {@value #MOST_HISTORY} times
 * @param message headers and body as they are stored; the body is personal data
 */
public record DeadLetter(
        long sequence,
        String stream,
        String consumer,
        String subject,
        long originalSequence,
        Optional<String> type,
        Optional<String> eventId,
        String kind,
        String reason,
        Optional<String> exception,
        int deliveries,
        Optional<Instant> firstFailure,
        Instant lastFailure,
        int redrives,
        List<Death> history,
        StoredMessage message) {
    static final int MOST_HISTORY = 10;
    private static final int LONGEST_REASON = 200;

    /** An earlier time that the event died, and was redriven. */
    public record Death(
            String kind,
            String reason,
            String exception,
            int deliveries,
            String died,
            String redriven) {}

    public DeadLetter {
        history = List.copyOf(history);
    }

    /** What the headers say; whatever is missing in them is empty or zero, never an error. */
    static DeadLetter of(StoredMessage message) {
        return new DeadLetter(
                message.sequence(),
                text(message, WinnowHeaders.DEAD_LETTER_STREAM),
                text(message, WinnowHeaders.DEAD_LETTER_CONSUMER),
                text(message, WinnowHeaders.DEAD_LETTER_SUBJECT),
                number(message, WinnowHeaders.DEAD_LETTER_SEQUENCE),
                attribute(message, WinnowHeaders.CE_TYPE),
                attribute(message, WinnowHeaders.CE_ID),
                text(message, WinnowHeaders.DEAD_LETTER_KIND),
                text(message, WinnowHeaders.DEAD_LETTER_REASON),
                message.header(WinnowHeaders.DEAD_LETTER_EXCEPTION),
                (int) number(message, WinnowHeaders.DEAD_LETTER_DELIVERIES),
                instant(message, WinnowHeaders.DEAD_LETTER_FIRST_FAILURE),
                instant(message, WinnowHeaders.DEAD_LETTER_LAST_FAILURE).orElse(message.time()),
                (int) number(message, WinnowHeaders.DEAD_LETTER_REDRIVES),
                history(message),
                message);
    }

    /** This time, as it will be remembered. */
    Death death(Instant redriven) {
        return new Death(
                kind,
                DeadLetters.headerText(reason, LONGEST_REASON),
                exception.orElse(""),
                deliveries,
                lastFailure.toString(),
                redriven.toString());
    }

    private static List<Death> history(StoredMessage message) {
        return message.headers().getOrDefault(WinnowHeaders.DEAD_LETTER_HISTORY, List.of()).stream()
                .flatMap(value -> death(value).stream())
                .toList();
    }

    private static Optional<Death> death(String json) {
        try {
            return Optional.ofNullable(Json.mapper().readValue(json, Death.class));
        } catch (JacksonException notOurs) {
            return Optional.empty();
        }
    }

    private static String text(StoredMessage message, String header) {
        return message.header(header).orElse("");
    }

    private static Optional<String> attribute(StoredMessage message, String header) {
        return message.header(header)
                .map(value -> {
                    try {
                        return CloudEventReader.decode(value);
                    } catch (PoisonException notEncoded) {
                        return value;
                    }
                });
    }

    private static long number(StoredMessage message, String header) {
        try {
            return Long.parseLong(text(message, header));
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private static Optional<Instant> instant(StoredMessage message, String header) {
        try {
            return message.header(header).map(Instant::parse);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
