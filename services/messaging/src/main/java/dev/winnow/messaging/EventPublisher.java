package dev.winnow.messaging;

import java.util.List;

/** Publishes events to their streams and waits for the streams' acknowledgements. Safe to share. */
public interface EventPublisher {
    /**
     * Publishes the batch pipelined; events of one subject are stored in the order of the list.
     *
     * @return one outcome for each event, in the same order; never throws for a failed publish
     */
    List<PublishOutcome> publish(List<EventMessage> batch, Deadline deadline);
}
