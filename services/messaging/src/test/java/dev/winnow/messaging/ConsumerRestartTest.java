package dev.winnow.messaging;

import static dev.winnow.messaging.JetStreamFixture.event;
import static dev.winnow.messaging.JetStreamFixture.quick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.localservers.Eventually;
import dev.winnow.localservers.NatsServer;
import dev.winnow.messaging.ops.MeterNames;
import dev.winnow.messaging.ops.Telemetry;
import io.micrometer.core.instrument.Counter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How soon a durable consumer handles the first new event after its broker was restarted. */
class ConsumerRestartTest {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerRestartTest.class);
    private static final Duration PROMISE = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int RESTARTS = 3;

    private final Map<Integer, Long> handledAtNanos = new ConcurrentHashMap<>();
    private final Telemetry telemetry = Telemetry.none();

    @TempDir private Path folder;
    private JetStreamFixture nats;

    @BeforeEach
    void startServer() {
        nats = JetStreamFixture.start(folder);
    }

    @AfterEach
    void stopServer() {
        nats.close();
    }

    @Test
    void theFirstEventAfterAKillIsHandledWithinTwoSeconds() {
        measured("killed", NatsServer::kill);
    }

    @Test
    void theFirstEventAfterACleanRestartIsHandledWithinTwoSeconds() {
        measured("stopped", NatsServer::stop);
    }

    @Test
    void soIsThatOfAPinnedConsumerWhoseServerHasForgottenThePin() {
        nats.write(
                "consumers/TEST/worker.json",
                """
                {"durable_name": "worker", "ack_policy": "explicit",
                 "priority_policy": "pinned_client", "priority_groups": ["ordered"],
                 "priority_timeout": 5000000000}
                """);
        nats.apply();
        measured("killed, pinned", NatsServer::kill);
    }

    /** From the moment at which the restarted server has the event; several times, the middle. */
    private void measured(String how, Consumer<NatsServer> end) {
        try (Messaging messaging =
                Messaging.connect(nats.config(), JetStreamFixture.INFO, telemetry)) {
            messaging
                    .consumer(JetStreamFixture.STREAM, JetStreamFixture.DURABLE, quick())
                    .on(JetStreamFixture.HAPPENED, this::handle)
                    .register();
            messaging.start();
            awaitHandled(0);
            List<Duration> took = new ArrayList<>();
            for (int number = 1; number <= RESTARTS; number++) {
                end.accept(nats.server());
                nats.restart();
                took.add(awaitHandled(number));
            }
            LOG.warn("{}: the first event was handled {} after its publish", how, took);
            Collections.sort(took);
            assertThat(took.get(RESTARTS / 2)).isLessThan(PROMISE);
            assertThat(pulls("heartbeat")).as("pulls because of missed heartbeats").isZero();
            assertThat(pulls("reconnect")).isGreaterThanOrEqualTo(RESTARTS);
        }
    }

    private Duration awaitHandled(int number) {
        nats.publish(List.of(event("a", number)));
        long taken = System.nanoTime();
        Eventually.that(LIMIT, () -> handledAtNanos.containsKey(number));
        return Duration.ofNanos(Math.max(0, handledAtNanos.getOrDefault(number, taken) - taken));
    }

    private Outcome handle(Event<JetStreamFixture.Thing> event) {
        handledAtNanos.putIfAbsent(event.data().number(), System.nanoTime());
        return Outcome.done();
    }

    private double pulls(String reason) {
        return telemetry
                .meters()
                .find(MeterNames.CONSUMER_PULLS)
                .tag(MeterNames.TAG_REASON, reason)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
