package dev.winnow.cli.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.cli.promises.House.Answer;
import dev.winnow.cli.promises.House.Ask;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.datastore.DatastoreException;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.CircuitPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.FanOut;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.RefusedException;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.testkit.Eventually;
import dev.winnow.testkit.TestSql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every queue, pool, fan-out, retry, cache, payload and wait has a limit, stated in config. Past
 * it: an immediate, typed refusal, never a growing heap and never silence.
 */
final class Promise04EverythingIsBoundedTest {
    private static final CircuitPolicy NEVER =
            new CircuitPolicy(100, 1_000_000, Duration.ofSeconds(10), Duration.ofSeconds(2), 1);
    private static final CallPolicy ONCE =
            CallPolicy.ofDefaults()
                    .withMaxAttempts(1)
                    .withTimeout(Duration.ofSeconds(60))
                    .withCircuit(NEVER);
    private static final int FLOOD = 1500;
    private static final String LARGE = "x".repeat(32 * 1024);

    private final House house =
            new House(config ->
                    config.withMaximumPoolSize(1).withConnectionTimeout(Duration.ofMillis(250)));
    private final Messaging service = house.connect("promises");
    private final CountDownLatch held = new CountDownLatch(2);
    private final CountDownLatch go = new CountDownLatch(1);
    private final List<Thread> callers = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        go.countDown();
        for (Thread each : callers) {
            each.join();
        }
        house.close();
    }

    @Test
    void aBusyEndpointRefusesAtOnceAndKeepsNothingOfWhatItRefused() throws Exception {
        Client<Ask, Answer> client = busy(ONCE);
        long heap = heap();
        AtomicInteger refused = new AtomicInteger();
        long begun = System.nanoTime();

        Callable<Boolean> call = () -> refused.addAndGet(refused(client)) > 0;
        FanOut.failFast(16, Collections.nCopies(FLOOD, call));

        assertThat(refused.get()).isEqualTo(FLOOD);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("%d refusals while nothing is answered", FLOOD)
                .isLessThan(ONCE.timeout());
        assertThat(heap() - heap)
                .as("heap kept of %d MiB", (FLOOD * LARGE.length()) >> 20)
                .isLessThan(FLOOD * LARGE.length() / 3);
    }

    /** Two are at work and hang; nobody may wait for them. */
    private Client<Ask, Answer> busy(CallPolicy policy) throws InterruptedException {
        service.endpoint(
                House.DO,
                EndpointPolicy.ofDefaults()
                        .withConcurrency(2)
                        .withWaiting(0)
                        .withMaxPayloadBytes(64 * 1024),
                ask -> {
                    held.countDown();
                    go.await(60, TimeUnit.SECONDS);
                    return new Answer(ask.n());
                });
        service.start();
        Client<Ask, Answer> client = house.connect("caller").client(House.DO, policy);
        for (int i = 0; i < 2; i++) {
            callers.add(Thread.ofVirtual().start(() -> client.call(new Ask(1, ""))));
        }
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        return client;
    }

    private static int refused(Client<Ask, Answer> client) {
        try {
            client.call(new Ask(2, LARGE));
            return 0;
        } catch (ServiceErrorException e) {
            return e.code().code() == ErrorCode.OVERLOADED.code() ? 1 : 0;
        }
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void callsOfOneClientPastItsBulkheadAreRefused() throws Exception {
        Client<Ask, Answer> client = busy(ONCE.withBulkhead(2));
        assertThat(catchThrowableOfType(RefusedException.class, () -> client.call(new Ask(2, ""))))
                .extracting(RefusedException::reason)
                .isEqualTo(RefusedException.Reason.BULKHEAD_FULL);
    }

    @Test
    void whatIsTooLargeIsRefusedByTheEndpointAndBeforeItIsSent() throws Exception {
        Client<Ask, Answer> client = busy(ONCE);
        assertThat(
                        catchThrowableOfType(
                                ServiceErrorException.class,
                                () -> client.call(new Ask(2, LARGE.repeat(2)))))
                .extracting(e -> e.code().code())
                .isEqualTo(ErrorCode.TOO_LARGE.code());
        assertThat(
                        catchThrowableOfType(
                                RefusedException.class,
                                () -> client.call(new Ask(2, LARGE.repeat(100)))))
                .extracting(RefusedException::reason)
                .isEqualTo(RefusedException.Reason.TOO_LARGE);
    }

    @Test
    void anExhaustedPoolRefusesWithinItsWait() {
        house.datastore.transactVoid(() -> {
            Callable<Integer> another = () -> TestSql.execute(house.datastore, "SELECT 1");
            assertThatThrownBy(() -> FanOut.failFast(1, Collections.nCopies(1, another)))
                    .isInstanceOf(DatastoreException.Unavailable.class);
        });
    }

    @Test
    void aConsumerHoldsNoMoreThanItsLimit() {
        Messaging driver = house.connect("driver");
        for (int n = 0; n < 200; n++) {
            House.publish(driver, House.fact("k" + n, n));
        }
        AtomicInteger held = new AtomicInteger();
        house.consuming(
                House.quick().withMaxInFlight(4),
                event -> {
                    held.incrementAndGet();
                    go.await(60, TimeUnit.SECONDS);
                    return Outcome.done();
                });
        Eventually.that(House.SOON, () -> held.get() == 4);
        assertThat(house.consumer(driver).path("num_ack_pending").asInt()).isEqualTo(4);

        go.countDown();
        Eventually.that(House.SOON, () -> house.isConsumed(driver));
    }

    @Test
    void aFanOutRunsNoMoreThanItsLimitAtOnce() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Callable<Integer> task =
                () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(50_000);
                    return running.decrementAndGet();
                };
        assertThat(FanOut.failFast(4, Collections.nCopies(1000, task))).hasSize(1000);
        assertThat(most.get()).isBetween(1, 4);
    }
}
