package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers and services see when the server goes away and comes back. */
class ReconnectTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final EchoFixture echo = new EchoFixture();

    @AfterEach
    void stop() {
        echo.close();
    }

    @Test
    void requestInFlightWhenTheServerDiesHasAnUnknownOutcomeAndTheNextSucceed() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Client<Say, Said> client =
                echo.serving(
                        say -> {
                            if (say.text().equals("x")) {
                                started.countDown();
                                never.await(10, TimeUnit.SECONDS);
                            }
                            return new Said(say.text());
                        },
                        EchoFixture.ONCE);
        CompletableFuture<Said> inFlight = EchoFixture.async(client);
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();

        echo.server().kill();

        assertThatThrownBy(() -> inFlight.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(OutcomeUnknownException.class);
        never.countDown();

        // Without a server a call is refused at once, and nothing waits for its deadline.
        long begun = System.nanoTime();
        assertThatThrownBy(() -> client.call(new Say("y")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(RefusedException.Reason.NOT_CONNECTED));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));

        echo.server().restart();

        Eventually.that(LIMIT, () -> client.call(new Say("z")).equals(new Said("z")));
    }

    @Test
    void reconnectGoesOnThroughManyOutages() {
        Client<Say, Said> client = echo.serving(say -> new Said(say.text()), EchoFixture.ONCE);

        for (int i = 0; i < 3; i++) {
            echo.server().kill();
            echo.server().restart();
            String text = "outage " + i;
            Eventually.that(LIMIT, () -> client.call(new Say(text)).equals(new Said(text)));
        }
    }

    @Test
    void aClosedConnectionLeavesNoThreadBehind() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Messaging messaging = echo.service(EndpointPolicy.ofDefaults(), say -> new Said(""));
        assertThat(began(before)).isNotEmpty();

        messaging.close();

        Eventually.that(LIMIT, () -> began(before).isEmpty());
    }

    private static List<Thread> began(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().equals("nats-expiry"))
                .toList();
    }

    @Test
    void stateTellsWhetherMessagesFlow() {
        Messaging service = echo.service(EndpointPolicy.ofDefaults(), say -> new Said(""));
        assertThat(service.state()).isEqualTo(ConnectionState.CONNECTED);

        echo.server().kill();
        Eventually.that(LIMIT, () -> service.state() == ConnectionState.RECONNECTING);

        echo.server().restart();
        Eventually.that(LIMIT, () -> service.state() == ConnectionState.CONNECTED);

        service.close();
        assertThat(service.state()).isEqualTo(ConnectionState.CLOSED);
    }

    @Test
    void noServerAtStartIsOneClearLineWithoutThePassword() {
        NatsConfig config = NatsConfig.of("nats://user:hunter2@127.0.0.1:1");

        assertThatThrownBy(() ->
                        Messaging.connect(
                                config, ServiceInfo.of("echo", "1.0.0", ""), Telemetry.none()))
                .isInstanceOf(NatsUnreachableException.class)
                .hasMessageStartingWith("no NATS server can be reached at nats://127.0.0.1:1")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("\n");
    }
}
