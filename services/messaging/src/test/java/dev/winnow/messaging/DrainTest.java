package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stopping a service loses no reply. */
class DrainTest {
    private final EchoFixture echo = new EchoFixture();

    @AfterEach
    void stop() {
        echo.close();
    }

    @Test
    void requestsInFlightAreAnsweredBeforeTheConnectionCloses() throws Exception {
        CountDownLatch started = new CountDownLatch(20);
        CountDownLatch go = new CountDownLatch(1);
        Messaging service =
                echo.service(
                        EndpointPolicy.ofDefaults(),
                        say -> {
                            started.countDown();
                            go.await(10, TimeUnit.SECONDS);
                            return new Said("done");
                        });
        Client<Say, Said> client = echo.server().open("caller").client(Echo.SAY, EchoFixture.ONCE);
        List<CompletableFuture<Said>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(EchoFixture.async(client));
        }
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> drained =
                CompletableFuture.runAsync(() -> service.drain(Duration.ofSeconds(10)));

        go.countDown();

        for (CompletableFuture<Said> call : calls) {
            assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo(new Said("done"));
        }
        drained.get(10, TimeUnit.SECONDS);
        assertThat(service.state()).isEqualTo(ConnectionState.CLOSED);
    }

    /** Two instances; one drains under load. No call may end in anything but a reply. */
    @Test
    void drainUnderLoadLosesNoRequest() throws Exception {
        for (int round = 0; round < 5; round++) {
            Messaging leaving = echo.server().open("echo");
            leaving.endpoint(Echo.SAY, EndpointPolicy.ofDefaults(), say -> new Said("a"));
            leaving.start();
            Messaging staying = echo.server().open("echo");
            staying.endpoint(Echo.SAY, EndpointPolicy.ofDefaults(), say -> new Said("b"));
            staying.start();
            Client<Say, Said> client =
                    echo.server().open("caller").client(Echo.SAY, EchoFixture.ONCE);
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger fromLeaving = new AtomicInteger();
            List<CompletableFuture<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                callers.add(caller(client, stop, fromLeaving));
            }

            while (fromLeaving.get() < 100) {
                Thread.onSpinWait();
            }
            leaving.drain(Duration.ofSeconds(10));
            stop.set(true);

            for (CompletableFuture<Integer> caller : callers) {
                assertThat(caller.get(10, TimeUnit.SECONDS)).isPositive();
            }
            staying.close();
        }
    }

    private static CompletableFuture<Integer> caller(
            Client<Say, Said> client, AtomicBoolean stop, AtomicInteger fromLeaving) {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    int calls = 0;
                    try {
                        while (!stop.get()) {
                            if (client.call(new Say("x")).text().equals("a")) {
                                fromLeaving.incrementAndGet();
                            }
                            calls++;
                        }
                        done.complete(calls);
                    } catch (CallException e) {
                        done.completeExceptionally(e);
                    }
                });
        return done;
    }

    @Test
    void drainEndsAtItsLimitThoughAHandlerHangs() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Messaging service =
                echo.service(
                        EndpointPolicy.ofDefaults(),
                        say -> {
                            started.countDown();
                            never.await(20, TimeUnit.SECONDS);
                            return new Said("");
                        });
        Client<Say, Said> client = echo.server().open("caller").client(Echo.SAY, EchoFixture.ONCE);
        CompletableFuture<Said> call = EchoFixture.async(client);
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
        long begun = System.nanoTime();

        service.drain(Duration.ofMillis(300));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(call).isNotCompleted();
        never.countDown();
    }

    @Test
    void handlerMayStillCallOthersWhileItsServiceDrains() throws Exception {
        Messaging other = echo.server().open("echo");
        other.endpoint(Echo.SAY_ONCE, EndpointPolicy.ofDefaults(), say -> new Said("from other"));
        other.start();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Messaging service = echo.server().open("echo");
        Client<Say, Said> nested = service.client(Echo.SAY_ONCE, EchoFixture.ONCE);
        service.endpoint(
                Echo.SAY,
                EndpointPolicy.ofDefaults(),
                say -> {
                    started.countDown();
                    go.await(10, TimeUnit.SECONDS);
                    return nested.call(say);
                });
        service.start();
        Client<Say, Said> client = echo.server().open("caller").client(Echo.SAY, EchoFixture.ONCE);
        CompletableFuture<Said> call = EchoFixture.async(client);
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> drained =
                CompletableFuture.runAsync(() -> service.drain(Duration.ofSeconds(10)));

        go.countDown();

        assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo(new Said("from other"));
        drained.get(10, TimeUnit.SECONDS);
    }
}
