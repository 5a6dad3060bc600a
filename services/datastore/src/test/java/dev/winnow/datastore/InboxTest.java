package dev.winnow.datastore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.datastore.Probe.Counted;
import dev.winnow.messaging.Event;
import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.TransientFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class InboxTest {
    private final Datastore datastore = Probe.open(Probe.database());

    @AfterEach
    void close() {
        datastore.close();
    }

    private Outcome insertEffect(Event<Counted> event) {
        datastore.sql(h -> h.execute("INSERT INTO effect VALUES (?)", event.id()));
        return Outcome.done();
    }

    @Test
    void concurrentDeliveriesOfOneEventHaveOneEffect() throws Exception {
        EventHandler<Counted> once = datastore.once("c", this::insertEffect);
        Callable<Outcome> delivery = () -> once.handle(Probe.event("e1"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(Collections.nCopies(20, delivery))) {
                assertThat(outcome.get()).isEqualTo(Outcome.done());
            }
        }
        assertThat(Probe.rows(datastore, "effect")).isEqualTo(1);
    }

    @Test
    void anotherTransactionThatHasTheEventAndDoesNotEndIsNotTheEventsFault() throws Exception {
        DatabaseConfig config = Probe.database().withStatementTimeout(Duration.ofMillis(500));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (Datastore stuck = Probe.open(config);
                Datastore other = Probe.open(config)) {
            EventHandler<Counted> held =
                    stuck.once(
                            "c",
                            event -> {
                                begun.countDown();
                                awaitQuietly(end);
                                return Outcome.done();
                            });
            EventHandler<Counted> waits = other.once("c", event -> Outcome.done());
            Thread thread =
                    Thread.ofVirtual()
                            .start(() ->
                                    assertThatNoException()
                                            .isThrownBy(() -> held.handle(Probe.event("e1"))));
            begun.await();
            assertThatThrownBy(() -> waits.handle(Probe.event("e1")))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("does not end");
            end.countDown();
            thread.join();
            assertThat(waits.handle(Probe.event("e1"))).isEqualTo(Outcome.done());
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void consumersRememberEachForThemselves() throws Exception {
        for (String consumer : List.of("c1", "c2", "c1")) {
            EventHandler<Counted> once = datastore.once(consumer, this::insertEffect);
            assertThat(once.handle(Probe.event("e1"))).isEqualTo(Outcome.done());
        }
        assertThat(Probe.rows(datastore, "effect")).isEqualTo(2);
    }

    @Test
    void anythingButDoneUndoesTheEffectAndTheNextDeliveryStartsAfresh() throws Exception {
        List<Outcome> refused =
                List.of(
                        Outcome.retryLater(Duration.ofSeconds(1), "not yet"),
                        Outcome.deadLetter("never"));
        for (Outcome outcome : refused) {
            EventHandler<Counted> later =
                    datastore.once(
                            "c",
                            event -> {
                                insertEffect(event);
                                return outcome;
                            });
            assertThat(later.handle(Probe.event("e1"))).isEqualTo(outcome);
        }
        EventHandler<Counted> failing =
                datastore.once(
                        "c",
                        event -> {
                            insertEffect(event);
                            throw new IllegalStateException("boom");
                        });
        assertThatThrownBy(() -> failing.handle(Probe.event("e1"))).hasMessage("boom");
        assertThat(Probe.rows(datastore, "effect")).isZero();

        EventHandler<Counted> done = datastore.once("c", this::insertEffect);
        assertThat(done.handle(Probe.event("e1"))).isEqualTo(Outcome.done());
        assertThat(Probe.rows(datastore, "effect")).isEqualTo(1);
    }
}
