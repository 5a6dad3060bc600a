package dev.winnow.messaging;

import dev.winnow.contracts.Streams;
import dev.winnow.contracts.WinnowHeaders;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publishes what a consumer could not handle, with its cause and history. Safe to share. */
final class DeadLetters {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LONGEST_TEXT = 1_000;

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
    PublishOutcome publish(Delivery delivery, String reason, @Nullable Throwable cause) {
        Headers headers = copyOf(delivery.message());
        Instant now = Instant.now();
        headers.put(WinnowHeaders.DEAD_LETTER_STREAM, stream);
        headers.put(WinnowHeaders.DEAD_LETTER_SUBJECT, delivery.message().getSubject());
        headers.put(WinnowHeaders.DEAD_LETTER_SEQUENCE, Long.toString(delivery.sequence()));
        headers.put(WinnowHeaders.DEAD_LETTER_CONSUMER, durable);
        headers.put(WinnowHeaders.DEAD_LETTER_DELIVERIES, Integer.toString(delivery.attempts()));
        headers.put(WinnowHeaders.DEAD_LETTER_REASON, headerText(reason));
        if (cause != null) {
            headers.put(WinnowHeaders.DEAD_LETTER_EXCEPTION, cause.getClass().getName());
        }
        headers.put(WinnowHeaders.DEAD_LETTER_FIRST_FAILURE, delivery.firstFailure(now).toString());
        headers.put(WinnowHeaders.DEAD_LETTER_LAST_FAILURE, now.toString());
        return publish.publish(
                Streams.DEAD_LETTERS,
                "dead-letters." + stream + "." + durable,
                stream + "." + delivery.sequence() + "." + durable,
                headers,
                delivery.message().getData(),
                Deadline.after(TIMEOUT));
    }

    /** The original's headers without NATS's own, which were about the original's publish. */
    private static Headers copyOf(Message message) {
        Headers copy = new Headers();
        Headers original = message.getHeaders();
        if (original != null) {
            for (var header : original.entrySet()) {
                if (!header.getKey().regionMatches(true, 0, "Nats-", 0, 5)) {
                    copy.put(header.getKey(), List.copyOf(header.getValue()));
                }
            }
        }
        return copy;
    }

    /** Header values are ASCII without line breaks (ADR-4). */
    private static String headerText(String text) {
        String ascii = text.replaceAll("\\s+", " ").replaceAll("[^\\x20-\\x7E]", "?").strip();
        return ascii.length() <= LONGEST_TEXT ? ascii : ascii.substring(0, LONGEST_TEXT);
    }
}
