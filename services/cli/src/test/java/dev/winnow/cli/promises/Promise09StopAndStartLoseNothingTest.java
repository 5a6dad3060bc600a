package dev.winnow.cli.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.messaging.Messaging;
import dev.winnow.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * SIGTERM drains: stop pulling, finish what is in flight, flush, close. Redelivery after a drain is
 * zero.
 */
final class Promise09StopAndStartLoseNothingTest {
    private static final int ROUNDS = 2;
    private static final int SOME = 200;

    private final House house = new House();
    private final Messaging driver = house.connect("driver");
    private final AtomicBoolean stop = new AtomicBoolean();
    private final List<String> published = new ArrayList<>();

    @AfterEach
    void close() {
        stop.set(true);
        house.close();
    }

    @Test
    void processesThatComeAndGoUnderLoadRedeliverNothing() throws Exception {
        Thread load = Thread.ofVirtual().start(this::publishOn);
        for (int round = 1; round <= ROUNDS; round++) {
            try (HouseProcess service = HouseProcess.start(house)) {
                awaitEffects(house.effects().size() + SOME);
                assertThat(service.terminate()).as("it drained in time").isZero();
            }
            assertThat(house.consumer(driver).path("num_ack_pending").asInt(-1))
                    .as("delivered and not acknowledged after the drain")
                    .isZero();
        }
        stop.set(true);
        load.join();
        try (HouseProcess last = HouseProcess.start(house)) {
            Eventually.that(House.SOON, () -> house.isConsumed(driver));
            assertThat(last.terminate()).isZero();
        }
        assertThat(house.deliveries(driver)).as("each came once").isEqualTo(published.size());
        assertThat(house.effects()).containsExactlyInAnyOrderElementsOf(published);
    }

    private void awaitEffects(int enough) {
        Eventually.that(House.SOON, () -> "effects", () -> house.effects().size() >= enough);
    }

    /** At most one in a millisecond, so that what waits is soon handled in the end. */
    private void publishOn() {
        for (int n = 0; !stop.get(); n++) {
            String key = "k" + n % 50 + "-";
            House.publish(driver, House.fact(key, n));
            published.add(key + n);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
