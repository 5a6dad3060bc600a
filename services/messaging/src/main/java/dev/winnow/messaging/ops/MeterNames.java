package dev.winnow.messaging.ops;

/**
 * Every meter of the messaging runtime, in Micrometer's dotted form; Prometheus shows {@code
 * winnow_consumer_handler_seconds} and so on. Times are seconds, sizes bytes. Tags have few values:
 * names from contracts and from nats-config, never a key, an id or a subject.
 */
public final class MeterNames {
    // Endpoints: tag endpoint; requests have outcome too (ok, or the name of the error).
    public static final String ENDPOINT_REQUESTS = "winnow.endpoint.requests";
    public static final String ENDPOINT_IN_FLIGHT = "winnow.endpoint.in.flight";

    /** Gauge: how many requests may be handled at the same time; it moves where it is adaptive. */
    public static final String ENDPOINT_LIMIT = "winnow.endpoint.limit";

    public static final String ENDPOINT_WAITING = "winnow.endpoint.waiting";

    // Clients: tags target (the service called) and endpoint; calls have outcome too.
    public static final String CLIENT_CALLS = "winnow.client.calls";
    public static final String CLIENT_RETRIES = "winnow.client.retries";

    /** Counter: further attempts that the retry budget did not allow. */
    public static final String CLIENT_RETRIES_REFUSED = "winnow.client.retries.refused";

    /** Counter: second requests, sent because the first took long. */
    public static final String CLIENT_HEDGES = "winnow.client.hedges";

    /** Counter: second requests that were answered first. */
    public static final String CLIENT_HEDGES_WON = "winnow.client.hedges.won";

    /** Counter: calls that a fallback answered; tag fallback. */
    public static final String CLIENT_FALLBACKS = "winnow.client.fallbacks";

    public static final String CLIENT_IN_FLIGHT = "winnow.client.in.flight";

    /** Gauge: 0 closed, 1 half open, 2 open. */
    public static final String CLIENT_CIRCUIT = "winnow.client.circuit";

    // Durable consumers: tags stream, consumer.
    /** Counter: messages received, redeliveries among them. */
    public static final String CONSUMER_DELIVERIES = "winnow.consumer.deliveries";

    /** Counter: deliveries of a message that had been delivered before. */
    public static final String CONSUMER_REDELIVERIES = "winnow.consumer.redeliveries";

    /** Timer: one run of a handler; tags type and outcome (done, retry, dead_letter). */
    public static final String CONSUMER_HANDLER = "winnow.consumer.handler";

    /** Gauge: messages received and not yet acknowledged. */
    public static final String CONSUMER_IN_FLIGHT = "winnow.consumer.in.flight";

    /** Gauge: messages waiting in the stream for this consumer, as the server last said. */
    public static final String CONSUMER_PENDING = "winnow.consumer.pending";

    /** Gauge: the time since the stream stored the message that was received last, in seconds. */
    public static final String CONSUMER_LAG = "winnow.consumer.lag";

    /** Counter: messages moved to the dead letters; tag reason (poison, handler, exhausted). */
    public static final String CONSUMER_DEAD_LETTERS = "winnow.consumer.dead.letters";

    /** Counter: dead letters that could not be published; the original stays. */
    public static final String CONSUMER_DEAD_LETTER_FAILURES =
            "winnow.consumer.dead.letter.failures";

    /** Counter: acknowledgements the server did not confirm in time. */
    public static final String CONSUMER_ACK_FAILURES = "winnow.consumer.ack.failures";

    /** Counter: pull requests; tag reason (credit, reconnect, heartbeat). */
    public static final String CONSUMER_PULLS = "winnow.consumer.pulls";

    /** Gauge: 0 closed, 1 half open, 2 open: pulling pauses. */
    public static final String CONSUMER_CIRCUIT = "winnow.consumer.circuit";

    // The publisher: tag stream.
    /** Timer: from the publish to its acknowledgement; tag outcome. */
    public static final String PUBLISHES = "winnow.publisher.publishes";

    // The connection.
    /** Gauge: 1 while connected. */
    public static final String CONNECTED = "winnow.nats.connected";

    public static final String RECONNECTS = "winnow.nats.reconnects";
    public static final String READER_FAILURES = "winnow.nats.reader.failures";

    // The database of a service: tag service.
    /** Gauge: events not yet published. */
    public static final String OUTBOX_PENDING = "winnow.outbox.pending";

    /** Gauge: the age of the oldest of them, in seconds. */
    public static final String OUTBOX_OLDEST = "winnow.outbox.oldest.age";

    public static final String OUTBOX_PUBLISHED = "winnow.outbox.published";
    public static final String OUTBOX_DUPLICATES = "winnow.outbox.duplicates";
    public static final String OUTBOX_FAILURES = "winnow.outbox.failures";

    /** Counter: deliveries of events that had had their effect; tag consumer. */
    public static final String INBOX_DUPLICATES = "winnow.inbox.duplicates";

    /** Summary: events that shared a transaction. */
    public static final String INBOX_GROUPS = "winnow.inbox.groups";

    /** Counter: shared transactions that were undone, and each event done again alone. */
    public static final String INBOX_GROUPS_UNDONE = "winnow.inbox.groups.undone";

    /** Timer: how late a timer fired; tag kind. Its count is how many fired. */
    public static final String TIMERS_LATE = "winnow.timers.late";

    /** Counter: failed attempts; tag kind. */
    public static final String TIMERS_FAILED = "winnow.timers.failed";

    /** Gauge: timers that are due and have not fired. */
    public static final String TIMERS_DUE = "winnow.timers.due";

    /** Gauge: timers that failed for the last time. */
    public static final String TIMERS_DEAD = "winnow.timers.dead";

    // Tags.
    public static final String TAG_SERVICE = "service";
    public static final String TAG_TARGET = "target";
    public static final String TAG_ENDPOINT = "endpoint";
    public static final String TAG_FALLBACK = "fallback";
    public static final String TAG_STREAM = "stream";
    public static final String TAG_CONSUMER = "consumer";
    public static final String TAG_KIND = "kind";
    public static final String TAG_TYPE = "type";
    public static final String TAG_OUTCOME = "outcome";
    public static final String TAG_REASON = "reason";

    private MeterNames() {}
}
