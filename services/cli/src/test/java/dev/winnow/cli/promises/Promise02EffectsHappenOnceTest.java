package dev.winnow.cli.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.Messaging;
import dev.winnow.testkit.Eventually;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Delivery is at least once; the inbox, in the same transaction as the effect, makes the effect
 * exactly once, independent of JetStream's duplicate window.
 */
final class Promise02EffectsHappenOnceTest {
    private final House house = new House();
    private final Messaging driver = house.connect("driver");

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void anEventThatIsHandledTwiceAtTheSameMomentHasOneEffect() {
        EventMessage event = House.fact("a", 1);
        House.publish(driver, event);
        House.publish(driver, event);
        CyclicBarrier both = new CyclicBarrier(2);
        house.consuming(
                House.quick().withOrderedByKey(false),
                one -> {
                    both.await(20, TimeUnit.SECONDS);
                    return house.once().handle(one);
                });
        Eventually.that(House.SOON, () -> house.isConsumed(driver));
        assertThat(driver.stream(House.STREAM).state().messages()).isEqualTo(2);
        assertThat(house.effects()).containsExactly("a1");
    }

    @Test
    void anEventWhoseHandlerDiedBetweenCommitAndAcknowledgementHasOneEffect() {
        House.publish(driver, House.fact("b", 1));
        try (HouseProcess dying = HouseProcess.startThatDiesBeforeItAcknowledges(house)) {
            Eventually.that(House.SOON, () -> "its death", () -> !dying.isAlive());
        }
        assertThat(house.effects()).as("committed before it died").containsExactly("b1");
        assertThat(house.isConsumed(driver)).as("acknowledged before it died").isFalse();

        house.consuming(House.quick(), house.once());
        Eventually.that(House.SOON, () -> house.isConsumed(driver));
        assertThat(house.deliveries(driver)).as("it came again").isGreaterThanOrEqualTo(2);
        assertThat(house.effects()).containsExactly("b1");
    }
}
