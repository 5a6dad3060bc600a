package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service whose endpoints have more to do than they may still answers who asks how it is. */
class SaturationTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final TestServer server = new TestServer();
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @AfterEach
    void stop() {
        go.countDown();
        server.close();
    }

    private Said held(Say say) throws InterruptedException {
        begun.incrementAndGet();
        go.await(30, TimeUnit.SECONDS);
        ended.incrementAndGet();
        return new Said("");
    }

    private static void saturate(Client<Say, Said> client, int requests) {
        List<?> calls = Stream.generate(() -> EchoFixture.async(client)).limit(requests).toList();
        assertThat(calls).hasSize(requests);
    }

    @Test
    void discoveryAnswersWhileEveryEndpointIsSaturated() {
        EndpointPolicy small =
                EndpointPolicy.ofDefaults()
                        .withConcurrency(4)
                        .withWaiting(4)
                        .withMaxWait(Duration.ofSeconds(30));
        Messaging echo = server.open("echo");
        echo.endpoint(Echo.SAY, small, this::held);
        echo.endpoint(Echo.SAY_ONCE, small, this::held);
        echo.start();
        Messaging caller = server.open("caller");
        saturate(caller.client(Echo.SAY, EchoFixture.ONCE), 40);
        saturate(caller.client(Echo.SAY_ONCE, EchoFixture.ONCE), 40);
        Eventually.that(
                LIMIT,
                () ->
                        echo.policies().stream()
                                .allMatch(policy ->
                                        policy.counts().getOrDefault("refused", 0L) == 32));

        RawClient raw = server.open("asker").raw();
        for (String verb : List.of("PING", "INFO", "STATS")) {
            List<Long> micros = new ArrayList<>();
            for (int i = 0; i < 101; i++) {
                long asked = System.nanoTime();
                assertThat(raw.requestMany("$SRV." + verb + ".echo", new byte[0], LIMIT, 1))
                        .hasSize(1);
                micros.add((System.nanoTime() - asked) / 1000);
            }
            micros.sort(null);
            assertThat(micros.get(50)).as("median of %s, in microseconds", verb).isLessThan(10_000);
        }
        assertThat(begun).hasValue(8);
        assertThat(ended).as("no handler has ended meanwhile").hasValue(0);
        assertThat(echo.policies()).allMatch(policy -> policy.state().equals("full"));
    }

    @Test
    void saturatedEndpointDoesNotDelayAnother() {
        Messaging echo = server.open("echo");
        echo.endpoint(
                Echo.SAY,
                EndpointPolicy.ofDefaults().withConcurrency(1).withWaiting(0),
                this::held);
        echo.endpoint(Echo.SAY_ONCE, EndpointPolicy.ofDefaults(), say -> new Said("here"));
        echo.start();
        Messaging caller = server.open("caller");
        saturate(caller.client(Echo.SAY, EchoFixture.ONCE), 20);
        Eventually.that(LIMIT, () -> begun.get() == 1);

        Client<Say, Said> other = caller.client(Echo.SAY_ONCE, EchoFixture.ONCE);

        assertThat(other.call(new Say("x"))).isEqualTo(new Said("here"));
        assertThat(ended).hasValue(0);
    }

    @Test
    void requestsPastTheRateAreRefusedWithATimeToComeAgain() {
        Messaging echo = server.open("echo");
        echo.endpoint(
                Echo.SAY,
                EndpointPolicy.ofDefaults().withRateLimit(2),
                say -> new Said("" + begun.incrementAndGet()));
        echo.start();
        Client<Say, Said> client = server.open("caller").client(Echo.SAY, EchoFixture.ONCE);

        int refused = 0;
        for (int i = 0; i < 18; i++) {
            try {
                client.call(new Say("x"));
            } catch (ServiceErrorException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
                assertThat(e.retryAfter()).contains(Duration.ofSeconds(1));
                refused++;
            }
        }

        assertThat(refused).isGreaterThan(5);
        assertThat(begun).hasValue(18 - refused);
    }

    @Test
    void adaptiveLimitStartsLowAndIsSeen() {
        Messaging echo = server.open("echo");
        echo.endpoint(
                Echo.SAY,
                EndpointPolicy.ofDefaults().withAdaptive(true),
                say -> new Said(say.text()));
        echo.start();
        Client<Say, Said> client = server.open("caller").client(Echo.SAY, EchoFixture.ONCE);

        for (int i = 0; i < 50; i++) {
            assertThat(client.call(new Say("x"))).isEqualTo(new Said("x"));
        }
        assertThat(echo.policies().getFirst().counts())
                .containsEntry("limit", (long) GradientLimit.START);
    }

    @Test
    void errorThatTheContractDoesNotNameIsInternal() {
        Messaging echo = server.open("echo");
        echo.endpoint(
                Echo.SAY,
                EndpointPolicy.ofDefaults(),
                say -> {
                    throw new ServiceErrorException(ErrorCode.CONFLICT, "not in the contract");
                });
        echo.start();
        Client<Say, Said> client = server.open("caller").client(Echo.SAY, EchoFixture.ONCE);

        assertThatThrownBy(() -> client.call(new Say("x")))
                .isInstanceOfSatisfying(
                        ServiceErrorException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
    }

    @Test
    void errorTextOfAnyKindAndSizeReachesTheCallerInFull() {
        String text = "Zeile 1\r\nZeile 2: Größe 漢字 🙂\n" + "x\té\n".repeat(2_500) + "end";
        Messaging echo = server.open("echo");
        echo.endpoint(
                Echo.SAY,
                EndpointPolicy.ofDefaults(),
                say -> {
                    throw new ServiceErrorException(ErrorCode.NOT_FOUND, text);
                });
        echo.start();
        Messaging caller = server.open("caller");
        Client<Say, Said> client = caller.client(Echo.SAY, EchoFixture.ONCE);

        assertThatThrownBy(() -> client.call(new Say("x")))
                .isInstanceOf(ServiceErrorException.class)
                .hasMessage(text);
        // What any client sees: a header that it can read, and the whole text in the body.
        RawReply reply =
                caller.raw().request(Echo.SAY.subject(), Json.write(new Say("x")), Map.of(), LIMIT);
        assertThat(reply.headers().get("Nats-Service-Error-Code")).isEqualTo("404");
        assertThat(reply.headers().get("Nats-Service-Error"))
                .startsWith("Zeile 1  Zeile 2: Gr??e ?? ? x")
                .hasSizeLessThanOrEqualTo(200)
                .matches("[\\x20-\\x7e]+");
        assertThat(EchoFixture.error(reply).message()).isEqualTo(text);
    }

    @Test
    void refusalsAndDiscoveryDoNotWaitForHandlersThatKeepAllProcessors() throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        Messaging echo = server.open("echo");
        echo.endpoint(
                Echo.SAY,
                EndpointPolicy.ofDefaults().withConcurrency(processors).withWaiting(0),
                this::computing);
        echo.start();
        byte[] body = Json.write(new Say("x"));
        // Not one of our clients: its virtual threads would wait in this process as well.
        Connection caller = Nats.connect(server.url());
        for (int i = 0; i < processors; i++) {
            caller.publish(Echo.SAY.subject(), "_INBOX.nobody", body);
        }
        Eventually.that(LIMIT, () -> begun.get() == processors);

        Message refusal = caller.request(Echo.SAY.subject(), body, Duration.ofSeconds(2));

        assertThat(ended).hasValue(0);
        assertThat(refusal).isNotNull();
        assertThat(refusal.getHeaders().getFirst(WinnowHeaders.SERVICE_ERROR_CODE))
                .isEqualTo("429");
        for (String verb : List.of("PING", "INFO", "STATS")) {
            Message answer = caller.request("$SRV." + verb + ".echo", body, Duration.ofSeconds(2));
            assertThat(answer).as(verb).isNotNull();
        }
        caller.close();
        assertThat(ended).as("no handler has ended meanwhile").hasValue(0);
    }

    /** Gives its processor to nobody. */
    private Said computing(Say say) {
        begun.incrementAndGet();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (go.getCount() > 0 && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        ended.incrementAndGet();
        return new Said("");
    }
}
