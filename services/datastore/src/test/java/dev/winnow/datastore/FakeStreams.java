package dev.winnow.datastore;

import dev.winnow.datastore.Probe.Counted;
import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.EventPublisher;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.PublishOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Streams in memory that drop duplicates, and lose publishes or acknowledgements as told. */
final class FakeStreams implements EventPublisher {
    enum Fault {
        NONE,
        NOT_STORED,
        STORED_BUT_ACK_LOST
    }

    private final Map<String, EventMessage> stored = new LinkedHashMap<>();
    private int published;
    private Function<EventMessage, Fault> faults = message -> Fault.NONE;

    @Override
    public synchronized List<PublishOutcome> publish(List<EventMessage> batch, Deadline deadline) {
        List<PublishOutcome> outcomes = new ArrayList<>();
        for (EventMessage message : batch) {
            published++;
            Fault fault = faults.apply(message);
            boolean duplicate = stored.containsKey(message.id());
            if (fault != Fault.NOT_STORED && !duplicate) {
                stored.put(message.id(), message);
            }
            outcomes.add(
                    fault == Fault.NONE
                            ? new PublishOutcome.Acknowledged(stored.size(), duplicate)
                            : new PublishOutcome.Failed("as told: " + fault));
        }
        return outcomes;
    }

    synchronized void faults(Function<EventMessage, Fault> value) {
        faults = value;
    }

    /** The stored events, in the stream's order. */
    synchronized List<Counted> events() {
        return stored.values().stream().map(m -> Json.read(m.body(), Counted.class)).toList();
    }

    synchronized List<EventMessage> messages() {
        return List.copyOf(stored.values());
    }

    /** How often something was published, duplicates and losses included. */
    synchronized int published() {
        return published;
    }
}
