package dev.winnow.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.EventContract;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events without a consumer on the server. */
class SignalTest {
    private static final EventContract<Echo.Said> SAID =
            new EventContract<>(
                    "echo",
                    "said",
                    1,
                    "ECHO",
                    "Somebody said it.",
                    Echo.Said.class,
                    Echo.Said::text);

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyInstanceGetsTheSignalAndABrokenOneStopsNothing() throws Exception {
        BlockingQueue<Event<Echo.Said>> seen = new LinkedBlockingQueue<>();
        for (int i = 0; i < 2; i++) {
            Messaging instance = server.open("listener");
            instance.onSignal(SAID, seen::add);
            instance.start();
        }
        RawClient sender = server.open("sender").raw();
        Instant time = Instant.parse("2026-11-21T10:00:00Z");
        EventMessage message = EventMessage.of(SAID, new Echo.Said("hello"), "id-1", time);

        sender.publish(message.subject(), "{".getBytes(UTF_8), message.headers());
        sender.publish(message.subject(), message.body(), Map.of());
        sender.publish(message.subject(), message.body(), message.headers());

        for (int i = 0; i < 2; i++) {
            Event<Echo.Said> event = seen.poll(5, TimeUnit.SECONDS);
            assertThat(event)
                    .isEqualTo(
                            new Event<>(
                                    "id-1",
                                    SAID.type(),
                                    SAID.source(),
                                    "hello",
                                    time,
                                    new Echo.Said("hello"),
                                    "",
                                    0,
                                    1));
        }
        assertThat(seen).isEmpty();
    }
}
