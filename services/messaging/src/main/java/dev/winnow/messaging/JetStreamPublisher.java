package dev.winnow.messaging;

import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.ops.MeterNames;
import dev.winnow.messaging.wire.HeaderBlock;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Publishes the keys of a batch beside each other, and the events of one key one after the other:
 * the next leaves when the one before is acknowledged. So order per key holds also when one of them
 * fails; the later ones of its key are then not sent. Safe to share.
 */
final class JetStreamPublisher implements EventPublisher {
    /** Unacknowledged publishes of one connection, over all callers. */
    static final int MAX_IN_FLIGHT = 512;

    private final NatsConnection connection;
    private final StreamPublish publish;
    private final MeterRegistry meters;
    private final Semaphore permits = new Semaphore(MAX_IN_FLIGHT, true);

    JetStreamPublisher(Core core) {
        this.connection = core.connection();
        this.publish = new StreamPublish(core.mux());
        this.meters = core.telemetry().meters();
    }

    @Override
    public List<PublishOutcome> publish(List<EventMessage> batch, Deadline deadline) {
        PublishOutcome[] outcomes = new PublishOutcome[batch.size()];
        if (connection.state() != ConnectionState.CONNECTED) {
            Arrays.fill(outcomes, new PublishOutcome.Failed("there is no connection to NATS"));
            return List.of(outcomes);
        }
        Map<String, List<Integer>> byKey = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            byKey.computeIfAbsent(key(batch.get(i)), key -> new ArrayList<>()).add(i);
        }
        if (byKey.size() == 1) {
            byKey.values().forEach(lane -> inOrder(lane, batch, outcomes, deadline));
        } else {
            besideEachOther(byKey.values(), batch, outcomes, deadline);
        }
        return List.of(outcomes);
    }

    private void besideEachOther(
            Iterable<List<Integer>> lanes,
            List<EventMessage> batch,
            PublishOutcome[] outcomes,
            Deadline deadline) {
        List<List<Integer>> all = new ArrayList<>();
        lanes.forEach(all::add);
        CountDownLatch left = new CountDownLatch(all.size());
        List<Thread> threads = new ArrayList<>(all.size());
        for (List<Integer> lane : all) {
            threads.add(
                    Thread.ofVirtual()
                            .name("publish")
                            .start(() -> {
                                try {
                                    inOrder(lane, batch, outcomes, deadline);
                                } finally {
                                    left.countDown();
                                }
                            }));
        }
        boolean interrupted = false;
        while (true) {
            try {
                // Each publish ends by the deadline at the latest, and so does the wait for them.
                left.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                threads.forEach(Thread::interrupt);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void inOrder(
            List<Integer> lane,
            List<EventMessage> batch,
            PublishOutcome[] outcomes,
            Deadline deadline) {
        for (int i : lane) {
            outcomes[i] =
                    new PublishOutcome.Failed("an earlier event of its key was not published");
        }
        for (int i : lane) {
            outcomes[i] = one(batch.get(i), deadline);
            if (outcomes[i] instanceof PublishOutcome.Failed) {
                return;
            }
        }
    }

    private PublishOutcome one(EventMessage event, Deadline deadline) {
        try {
            if (!permits.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                return new PublishOutcome.Failed("too many publishes are unacknowledged");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PublishOutcome.Failed("interrupted");
        }
        long began = System.nanoTime();
        PublishOutcome outcome = new PublishOutcome.Failed("it could not be sent");
        try {
            HeaderBlock headers = new HeaderBlock();
            event.headers().forEach(headers::add);
            outcome =
                    publish.publish(
                            event.stream(),
                            event.subject(),
                            event.id(),
                            headers,
                            event.body(),
                            deadline);
        } catch (IllegalArgumentException unsendable) {
            outcome = new PublishOutcome.Failed("it cannot be sent: " + unsendable.getMessage());
        } finally {
            permits.release();
            measure(event.stream(), outcome, System.nanoTime() - began);
        }
        return outcome;
    }

    private void measure(String stream, PublishOutcome outcome, long nanos) {
        String word =
                switch (outcome) {
                    case PublishOutcome.Acknowledged a when a.duplicate() -> "duplicate";
                    case PublishOutcome.Acknowledged _ -> "acknowledged";
                    case PublishOutcome.Failed _ -> "failed";
                };
        meters.timer(
                        MeterNames.PUBLISHES,
                        MeterNames.TAG_STREAM,
                        stream,
                        MeterNames.TAG_OUTCOME,
                        word)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private static String key(EventMessage event) {
        String subject = event.headers().get(WinnowHeaders.CE_SUBJECT);
        return subject == null ? event.subject() : subject;
    }
}
