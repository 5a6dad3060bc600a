package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.localservers.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AckChecksTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Longer than the limit: nothing is acknowledged by being delivered again. */
    private static final String PATIENT_CONSUMER =
            """
            {"durable_name": "worker", "ack_policy": "explicit", "ack_wait": 60000000000,
             "max_deliver": -1, "max_ack_pending": 1000,
             "filter_subjects": ["events.test.>", "replay.worker.events.test.>"]}
            """;

    @TempDir Path folder;

    @Test
    void everyEventOfARunIsConfirmedWhenTheDrainEnds() {
        try (JetStreamFixture fixture = JetStreamFixture.start(folder)) {
            List<EventMessage> events = new ArrayList<>();
            for (int i = 0; i < 700; i++) {
                events.add(JetStreamFixture.event("k" + i % 50, i));
            }
            fixture.publish(events);
            AtomicInteger handled = new AtomicInteger();
            Messaging messaging =
                    fixture.consuming(JetStreamFixture.quick(), event -> count(handled));
            Eventually.that(LIMIT, () -> handled.get() == 700);
            messaging.drain(LIMIT);

            JsonNode info = fixture.consumerInfo();
            assertThat(info.path("num_ack_pending").asInt(-1)).isZero();
            assertThat(info.path("ack_floor").path("stream_seq").asInt()).isEqualTo(700);
            assertThat(info.path("num_redelivered").asInt(-1)).isZero();
        }
    }

    @Test
    void whatIsDoneWhileThereIsNoConnectionIsAcknowledgedAfterwards() throws Exception {
        try (JetStreamFixture fixture = JetStreamFixture.start(folder)) {
            fixture.write("consumers/TEST/worker.json", PATIENT_CONSUMER);
            fixture.apply();
            CountDownLatch begun = new CountDownLatch(3);
            CountDownLatch go = new CountDownLatch(1);
            AtomicInteger handled = new AtomicInteger();
            try (Messaging messaging =
                    fixture.consuming(
                            JetStreamFixture.quick(),
                            event -> {
                                begun.countDown();
                                go.await();
                                return count(handled);
                            })) {
                fixture.publish(
                        List.of(
                                JetStreamFixture.event("a", 1),
                                JetStreamFixture.event("b", 1),
                                JetStreamFixture.event("c", 1)));
                assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

                fixture.server().stop();
                Eventually.that(LIMIT, () -> messaging.state() != ConnectionState.CONNECTED);
                go.countDown();
                Eventually.that(LIMIT, () -> handled.get() == 3);
                fixture.restart();
                Eventually.that(
                        LIMIT, () -> fixture.consumerInfo().path("num_ack_pending").asInt(-1) == 0);
            }
            assertThat(handled).hasValue(3);
        }
    }

    private static Outcome count(AtomicInteger handled) {
        handled.incrementAndGet();
        return Outcome.done();
    }
}
