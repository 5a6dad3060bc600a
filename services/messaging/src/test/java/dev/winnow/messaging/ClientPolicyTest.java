package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a client tries again, and when it stops calling. */
class ClientPolicyTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final CallPolicy QUICK =
            CallPolicy.ofDefaults().withBackoff(Duration.ofMillis(1));

    private final EchoFixture echo = new EchoFixture();
    private final AtomicInteger attempts = new AtomicInteger();

    @AfterEach
    void stop() {
        echo.close();
    }

    private RequestHandler<Say, Said> failing(ErrorCode code, int times) {
        return say -> {
            if (attempts.incrementAndGet() <= times) {
                throw new ServiceErrorException(code, "attempt " + attempts.get());
            }
            return new Said("attempt " + attempts.get());
        };
    }

    @Test
    void idempotentRequestIsTriedAgainAfterAFailureThatMayPass() {
        Client<Say, Said> client = echo.serving(failing(ErrorCode.UNAVAILABLE, 2), QUICK);

        assertThat(client.call(new Say("x"))).isEqualTo(new Said("attempt 3"));
    }

    @Test
    void attemptsHaveAnEndAndTheLastFailureCarriesTheEarlierOnes() {
        Client<Say, Said> client = echo.serving(failing(ErrorCode.UNAVAILABLE, 99), QUICK);

        assertThatThrownBy(() -> client.call(new Say("x")))
                .hasMessage("attempt 3")
                .satisfies(e ->
                        assertThat(e.getSuppressed())
                                .extracting(Throwable::getMessage)
                                .containsExactly("attempt 1", "attempt 2"));
        assertThat(attempts).hasValue(3);
    }

    @Test
    void callersMistakeIsNotRepeated() {
        Client<Say, Said> client = echo.serving(failing(ErrorCode.NOT_FOUND, 99), QUICK);

        assertThatThrownBy(() -> client.call(new Say("x"))).hasMessage("attempt 1");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void requestWithTwoEffectsWhenSentTwiceIsSentOnce() {
        Client<Say, Said> client = onceOnly(failing(ErrorCode.UNAVAILABLE, 99));

        assertThatThrownBy(() -> client.call(new Say("x"))).hasMessage("attempt 1");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void requestThatWasCertainlyNotExecutedIsSentAgainAllTheSame() {
        Client<Say, Said> client = onceOnly(failing(ErrorCode.OVERLOADED, 1));

        assertThat(client.call(new Say("x"))).isEqualTo(new Said("attempt 2"));
    }

    private Client<Say, Said> onceOnly(RequestHandler<Say, Said> handler) {
        Messaging service = echo.server().open("echo");
        service.endpoint(Echo.SAY_ONCE, EndpointPolicy.ofDefaults(), handler);
        service.start();
        return echo.server().open("caller").client(Echo.SAY_ONCE, QUICK);
    }

    @Test
    void noRetryGoesPastTheDeadline() {
        CallPolicy slow =
                CallPolicy.ofDefaults()
                        .withMaxAttempts(100)
                        .withBackoff(Duration.ofMillis(200))
                        .withMaxBackoff(Duration.ofMillis(400));
        Client<Say, Said> client = echo.serving(failing(ErrorCode.UNAVAILABLE, 999), slow);
        long begun = System.nanoTime();

        assertThatThrownBy(() -> client.call(new Say("x"), Duration.ofMillis(300)))
                .isInstanceOf(CallException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void circuitOpensAfterFailuresOfTheServiceRefusesAtOnceAndClosesAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        CircuitPolicy circuit =
                new CircuitPolicy(50, 4, Duration.ofSeconds(10), Duration.ofMillis(200), 2);
        Client<Say, Said> client =
                echo.serving(
                        say -> {
                            attempts.incrementAndGet();
                            if (broken.get()) {
                                throw new ServiceErrorException(ErrorCode.UNAVAILABLE, "down");
                            }
                            return new Said("up");
                        },
                        EchoFixture.ONCE.withCircuit(circuit));
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> client.call(new Say("x"))).hasMessage("down");
        }

        assertThatThrownBy(() -> client.call(new Say("x")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(RefusedException.Reason.CIRCUIT_OPEN));
        assertThat(attempts).hasValue(4);

        broken.set(false);
        Eventually.that(LIMIT, () -> client.call(new Say("x")).equals(new Said("up")));
        for (int i = 0; i < 10; i++) {
            assertThat(client.call(new Say("x"))).isEqualTo(new Said("up"));
        }
    }

    @Test
    void callersMistakesDoNotOpenTheCircuit() {
        CircuitPolicy circuit =
                new CircuitPolicy(50, 4, Duration.ofSeconds(10), Duration.ofSeconds(10), 2);
        Client<Say, Said> client =
                echo.serving(
                        failing(ErrorCode.NOT_FOUND, 20), EchoFixture.ONCE.withCircuit(circuit));

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> client.call(new Say("x")))
                    .isInstanceOf(ServiceErrorException.class);
        }
        assertThat(client.call(new Say("x"))).isEqualTo(new Said("attempt 21"));
    }

    @Test
    void callsPastTheBulkheadAreRefusedAtOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(2);
        Client<Say, Said> client =
                echo.serving(
                        say -> {
                            started.countDown();
                            go.await(5, TimeUnit.SECONDS);
                            return new Said("");
                        },
                        EchoFixture.ONCE.withBulkhead(2));
        List<CompletableFuture<Said>> two =
                List.of(EchoFixture.async(client), EchoFixture.async(client));
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> client.call(new Say("x")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(RefusedException.Reason.BULKHEAD_FULL));

        go.countDown();
        for (CompletableFuture<Said> call : two) {
            call.get(5, TimeUnit.SECONDS);
        }
    }
}
