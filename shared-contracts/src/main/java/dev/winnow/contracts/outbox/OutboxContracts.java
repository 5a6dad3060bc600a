package dev.winnow.contracts.outbox;

import dev.winnow.contracts.RequestContract;
import java.time.Duration;
import java.util.List;

/** What every service that has an outbox answers, each under its own name. */
public final class OutboxContracts {
    private OutboxContracts() {}

    /** How much waits, and how far each stream is. */
    public static RequestContract<OutboxStatusRequest, OutboxStatusReply> status(String service) {
        return new RequestContract<>(
                service,
                "outbox-status",
                1,
                "Says how many events wait to be published, and where the published ones are.",
                OutboxStatusRequest.class,
                OutboxStatusReply.class,
                List.of(),
                Duration.ofSeconds(5),
                true);
    }

    /** One batch of published events, compared with what their streams keep. */
    public static RequestContract<ReconcileRequest, ReconcileReply> reconcile(String service) {
        return new RequestContract<>(
                service,
                "outbox-reconcile",
                1,
                "Finds published events that their stream has lost, and publishes them again when"
                        + " asked to. One batch for each request.",
                ReconcileRequest.class,
                ReconcileReply.class,
                List.of(),
                Duration.ofSeconds(30),
                true);
    }
}
