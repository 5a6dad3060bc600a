package dev.winnow.messaging;

import dev.winnow.contracts.Streams;
import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.wire.Inbound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publishes what a consumer could not handle, with its cause and history. Safe to share. */
final class DeadLetters {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LONGEST_TEXT = 1_000;
    static final String SUBJECT_PREFIX = "dead-letters.";
    private static final String PREFIX = "winnow-dead-letter-";

    private final StreamPublish publish;
    private final String stream;
    private final String durable;

    DeadLetters(StreamPublish publish, String stream, String durable) {
        this.publish = publish;
        this.stream = stream;
        this.durable = durable;
    }

    /**
     * Publishes a copy and waits until the stream has it. The message id is the same for the same
     * message and consumer, so a second try within the duplicate window is dropped by the stream.
     */
    PublishOutcome publish(
            Delivery delivery, String kind, String reason, @Nullable Throwable cause) {
        return publish.publish(
                Streams.DEAD_LETTERS,
                SUBJECT_PREFIX + stream + "." + durable,
                stream + "." + delivery.sequence() + "." + durable,
                headers(delivery, kind, reason, cause),
                delivery.message().body(),
                Deadline.after(TIMEOUT));
    }

    private Map<String, List<String>> headers(
            Delivery delivery, String kind, String reason, @Nullable Throwable cause) {
        String subject = delivery.message().subject();
        boolean copied = ReplaySubject.isFor(durable, subject);
        Map<String, List<String>> headers = copyOf(delivery.message(), copied);
        Instant now = Instant.now();
        headers.put(WinnowHeaders.DEAD_LETTER_STREAM, List.of(stream));
        headers.put(
                WinnowHeaders.DEAD_LETTER_SUBJECT,
                List.of(ReplaySubject.original(durable, subject)));
        headers.put(WinnowHeaders.DEAD_LETTER_CONSUMER, List.of(durable));
        headers.put(
                WinnowHeaders.DEAD_LETTER_DELIVERIES,
                List.of(Integer.toString(delivery.attempts())));
        headers.put(WinnowHeaders.DEAD_LETTER_KIND, List.of(kind));
        headers.put(WinnowHeaders.DEAD_LETTER_REASON, List.of(headerText(reason, LONGEST_TEXT)));
        if (cause != null) {
            headers.put(WinnowHeaders.DEAD_LETTER_EXCEPTION, List.of(cause.getClass().getName()));
        }
        if (!headers.containsKey(WinnowHeaders.DEAD_LETTER_SEQUENCE)) {
            headers.put(
                    WinnowHeaders.DEAD_LETTER_SEQUENCE,
                    List.of(Long.toString(delivery.sequence())));
        }
        if (!headers.containsKey(WinnowHeaders.DEAD_LETTER_FIRST_FAILURE)) {
            headers.put(
                    WinnowHeaders.DEAD_LETTER_FIRST_FAILURE,
                    List.of(delivery.firstFailure(now).toString()));
        }
        headers.put(WinnowHeaders.DEAD_LETTER_LAST_FAILURE, List.of(now.toString()));
        return headers;
    }

    /**
     * The original's headers without NATS's own, which were about the original's publish. What a
     * redrive says of earlier times stays; from anybody else it means nothing.
     */
    private static Map<String, List<String>> copyOf(Inbound message, boolean redriven) {
        Map<String, List<String>> copy = message.headers();
        copy.keySet()
                .removeIf(name ->
                        name.regionMatches(true, 0, "Nats-", 0, 5)
                                || (!redriven && isDeadLetters(name)));
        return copy;
    }

    /** Whether a header is one of those that are written here. */
    static boolean isDeadLetters(String header) {
        return header.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** Header values are ASCII without line breaks (ADR-4). */
    static String headerText(String text, int most) {
        String ascii = text.replaceAll("\\s+", " ").replaceAll("[^\\x20-\\x7E]", "?").strip();
        return ascii.length() <= most ? ascii : ascii.substring(0, most);
    }
}
