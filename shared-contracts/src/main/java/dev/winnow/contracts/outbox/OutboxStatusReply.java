package dev.winnow.contracts.outbox;

import java.util.List;

/**
 * The state of a service's outbox.
 *
 * @param unpublished events that wait, counted up to 10000
 * @param oldestSeconds the age of the oldest of them; 0 when none waits
 * @param streams the published ones that are kept, by stream
 */
public record OutboxStatusReply(
        long unpublished, double oldestSeconds, List<PublishedEvents> streams) {
    public OutboxStatusReply {
        streams = streams == null ? List.of() : List.copyOf(streams);
    }
}
