package dev.winnow.datastore;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.outbox.MissingEvent;
import dev.winnow.contracts.outbox.ReconcileReply;
import dev.winnow.contracts.outbox.ReconcileRequest;
import dev.winnow.datastore.PublishedTable.Published;
import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.EventPublisher;
import dev.winnow.messaging.JetStreamApiException;
import dev.winnow.messaging.PublishOutcome;
import dev.winnow.messaging.PublishOutcome.Acknowledged;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.messaging.StreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the outbox has published with what the streams keep, a batch at a time, and brings
 * back what is missing. Safe to share; two runs at once bring each event back once.
 */
final class Reconciler {
    private static final int DEFAULT_LIMIT = 1000;
    private static final int EXAMPLES = 20;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Transactions transactions;
    private final Function<String, StreamReader> streams;
    private final EventPublisher publisher;

    Reconciler(
            Transactions transactions,
            Function<String, StreamReader> streams,
            EventPublisher publisher) {
        this.transactions = transactions;
        this.streams = streams;
        this.publisher = publisher;
    }

    ReconcileReply reconcile(ReconcileRequest request) {
        Long after = request.after();
        long from = after == null ? 0 : after;
        Integer asked = request.limit();
        int limit = asked == null ? DEFAULT_LIMIT : asked;
        List<Published> rows = transactions.sql(h -> PublishedTable.after(h, from, limit));
        List<Published> missing = new ArrayList<>();
        long expired = 0;
        for (Map.Entry<String, List<Published>> stream : byStream(rows).entrySet()) {
            StreamComparison found = compare(stream.getKey(), stream.getValue());
            missing.addAll(found.missing());
            expired += found.expired().size();
        }
        Map<Long, Acknowledged> back =
                Boolean.TRUE.equals(request.republish()) ? republish(missing) : Map.of();
        boolean repaired = Boolean.TRUE.equals(request.republish());
        return new ReconcileReply(
                rows.size(),
                expired,
                missing.size(),
                back.size(),
                repaired ? missing.size() - back.size() : 0,
                missing.stream()
                        .limit(EXAMPLES)
                        .map(row -> new MissingEvent(row.eventId(), row.stream(), row.sequence()))
                        .toList(),
                next(rows, limit, missing, back, repaired));
    }

    private StreamComparison compare(String stream, List<Published> rows) {
        try {
            return StreamComparison.of(streams.apply(stream), rows);
        } catch (JetStreamApiException refused) {
            throw new ServiceErrorException(
                    ErrorCode.UNAVAILABLE,
                    "the stream "
                            + stream
                            + " cannot be read: "
                            + refused.getMessage()
                            + "; `winnow nats apply` makes streams that are missing");
        }
    }

    private static Map<String, List<Published>> byStream(List<Published> rows) {
        return rows.stream()
                .collect(
                        Collectors.groupingBy(
                                Published::stream, LinkedHashMap::new, Collectors.toList()));
    }

    /** Behind the batch; before the first that could not be published, so that order holds. */
    private static @Nullable Long next(
            List<Published> rows,
            int limit,
            List<Published> missing,
            Map<Long, Acknowledged> back,
            boolean repaired) {
        if (repaired && back.size() < missing.size()) {
            return missing.stream()
                            .mapToLong(Published::id)
                            .filter(id -> !back.containsKey(id))
                            .min()
                            .orElseThrow()
                    - 1;
        }
        return rows.size() < limit ? null : rows.getLast().id();
    }

    /**
     * Under the event's own id, which inboxes know it by, and another message id: inside the
     * duplicate window the stream would drop the first one in silence. That other one is made of
     * the sequence that was lost, so that two runs at once publish the same.
     */
    private Map<Long, Acknowledged> republish(List<Published> missing) {
        if (missing.isEmpty()) {
            return Map.of();
        }
        Map<Long, Long> sequences =
                missing.stream().collect(Collectors.toMap(Published::id, Published::sequence));
        List<OutboxRow> rows = transactions.sql(h -> OutboxTable.byId(h, sequences.keySet()));
        List<EventMessage> messages =
                rows.stream().map(row -> again(row, sequences.get(row.id()))).toList();
        List<PublishOutcome> outcomes =
                publisher.publish(messages, Deadline.currentOr(LIMIT).atMost(LIMIT));
        Map<Long, Acknowledged> back = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            if (outcomes.get(i) instanceof Acknowledged acknowledged) {
                back.put(rows.get(i).id(), acknowledged);
            }
        }
        if (!back.isEmpty()) {
            transactions.transact(() -> transactions.jdbc(c -> OutboxTable.mark(c, back)));
        }
        return back;
    }

    private static EventMessage again(OutboxRow row, @Nullable Long lost) {
        EventMessage message = row.message();
        return new EventMessage(
                message.stream(),
                message.subject(),
                message.id() + "-lost-" + lost,
                message.headers(),
                message.body());
    }
}
