package dev.winnow.datastore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.datastore.FakeStreams.Fault;
import dev.winnow.datastore.Probe.Counted;
import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.EventPublisher;
import dev.winnow.messaging.ops.MeterNames;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class OutboxTest {
    private final FakeStreams streams = new FakeStreams();

    @Test
    void anEventIsPublishedCompleteAfterTheCommit() {
        try (Datastore datastore = Probe.open(Probe.database())) {
            datastore.startRelay(streams);
            Probe.count(datastore, "a");
            Eventually.that(
                    Probe.SOON, () -> streams.events().equals(List.of(new Counted("a", 1))));
            var message = streams.messages().getFirst();
            assertThat(message.subject()).isEqualTo("events.probe.counted.v1.a");
            assertThat(message.stream()).isEqualTo("PROBE");
            assertThat(message.headers()).containsEntry(WinnowHeaders.CE_ID, message.id());
        }
    }

    @Test
    void whatCannotBePublishedForAWhileIsAProblemUntilItIs() {
        try (Datastore datastore = Probe.open(Probe.database())) {
            datastore.startRelay(streams);
            streams.faults(_ -> FakeStreams.Fault.NOT_STORED);
            Probe.count(datastore, "a");
            Eventually.that(Probe.SOON, () -> streams.published() > 1);
            assertThat(datastore.outboxProblem()).as("so soon").isEmpty();
            Eventually.that(
                    Probe.SOON, () -> datastore.outboxProblem().orElse("").contains("NOT_STORED"));
            streams.faults(_ -> FakeStreams.Fault.NONE);
            Eventually.that(Probe.SOON, () -> datastore.outboxProblem().isEmpty());
            assertThat(streams.events()).containsExactly(new Counted("a", 1));
        }
    }

    @Test
    void aRollbackLeavesNoEvent() {
        try (Datastore datastore = Probe.open(Probe.database())) {
            datastore.startRelay(streams);
            assertThatThrownBy(() ->
                            datastore.transactVoid(() -> {
                                Probe.count(datastore, "a");
                                throw new IllegalStateException("changed my mind");
                            }))
                    .hasMessage("changed my mind");
            assertThat(Probe.rows(datastore, "counter")).isZero();
            assertThat(Probe.rows(datastore, "datastore.outbox")).isZero();
        }
        assertThat(streams.published()).isZero();
    }

    /** The event is written and the transaction committed in one trip to the server. */
    @Test
    void aCommitThatFailsLeavesNoEventAndAGoodConnection() {
        try (Datastore datastore = Probe.open(Probe.database().withMaximumPoolSize(1))) {
            datastore.sql(h ->
                    h.execute("CREATE TABLE late (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)"));
            for (int attempt = 0; attempt < 10; attempt++) {
                assertThatThrownBy(() ->
                                datastore.transactVoid(() -> {
                                    Probe.count(datastore, "a");
                                    datastore.sql(
                                            h -> h.execute("INSERT INTO late VALUES (1), (1)"));
                                }))
                        .isInstanceOf(DatastoreException.Conflict.class);
            }
            assertThat(Probe.rows(datastore, "counter")).isZero();
            assertThat(Probe.rows(datastore, "datastore.outbox")).isZero();
            Probe.count(datastore, "a");
            assertThat(Probe.rows(datastore, "datastore.outbox")).isEqualTo(1);
        }
    }

    @Test
    void anEventThatCannotBeWrittenLeavesNothingOfItsTransaction() {
        try (Datastore datastore = Probe.open(Probe.database())) {
            datastore.sql(h ->
                    h.execute(
                            "CREATE UNIQUE INDEX ON datastore.outbox (key) WHERE key = 'single'"));
            Probe.count(datastore, "single");
            for (int attempt = 0; attempt < 10; attempt++) {
                assertThatThrownBy(() -> Probe.count(datastore, "single"))
                        .isInstanceOf(DatastoreException.Conflict.class);
            }
            assertThat(Probe.rows(datastore, "counter WHERE n = 1")).isEqualTo(1);
            assertThat(Probe.rows(datastore, "datastore.outbox")).isEqualTo(1);
        }
    }

    @Test
    void anInnerPartThatFailedIsNotCommittedThoughItsExceptionIsCaught() {
        try (Datastore datastore = Probe.open(Probe.database())) {
            assertThatThrownBy(() ->
                            datastore.transactVoid(() -> {
                                Probe.count(datastore, "a");
                                catchFailure(datastore);
                            }))
                    .isInstanceOf(DatastoreException.Broken.class);
            assertThat(Probe.rows(datastore, "counter")).isZero();
        }
    }

    private static void catchFailure(Datastore datastore) {
        assertThatThrownBy(() ->
                        datastore.transactVoid(() -> {
                            throw new IllegalStateException("inner");
                        }))
                .hasMessage("inner");
    }

    @Test
    void anEventOutsideATransactionIsRefused() {
        try (Datastore datastore = Probe.open(Probe.database())) {
            assertThatThrownBy(() -> datastore.outbox().add(Probe.COUNTED, new Counted("a", 1)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whatACrashLeftIsPublishedByTheNextProcessAndByOtherInstances() {
        DatabaseConfig database = Probe.database();
        try (Datastore crashed = Probe.open(database)) {
            Probe.count(crashed, "a"); // committed, and no relay ever ran
            try (Datastore next = Probe.open(database)) {
                next.startRelay(streams);
                Eventually.that(Probe.SOON, () -> streams.events().size() == 1);
                Probe.count(crashed, "b"); // nobody tells the other one
                Eventually.that(Probe.SOON, () -> streams.events().size() == 2);
            }
        }
    }

    @Test
    void aLostAcknowledgementMeansTheSameIdAgain() {
        AtomicInteger lost = new AtomicInteger();
        streams.faults(m -> lost.getAndIncrement() < 2 ? Fault.STORED_BUT_ACK_LOST : Fault.NONE);
        Telemetry telemetry = Telemetry.none();
        try (Datastore datastore = Datastore.open("probe", Probe.database(), telemetry)) {
            datastore.startRelay(streams);
            Probe.count(datastore, "a");
            Eventually.that(Probe.SOON, () -> unpublished(datastore) == 0);
            assertThat(streams.events()).containsExactly(new Counted("a", 1));
            assertThat(streams.published()).isEqualTo(3);
            assertThat(
                            telemetry
                                    .meters()
                                    .counter(MeterNames.OUTBOX_DUPLICATES, "service", "probe")
                                    .count())
                    .isEqualTo(1);
            assertThat(
                            telemetry
                                    .meters()
                                    .counter(MeterNames.OUTBOX_FAILURES, "service", "probe")
                                    .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void anEventThatFailsHoldsBackItsKeyOnly() {
        streams.faults(m -> m.subject().endsWith(".bad") ? Fault.NOT_STORED : Fault.NONE);
        try (Datastore datastore = Probe.open(Probe.database())) {
            Probe.count(datastore, "bad");
            Probe.count(datastore, "bad");
            for (int i = 0; i < 5; i++) {
                Probe.count(datastore, "good");
            }
            datastore.startRelay(streams);
            Eventually.that(Probe.SOON, () -> streams.events().size() == 5);
            Probe.count(datastore, "good");
            Eventually.that(Probe.SOON, () -> streams.events().size() == 6);
            streams.faults(m -> Fault.NONE);
            Eventually.that(Probe.SOON, () -> streams.events().size() == 8);
            assertThat(numbers("bad")).containsExactly(1L, 2L);
        }
    }

    @Test
    void moreEventsThanABatchAllGoOutInOrder() {
        try (Datastore datastore = Probe.open(Probe.database())) {
            int events = RelayPass.BATCH + 100;
            datastore.transactVoid(() ->
                    IntStream.range(0, events)
                            .forEach(i ->
                                    datastore
                                            .outbox()
                                            .add(Probe.COUNTED, new Counted("k" + i % 50, i))));
            datastore.startRelay(streams);
            Eventually.that(Probe.SOON, () -> streams.events().size() == events);
            for (int key = 0; key < 50; key++) {
                assertThat(numbers("k" + key)).isSorted();
            }
        }
    }

    @Test
    void orderOfAKeyHoldsOverConcurrentTransactionsInTwoInstancesWithFailures() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        streams.faults(m ->
                switch (calls.getAndIncrement() % 7) {
                    case 3 -> Fault.NOT_STORED;
                    case 5 -> Fault.STORED_BUT_ACK_LOST;
                    default -> Fault.NONE;
                });
        DatabaseConfig database = Probe.database();
        int workers = 8;
        int each = 20;
        List<String> keys = List.of("a", "b", "c");
        try (Datastore one = Probe.open(database);
                Datastore two = Probe.open(database);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            one.startRelay(streams);
            two.startRelay(streams);
            List<Future<?>> all = new ArrayList<>();
            for (int w = 0; w < workers; w++) {
                Datastore datastore = w % 2 == 0 ? one : two;
                String key = keys.get(w % keys.size());
                all.add(
                        threads.submit(() ->
                                IntStream.range(0, each)
                                        .forEach(i -> Probe.count(datastore, key))));
            }
            for (Future<?> future : all) {
                future.get();
            }
            Eventually.that(
                    Duration.ofMinutes(1),
                    () -> "stored " + streams.events().size(),
                    () -> streams.events().size() == workers * each && unpublished(one) == 0);
        }
        Map<String, Long> counts =
                streams.events().stream()
                        .collect(Collectors.groupingBy(Counted::key, Collectors.counting()));
        counts.forEach((key, count) ->
                assertThat(numbers(key))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, count).boxed().toList()));
    }

    @Test
    void severalInstancesShareTheWork() {
        DatabaseConfig database = Probe.database();
        AtomicInteger byOne = new AtomicInteger();
        AtomicInteger byTwo = new AtomicInteger();
        try (Datastore one = Probe.open(database);
                Datastore two = Probe.open(database)) {
            int events = RelayPass.BATCH * 10;
            one.transactVoid(() ->
                    IntStream.range(0, events)
                            .forEach(i ->
                                    one.outbox()
                                            .add(Probe.COUNTED, new Counted("k" + i % 900, i))));
            one.startRelay(counting(byOne));
            two.startRelay(counting(byTwo));
            Eventually.that(Probe.SOON, () -> unpublished(one) == 0);
            assertThat(streams.events()).hasSize(events);
            for (int key = 0; key < 900; key += 100) {
                assertThat(numbers("k" + key)).isSorted();
            }
            // Batch by batch, whoever is free; each event by one of them.
            assertThat(byOne.get() + byTwo.get()).isEqualTo(events);
            assertThat(byOne.get()).isPositive();
            assertThat(byTwo.get()).isPositive();
        }
    }

    private EventPublisher counting(AtomicInteger published) {
        return (batch, deadline) -> {
            published.addAndGet(batch.size());
            return streams.publish(batch, deadline);
        };
    }

    @Test
    void beyondTheLimitEventsAreRefusedUntilTheStreamsTakeSomeAgain() {
        streams.faults(m -> Fault.NOT_STORED);
        DatabaseConfig small = Probe.database().withOutbox(new OutboxConfig(20));
        try (Datastore datastore = Probe.open(small)) {
            datastore.startRelay(streams);
            AtomicInteger accepted = new AtomicInteger();
            Eventually.that(
                    Probe.SOON,
                    () -> {
                        try {
                            Probe.count(datastore, "k");
                            accepted.incrementAndGet();
                            return false;
                        } catch (DatastoreException.OutboxFull full) {
                            return true;
                        }
                    });
            assertThat(accepted.get()).isGreaterThanOrEqualTo(20);
            assertThat(unpublished(datastore)).isEqualTo(accepted.get());
            // The whole transaction was refused, not only its event.
            assertThat(Probe.rows(datastore, "counter WHERE n = " + accepted.get())).isEqualTo(1);

            streams.faults(m -> Fault.NONE);
            Eventually.that(Probe.SOON, () -> unpublished(datastore) == 0);
            Eventually.that(
                    Probe.SOON,
                    () -> {
                        Probe.count(datastore, "k");
                        return true;
                    });
        }
    }

    @Test
    void closingPublishesWhatIsThere() {
        Map<String, Boolean> closed = new ConcurrentHashMap<>();
        try (Datastore datastore = Probe.open(Probe.database())) {
            datastore.startRelay(streams);
            for (int i = 0; i < 20; i++) {
                Probe.count(datastore, "k" + i);
            }
            closed.put("now", true);
        }
        assertThat(closed).containsKey("now");
        assertThat(streams.events()).hasSize(20);
    }

    @Test
    void publishedAndHandledEventsGoWhenTheirTimeIsOverAndOthersStay() {
        DatabaseConfig database = Probe.database().withEventRetention(Duration.ofMillis(1));
        try (Datastore datastore = Probe.open(database)) {
            datastore.startRelay(streams);
            Probe.count(datastore, "a");
            Eventually.that(Probe.SOON, () -> unpublished(datastore) == 0);
            datastore.stopRelay(Duration.ofSeconds(5));
            Probe.count(datastore, "waits");
            Eventually.that(Probe.SOON, () -> datastore.deleteOldEvents() == 1);
            assertThat(Probe.rows(datastore, "datastore.outbox")).isEqualTo(1);
        }
    }

    private List<Long> numbers(String key) {
        return streams.events().stream()
                .filter(event -> event.key().equals(key))
                .map(Counted::n)
                .toList();
    }

    private static long unpublished(Datastore datastore) {
        return Probe.rows(datastore, "datastore.outbox WHERE published_at IS NULL");
    }
}
