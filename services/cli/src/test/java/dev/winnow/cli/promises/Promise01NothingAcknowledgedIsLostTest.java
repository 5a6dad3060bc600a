package dev.winnow.cli.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.cli.promises.House.Answer;
import dev.winnow.cli.promises.House.Ask;
import dev.winnow.messaging.CallException;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.Messaging;
import dev.winnow.testkit.Eventually;
import dev.winnow.testkit.TestSql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A request that changed something answered "accepted" only after its facts are committed; a
 * committed fact reaches every durable consumer, whatever is killed in between.
 */
final class Promise01NothingAcknowledgedIsLostTest {
    private static final int CALLERS = 4;
    private static final int SOME = 50;

    private final House house = new House();
    private final List<HouseProcess> services = new ArrayList<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        stop.set(true);
        services.forEach(HouseProcess::close);
        house.close();
    }

    @Test
    void whatWasAcceptedHasItsEffectThoughServerAndServiceAreKilled() throws Exception {
        Messaging driver = house.connect("driver");
        services.add(HouseProcess.start(house));
        List<Thread> callers = callers(driver);
        awaitSomeAccepted();

        int before = failed.get();
        house.nats.kill();
        Eventually.that(House.SOON, () -> "calls that fail", () -> failed.get() > before);
        house.nats.restart();
        awaitSomeAccepted();

        services.getFirst().kill();
        services.add(HouseProcess.start(house));
        awaitSomeAccepted();
        stop.set(true);
        for (Thread caller : callers) {
            caller.join();
        }

        var committed = TestSql.texts(house.datastore, "SELECT 'k' || n FROM commits");
        Eventually.that(
                House.SOON,
                () -> house.effects().size() + " effects of " + committed.size() + " commits",
                () -> house.effects().size() >= committed.size() && house.isConsumed(driver));
        assertThat(committed).containsAll(accepted);
        assertThat(house.effects()).containsExactlyInAnyOrderElementsOf(committed);
    }

    private void awaitSomeAccepted() {
        int enough = accepted.size() + SOME;
        Eventually.that(House.SOON, () -> "accepted requests", () -> accepted.size() >= enough);
    }

    private List<Thread> callers(Messaging driver) {
        CallPolicy once =
                CallPolicy.ofDefaults().withMaxAttempts(1).withTimeout(Duration.ofSeconds(2));
        Client<Ask, Answer> client = driver.client(House.DO, once);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            threads.add(Thread.ofVirtual().start(() -> callOn(client)));
        }
        return threads;
    }

    /** Every number once: what came of a call that failed nobody knows, and nobody asks again. */
    private void callOn(Client<Ask, Answer> client) {
        while (!stop.get()) {
            try {
                accepted.add("k" + client.call(new Ask(next.incrementAndGet(), "k")).n());
            } catch (CallException unknown) {
                failed.incrementAndGet();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2)); // leaves others the cores
            }
        }
    }
}
