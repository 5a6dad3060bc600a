package dev.winnow.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.Echo.Said;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bytes and headers. */
class RawClientTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final EchoFixture echo = new EchoFixture();
    private final RawClient raw = echo.server().open("tool").raw();

    @AfterEach
    void stop() {
        echo.close();
    }

    @Test
    void errorReplyIsAReply() {
        echo.service(EndpointPolicy.ofDefaults(), say -> new Said(""));

        RawReply reply = raw.request(Echo.SAY.subject(), "{}".getBytes(UTF_8), Map.of(), SECOND);

        assertThat(reply.headers()).containsEntry(WinnowHeaders.SERVICE_ERROR_CODE, "400");
    }

    @Test
    void nobodyThereIsAnException() {
        assertThatThrownBy(() -> raw.request("nobody.here", new byte[0], Map.of(), SECOND))
                .isInstanceOf(NoRespondersException.class);
    }

    @Test
    void subscriptionGetsMessagesWithTheirHeadersUntilItIsClosed() throws Exception {
        BlockingQueue<RawReply> seen = new LinkedBlockingQueue<>();
        RawClient.Subscription subscription = raw.subscribe("some.*", seen::add);
        RawClient sender = echo.server().open("sender").raw();

        sender.publish("some.thing", "body".getBytes(UTF_8), Map.of("Key", "value"));

        RawReply message = seen.poll(5, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        assertThat(message.subject()).isEqualTo("some.thing");
        assertThat(message.headers()).containsExactly(Map.entry("Key", "value"));
        assertThat(message.body()).asString(UTF_8).isEqualTo("body");

        subscription.close();
        sender.publish("some.thing", new byte[0], Map.of());
        sender.flush(SECOND);
        raw.flush(SECOND);
        assertThat(seen).isEmpty();
    }

    @Test
    void whatIsTooLargeIsRefused() {
        assertThatThrownBy(() -> raw.publish("some.thing", new byte[2_000_000], Map.of()))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(RefusedException.Reason.TOO_LARGE));
    }

    @Test
    void headerThatCannotBeSentIsAnArgumentThatIsWrong() {
        assertThatThrownBy(() -> raw.publish("some.thing", new byte[0], Map.of("a key", "value")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> raw.publish("some.thing", new byte[0], Map.of("key", "väl\r\nue")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
