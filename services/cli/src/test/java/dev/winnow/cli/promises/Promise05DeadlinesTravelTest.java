package dev.winnow.cli.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.cli.promises.House.Answer;
import dev.winnow.cli.promises.House.Ask;
import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.datastore.DatastoreException;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.DeadlineExceededException;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.RawReply;
import dev.winnow.testkit.Eventually;
import dev.winnow.testkit.TestSql;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A call carries the time that is left; work whose caller has given up is not started; nested calls
 * and SQL statements get no more than what remains.
 */
final class Promise05DeadlinesTravelTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final House house = new House();
    private final Messaging service = house.connect("promises");
    private final Messaging caller = house.connect("caller");

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aNestedCallAndItsStatementGetWhatRemains() throws Exception {
        BlockingQueue<Duration> left = new LinkedBlockingQueue<>();
        BlockingQueue<Throwable> cut = new LinkedBlockingQueue<>();
        Client<Ask, Answer> nested = service.client(House.NESTED, CallPolicy.ofDefaults());
        service.endpoint(House.DO, EndpointPolicy.ofDefaults(), nested::call);
        service.endpoint(
                House.NESTED,
                EndpointPolicy.ofDefaults(),
                ask -> {
                    left.add(Deadline.current().orElseThrow().remaining());
                    try {
                        TestSql.execute(house.datastore, "SELECT pg_sleep(60)");
                    } catch (DatastoreException e) {
                        cut.add(e);
                        throw e;
                    }
                    return new Answer(0);
                });
        service.start();

        assertThatThrownBy(() -> client(SHORT).call(new Ask(1, "")))
                .isInstanceOf(DeadlineExceededException.class);

        assertThat(left.poll(20, TimeUnit.SECONDS)).isPositive().isLessThanOrEqualTo(SHORT);
        assertThat(cut.poll(20, TimeUnit.SECONDS))
                .as("what became of a statement that takes a minute")
                .isInstanceOf(DatastoreException.DeadlineExceeded.class);
    }

    @Test
    void whatWaitedLongerThanItsCallerIsNeverStarted() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger second = new AtomicInteger();
        EndpointPolicy oneAtATime =
                EndpointPolicy.ofDefaults().withConcurrency(1).withMaxWait(Duration.ofMinutes(5));
        service.endpoint(
                House.DO,
                oneAtATime,
                ask -> {
                    if (ask.n() == 1) {
                        busy.countDown();
                        go.await(60, TimeUnit.SECONDS);
                    } else if (ask.n() == 2) {
                        second.incrementAndGet();
                    }
                    return new Answer(ask.n());
                });
        service.start();
        Thread first = Thread.ofVirtual().start(() -> client(House.SOON).call(new Ask(1, "")));
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();

        // Refused while the first is still at work: the wait for a turn ended with the caller's.
        RawReply refused =
                caller.raw()
                        .request(
                                House.DO.subject(),
                                Json.write(new Ask(2, "")),
                                Map.of(WinnowHeaders.DEADLINE_MS, "300"),
                                House.SOON);
        assertThat(refused.headers()).containsEntry("Nats-Service-Error-Code", "408");
        go.countDown();

        first.join();
        Eventually.that(House.SOON, () -> client(House.SOON).call(new Ask(3, "")).n() == 3);
        assertThat(second.get()).isZero();
    }

    private Client<Ask, Answer> client(Duration timeout) {
        return caller.client(
                House.DO, CallPolicy.ofDefaults().withTimeout(timeout).withMaxAttempts(1));
    }
}
