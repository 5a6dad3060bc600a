package dev.winnow.cli.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.messaging.Event;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Outcome;
import dev.winnow.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Events of one key are handled in order, also while others are retried; different keys run in
 * parallel.
 */
final class Promise03PerKeyOrderTest {
    private static final int EVENTS = 20;

    private final House house = new House();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final AtomicInteger tries = new AtomicInteger();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aRetriedEventHoldsUpItsOwnKeyAndNoOther() {
        Messaging driver = house.connect("driver");
        for (int n = 1; n <= EVENTS; n++) {
            House.publish(driver, House.fact("a", n));
            House.publish(driver, House.fact("b", n));
        }
        // The fault: the first event of one key fails until all of the other key are handled.
        house.consuming(House.quick().withMaxDeliveries(1000), this::handle);
        Eventually.that(House.SOON, () -> done.size() >= 2 * EVENTS);

        assertThat(tries.get()).isGreaterThan(1);
        for (String key : List.of("a", "b")) {
            assertThat(done.stream().filter(each -> each.startsWith(key)))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, EVENTS).mapToObj(n -> key + n).toList());
        }
        assertThat(done.indexOf("b" + EVENTS)).isLessThan(done.indexOf("a1"));
    }

    private Outcome handle(Event<House.Fact> event) {
        String fact = event.data().key() + event.data().n();
        if (fact.equals("a1") && (tries.incrementAndGet() < 4 || !done.contains("b" + EVENTS))) {
            return Outcome.retryLater(Duration.ZERO, "not before the others");
        }
        done.add(fact);
        return Outcome.done();
    }
}
