package dev.winnow.cli.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.messaging.DeadLetter;
import dev.winnow.messaging.DeadLetterBox;
import dev.winnow.messaging.DeadLetterFilter;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.Redrive;
import dev.winnow.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What cannot be handled goes to dead letters with its cause and history, its neighbours go on, and
 * it can be looked at, redriven (also twice, also concurrently, with one effect) or discarded by
 * command.
 */
final class Promise07PoisonNeverBlocksTest {
    private final House house = new House();
    private final Messaging driver = house.connect("driver");
    private final DeadLetterBox letters = driver.deadLetters();
    private final AtomicBoolean mended = new AtomicBoolean();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void poisonDiesWithItsCauseAndIsRedrivenOnceOrDiscarded() throws Exception {
        byte[] broken = "{\"key\": ".getBytes(StandardCharsets.UTF_8);
        driver.raw().publish("events.promises.happened.v1.a", broken, Map.of());
        House.publish(driver, House.fact("a", 1));
        House.publish(driver, House.fact("a", 2));
        house.consuming(
                House.quick(),
                event -> {
                    if (event.data().n() == 1 && !mended.get()) {
                        throw new AssertionError("a bug in the handler");
                    }
                    return mended.get() || event.data().n() == 2
                            ? house.once().handle(event)
                            : Outcome.deadLetter("cannot be");
                });
        Eventually.that(House.SOON, () -> house.isConsumed(driver) && dead().size() == 2);
        assertThat(house.effects()).as("its neighbour went on").containsExactly("a2");
        DeadLetter poison = dead().getFirst();
        DeadLetter failed = dead().getLast();
        assertThat(poison.kind()).isEqualTo("poison");
        assertThat(letters.get(poison.sequence()).orElseThrow().message().body()).isEqualTo(broken);
        assertThat(failed.exception()).contains(AssertionError.class.getName());
        assertThat(failed.reason()).contains("a bug in the handler");
        assertThat(failed.deliveries()).isEqualTo(5);

        mended.set(true);
        CyclicBarrier together = new CyclicBarrier(2);
        CompletableFuture<Redrive> one = redrive(failed, together);
        CompletableFuture<Redrive> other = redrive(failed, together);
        assertThat(List.of(one.get(20, TimeUnit.SECONDS), other.get(20, TimeUnit.SECONDS)))
                .noneMatch(Redrive.Refused.class::isInstance)
                .anyMatch(Redrive.Done.class::isInstance);
        Eventually.that(House.SOON, () -> house.effects().size() > 1 && house.isConsumed(driver));
        assertThat(house.effects()).containsExactly("a2", "a1");
        assertThat(letters.redrive(failed.sequence())).isInstanceOf(Redrive.Gone.class);

        assertThat(letters.discard(poison.sequence())).isTrue();
        assertThat(letters.discard(poison.sequence())).isFalse();
        assertThat(dead()).isEmpty();
    }

    private List<DeadLetter> dead() {
        return letters.list(DeadLetterFilter.all(), 0, 10);
    }

    private CompletableFuture<Redrive> redrive(DeadLetter letter, CyclicBarrier together) {
        CompletableFuture<Redrive> result = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        together.await(10, TimeUnit.SECONDS);
                        result.complete(letters.redrive(letter.sequence()));
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }
}
