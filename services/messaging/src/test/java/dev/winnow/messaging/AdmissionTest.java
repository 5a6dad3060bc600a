package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an endpoint refuses, and that it says so. */
class AdmissionTest {
    private final EchoFixture echo = new EchoFixture();

    @AfterEach
    void stop() {
        echo.close();
    }

    @Test
    void requestOverTheLimitIsRefused() {
        echo.service(
                EndpointPolicy.ofDefaults().withMaxPayloadBytes(100), say -> new Said(say.text()));

        assertThat(
                        EchoFixture.error(echo.raw(Json.write(new Say("x".repeat(200))), Map.of()))
                                .error())
                .isEqualTo("too_large");
    }

    @Test
    void requestLargerThanTheServerTakesIsNotSent() {
        Client<Say, Said> client = echo.serving(say -> new Said("never"), EchoFixture.ONCE);

        assertThatThrownBy(() -> client.call(new Say("x".repeat(2_000_000))))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(RefusedException.Reason.TOO_LARGE));
    }

    @Test
    void replyLargerThanTheServerTakesIsAnErrorAndNotSilence() {
        Client<Say, Said> client =
                echo.serving(say -> new Said("x".repeat(2_000_000)), EchoFixture.ONCE);

        assertThatThrownBy(() -> client.call(new Say("x")))
                .isInstanceOfSatisfying(
                        ServiceErrorException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
    }

    @Test
    void pastTheLimitsARequestIsRefusedAtOnceAndTheRestIsServed() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(2);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        EndpointPolicy small =
                EndpointPolicy.ofDefaults()
                        .withConcurrency(2)
                        .withWaiting(1)
                        .withMaxWait(Duration.ofSeconds(5));
        Client<Say, Said> client =
                echo.serving(
                        small,
                        say -> {
                            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                            started.countDown();
                            go.await(5, TimeUnit.SECONDS);
                            atOnce.decrementAndGet();
                            return new Said("");
                        },
                        EchoFixture.ONCE);
        List<CompletableFuture<Said>> calls =
                IntStream.range(0, 10).mapToObj(i -> EchoFixture.async(client)).toList();
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();

        // Two run and one waits, so seven are refused while those are held up.
        Eventually.that(
                Duration.ofSeconds(5),
                () ->
                        calls.stream().filter(CompletableFuture::isCompletedExceptionally).count()
                                == 7);
        assertThat(
                        calls.stream()
                                .filter(CompletableFuture::isDone)
                                .map(CompletableFuture::exceptionNow))
                .allSatisfy(AdmissionTest::isOverload);

        go.countDown();
        CompletableFuture.allOf(
                        calls.stream()
                                .filter(call -> !call.isCompletedExceptionally())
                                .toArray(CompletableFuture[]::new))
                .get(5, TimeUnit.SECONDS);
        assertThat(most).hasValue(2);
    }

    @Test
    void requestThatWaitedTooLongForItsTurnIsRefused() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        Client<Say, Said> client =
                echo.serving(
                        EndpointPolicy.ofDefaults()
                                .withConcurrency(1)
                                .withMaxWait(Duration.ofMillis(30)),
                        say -> {
                            started.countDown();
                            go.await(5, TimeUnit.SECONDS);
                            return new Said("");
                        },
                        EchoFixture.ONCE);
        CompletableFuture<Said> first = EchoFixture.async(client);
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> client.call(new Say("x")))
                .isInstanceOfSatisfying(
                        ServiceErrorException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));

        go.countDown();
        first.get(5, TimeUnit.SECONDS);
    }

    private static void isOverload(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ServiceErrorException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
                            assertThat(e.retryAfter()).isPresent();
                            assertThat(e.certainlyNotExecuted()).isTrue();
                        });
    }
}
