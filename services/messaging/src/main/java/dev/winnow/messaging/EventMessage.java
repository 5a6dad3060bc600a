package dev.winnow.messaging;

import dev.winnow.contracts.EventContract;
import java.time.Instant;
import java.util.Map;

/**
 * An event ready to be published: what an outbox keeps and hands over. The body is not copied; do
 * not change it.
 *
 * @param stream that must take it
 * @param subject to publish to
 * @param id the CloudEvents id, also the message id by which the stream drops duplicates
 * @param headers complete: CloudEvents attributes and trace context
 * @param body the data as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying each body would cost
public record EventMessage(
        String stream, String subject, String id, Map<String, String> headers, byte[] body) {
    public EventMessage {
        headers = Map.copyOf(headers);
    }

    /** The event with all its headers and the current trace context. */
    public static <E> EventMessage of(EventContract<E> contract, E data, String id, Instant time) {
        return new EventMessage(
                contract.stream(),
                contract.subject(data),
                id,
                CloudEvents.headers(contract, data, id, time),
                Json.write(data));
    }
}
