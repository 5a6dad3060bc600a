package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a call takes at most. */
class CallDeadlineTest {
    private final EchoFixture echo = new EchoFixture();

    @AfterEach
    void stop() {
        echo.close();
    }

    @Test
    void workWhoseCallerHasGivenUpIsNotStarted() {
        AtomicInteger handled = new AtomicInteger();
        echo.service(
                EndpointPolicy.ofDefaults(),
                say -> {
                    handled.incrementAndGet();
                    return new Said("");
                });

        RawReply reply = echo.raw(Json.write(new Say("x")), Map.of(WinnowHeaders.DEADLINE_MS, "0"));

        assertThat(EchoFixture.error(reply).error()).isEqualTo("deadline_expired");
        assertThat(handled).hasValue(0);
    }

    @Test
    void deadlineHeaderThatIsNoNumberIsRefused() {
        echo.service(EndpointPolicy.ofDefaults(), say -> new Said(""));

        for (String broken : List.of("soon", "", "1.5", "99999999999999999999")) {
            RawReply reply =
                    echo.raw(Json.write(new Say("x")), Map.of(WinnowHeaders.DEADLINE_MS, broken));
            assertThat(EchoFixture.error(reply).code()).as(broken).isEqualTo(400);
        }
    }

    @Test
    void deadlineHeaderOfAnySizeIsUnderstood() {
        echo.service(EndpointPolicy.ofDefaults(), say -> new Said("served"));

        RawReply late =
                echo.raw(
                        Json.write(new Say("x")),
                        Map.of(WinnowHeaders.DEADLINE_MS, "" + Long.MIN_VALUE));
        RawReply patient =
                echo.raw(
                        Json.write(new Say("x")),
                        Map.of(WinnowHeaders.DEADLINE_MS, "" + Long.MAX_VALUE));

        assertThat(EchoFixture.error(late).error()).isEqualTo("deadline_expired");
        assertThat(Json.read(patient.body(), Said.class).text()).isEqualTo("served");
    }

    @Test
    void timeThatIsLeftTravelsWithTheCall() throws Exception {
        AtomicReference<Duration> seen = new AtomicReference<>();
        Client<Say, Said> client =
                echo.serving(
                        say -> {
                            seen.set(Deadline.current().orElseThrow().remaining());
                            return new Said("");
                        },
                        EchoFixture.ONCE);

        Deadline.after(Duration.ofMillis(700)).call(() -> client.call(new Say("x")));
        assertThat(seen.get()).isBetween(Duration.ofMillis(1), Duration.ofMillis(701));

        client.call(new Say("x"), Duration.ofMillis(300));
        assertThat(seen.get()).isBetween(Duration.ofMillis(1), Duration.ofMillis(301));

        client.call(new Say("x"));
        assertThat(seen.get()).isBetween(Duration.ofMillis(800), Echo.DEADLINE);
    }

    @Test
    void callEndsAtItsDeadlineAndNotLater() {
        CountDownLatch never = new CountDownLatch(1);
        Client<Say, Said> client =
                echo.serving(
                        say -> {
                            never.await(5, TimeUnit.SECONDS);
                            return new Said("late");
                        },
                        EchoFixture.ONCE);
        long begun = System.nanoTime();

        assertThatThrownBy(() -> client.call(new Say("x"), Duration.ofMillis(150)))
                .isInstanceOf(DeadlineExceededException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(150), Duration.ofMillis(600));
        never.countDown();
    }

    @Test
    void nobodyThereIsToldAtOnce() {
        echo.closeService();
        Client<Say, Said> client = echo.server().open("caller").client(Echo.SAY, EchoFixture.ONCE);
        long begun = System.nanoTime();

        assertThatThrownBy(() -> client.call(new Say("x")))
                .isInstanceOf(NoRespondersException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(EchoFixture.SECOND);
    }

    @Test
    void interruptedCallerIsFreedAtOnceAndStaysInterrupted() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Client<Say, Said> client =
                echo.serving(
                        say -> {
                            called.countDown();
                            never.await(5, TimeUnit.SECONDS);
                            return new Said("late");
                        },
                        CallPolicy.ofDefaults());
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                client.call(new Say("x"));
                            } catch (CallException e) {
                                if (Thread.currentThread().isInterrupted()) {
                                    thrown.complete(e);
                                }
                            }
                        });
        assertThat(called.await(5, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();

        assertThat(thrown.get(1, TimeUnit.SECONDS)).isInstanceOf(OutcomeUnknownException.class);
        never.countDown();
    }
}
