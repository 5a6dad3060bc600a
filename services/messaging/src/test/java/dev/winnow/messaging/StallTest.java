package dev.winnow.messaging;

import static dev.winnow.messaging.JetStreamFixture.event;
import static dev.winnow.messaging.JetStreamFixture.quick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.localservers.Direction;
import dev.winnow.localservers.Eventually;
import dev.winnow.localservers.FaultProxy;
import dev.winnow.messaging.ops.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A consumer that hears nothing, or whose handler does not end, goes on by itself. */
class StallTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private final Set<Integer> handled = ConcurrentHashMap.newKeySet();
    private final AtomicInteger attempts = new AtomicInteger();

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
    void pullsGoOnWhenASilentServerAnswersAgain() throws InterruptedException {
        try (Messaging messaging = nats.consuming(quick(), this::handle)) {
            nats.publish(List.of(event("a", 1)));
            Eventually.that(SOON, () -> handled.contains(1));
            nats.server().pause();
            // Longer than two missed heartbeats.
            new CountDownLatch(1).await(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
            nats.server().resume();
            nats.publish(List.of(event("a", 2)));
            Eventually.that(SOON, () -> handled.contains(2));
            Eventually.that(SOON, () -> ackPending() == 0);
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void aConnectionThatSwallowsAllIsGivenUpForANewOne() {
        try (FaultProxy proxy = FaultProxy.nats(nats.server().port());
                Messaging messaging =
                        Messaging.connect(
                                pinging("nats://127.0.0.1:" + proxy.port()),
                                JetStreamFixture.INFO,
                                Telemetry.none())) {
            messaging
                    .consumer(JetStreamFixture.STREAM, JetStreamFixture.DURABLE, quick())
                    .on(JetStreamFixture.HAPPENED, this::handle)
                    .register();
            messaging.start();
            nats.publish(List.of(event("a", 1)));
            Eventually.that(SOON, () -> handled.contains(1));
            proxy.swallow(Direction.TO_CLIENT);
            nats.publish(List.of(event("a", 2), event("b", 3)));
            // It hears nothing on that one for good, whether or not new ones are better.
            Eventually.that(SOON, () -> ackPending() == 2 && proxy.lostBytes() > 0);
            proxy.heal();
            Eventually.that(SOON, () -> handled.containsAll(List.of(2, 3)));
            Eventually.that(SOON, () -> ackPending() == 0);
            assertThat(proxy.connections()).isGreaterThan(1);
        }
    }

    @Test
    void aHandlerThatDoesNotEndIsInterruptedAndTriedAgain() {
        CountDownLatch never = new CountDownLatch(1);
        nats.publish(List.of(event("a", 1), event("a", 2), event("b", 3)));
        try (Messaging messaging =
                nats.consuming(
                        quick().withHandlerTimeout(Duration.ofSeconds(1)),
                        event -> {
                            if (event.data().number() == 1 && attempts.incrementAndGet() == 1) {
                                never.await();
                            }
                            return handle(event);
                        })) {
            Eventually.that(SOON, () -> handled.size() == 3 && ackPending() == 0);
            assertThat(attempts).hasValue(2);
            assertThat(nats.consumerInfo().path("num_redelivered").asInt(-1)).isZero();
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void aHandlerThatNeverEndsInTimeIsExhaustedOnceOthersGetThrough() {
        CountDownLatch never = new CountDownLatch(1);
        nats.publish(List.of(event("a", 1)));
        try (Messaging messaging =
                nats.consuming(
                        quick().withMaxDeliveries(2).withHandlerTimeout(Duration.ofMillis(500)),
                        event -> {
                            if (event.data().number() == 1) {
                                attempts.incrementAndGet();
                                never.await();
                            }
                            return handle(event);
                        })) {
            Eventually.that(SOON, () -> attempts.get() > 1);
            JetStreamFixture.publish(messaging, List.of(event("b", 2)));
            Eventually.that(SOON, () -> deadLetters() == 1 && ackPending() == 0);
            assertThat(handled).containsExactly(2);
        }
    }

    @Test
    void whatAHandlerHoldsThatHeedsNoInterruptIsHandledByAnotherProcess() {
        CountDownLatch end = new CountDownLatch(1);
        nats.publish(List.of(event("a", 1), event("a", 2)));
        try (Messaging stuck =
                nats.consuming(
                        quick().withMaxInFlight(2).withHandlerTimeout(Duration.ofSeconds(1)),
                        event -> {
                            attempts.incrementAndGet();
                            while (end.getCount() > 0) {
                                awaitHeedless(end);
                            }
                            return Outcome.done();
                        })) {
            // Full as it is, it pulls no more.
            Eventually.that(SOON, () -> attempts.get() == 1 && ackPending() == 2);
            try (Messaging other = nats.consuming(quick(), this::handle)) {
                Eventually.that(SOON, () -> handled.containsAll(List.of(1, 2)));
                assertThat(attempts).hasValue(1);
                end.countDown();
                Eventually.that(SOON, () -> ackPending() == 0);
                assertThat(List.of(stuck.state(), other.state()))
                        .containsOnly(ConnectionState.CONNECTED);
            }
        } finally {
            end.countDown();
        }
    }

    private static void awaitHeedless(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException ignored) {
            return;
        }
    }

    private static NatsConfig pinging(String url) {
        NatsConfig usual = NatsConfig.of(url);
        return new NatsConfig(
                usual.urls(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                usual.connectTimeout(),
                usual.reconnectWait(),
                Duration.ofSeconds(1),
                usual.maxPendingMessages(),
                usual.inboxPrefix(),
                usual.discoveryPrefix());
    }

    private Outcome handle(Event<JetStreamFixture.Thing> event) {
        handled.add(event.data().number());
        return Outcome.done();
    }

    private long ackPending() {
        return nats.consumerInfo().path("num_ack_pending").asLong(-1);
    }

    private long deadLetters() {
        return nats.streamState("DEAD_LETTERS").path("messages").asLong(-1);
    }
}
