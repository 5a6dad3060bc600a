package dev.winnow.datastore;

import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.EventPublisher;
import dev.winnow.messaging.PublishOutcome;
import dev.winnow.messaging.PublishOutcome.Acknowledged;
import dev.winnow.messaging.PublishOutcome.Failed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One batch out of the outbox. Used by the relay's thread only. */
final class RelayPass {
    static final int BATCH = 500;

    private final Transactions transactions;
    private final EventPublisher publisher;
    private final FailingKeys failingKeys = new FailingKeys();

    RelayPass(Transactions transactions, EventPublisher publisher) {
        this.transactions = transactions;
        this.publisher = publisher;
    }

    /**
     * What a pass did.
     *
     * @param selected events that were to be published
     * @param acknowledged by row
     * @param failed how many were not
     * @param reason of the first failure
     */
    record Result(
            int selected,
            Map<Long, Acknowledged> acknowledged,
            int failed,
            Optional<String> reason) {
        /** Whether there may be more that can be published at once. */
        boolean more() {
            boolean unsent = selected > acknowledged.size() + failed;
            return !acknowledged.isEmpty() && (unsent || selected == BATCH);
        }

        boolean fruitless() {
            return selected > 0 && acknowledged.isEmpty();
        }
    }

    /** How long until a key that failed may be tried again, at most so long. */
    Duration untilNext(Duration most) {
        return failingKeys.untilNext(System.nanoTime(), most);
    }

    /**
     * Publishes a batch and marks what was acknowledged. When the process ends between the two, the
     * same events are published again under the same ids.
     *
     * @param deadline for the streams' acknowledgements; what is not sent by then is left for later
     */
    Result run(Deadline deadline) {
        return transactions.transact(() -> {
            List<String> waiting = failingKeys.waiting(System.nanoTime());
            List<OutboxRow> rows =
                    transactions.jdbc(c -> OutboxTable.lockAndRead(c, waiting, BATCH));
            Result result = publish(rows, deadline);
            if (!result.acknowledged().isEmpty()) {
                transactions.jdbc(c -> OutboxTable.markAndCommit(c, result.acknowledged()));
            }
            return result;
        });
    }

    /**
     * In waves of at most one event of each key: the next one of a key is sent only when the one
     * before is acknowledged, else a failure in between would turn their order.
     */
    private Result publish(List<OutboxRow> rows, Deadline deadline) {
        Map<Long, Acknowledged> acknowledged = new LinkedHashMap<>();
        Set<String> failed = new HashSet<>();
        Optional<String> reason = Optional.empty();
        List<OutboxRow> left = rows;
        while (!left.isEmpty() && !deadline.expired()) {
            List<OutboxRow> wave = new ArrayList<>();
            List<OutboxRow> later = new ArrayList<>();
            Set<String> keys = new HashSet<>();
            for (OutboxRow row : left) {
                (keys.add(row.key()) ? wave : later).add(row);
            }
            List<PublishOutcome> outcomes = send(wave, deadline);
            for (int i = 0; i < wave.size(); i++) {
                OutboxRow row = wave.get(i);
                switch (outcomes.get(i)) {
                    case Acknowledged ack -> {
                        acknowledged.put(row.id(), ack);
                        failingKeys.published(row.key());
                    }
                    case Failed failure -> {
                        failed.add(row.key());
                        failingKeys.failed(row.key(), System.nanoTime());
                        reason = reason.or(() -> Optional.of(failure.reason()));
                    }
                }
            }
            later.removeIf(row -> failed.contains(row.key()));
            left = later;
        }
        return new Result(rows.size(), acknowledged, failed.size(), reason);
    }

    private List<PublishOutcome> send(List<OutboxRow> wave, Deadline deadline) {
        List<EventMessage> messages = wave.stream().map(OutboxRow::message).toList();
        try {
            List<PublishOutcome> outcomes = publisher.publish(messages, deadline);
            if (outcomes.size() == messages.size()) {
                return outcomes;
            }
            return failed(wave, "the publisher gave a wrong number of outcomes");
        } catch (RuntimeException e) {
            // Whatever it was, no acknowledgement was seen: the same events go out again later.
            return failed(wave, e.toString());
        }
    }

    private static List<PublishOutcome> failed(List<OutboxRow> wave, String reason) {
        return wave.stream().<PublishOutcome>map(row -> new Failed(reason)).toList();
    }
}
