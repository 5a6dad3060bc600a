package dev.winnow.cli.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.cli.promises.House.Answer;
import dev.winnow.cli.promises.House.Ask;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.messaging.BudgetPolicy;
import dev.winnow.messaging.CallException;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.CircuitPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.RefusedException;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.messaging.TransientFailure;
import dev.winnow.testkit.Eventually;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Retries have backoff, full jitter and a budget; an open circuit fails calls fast and pauses the
 * pulling of the consumer that needs it, without burning deliveries.
 */
final class Promise06AFailingDependencyCostsLittleTest {
    private static final CircuitPolicy CIRCUIT =
            new CircuitPolicy(50, 4, Duration.ofSeconds(10), Duration.ofMillis(300), 1);
    private static final CircuitPolicy NEVER =
            new CircuitPolicy(100, 1_000_000, Duration.ofSeconds(10), Duration.ofMillis(300), 1);

    private static final class Down extends RuntimeException implements TransientFailure {
        private static final long serialVersionUID = 1L;
    }

    private final House house = new House();
    private final AtomicInteger requests = new AtomicInteger();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void anOpenCircuitPausesPullingAndBurnsNoDelivery() {
        Messaging driver = house.connect("driver");
        for (int n = 0; n < 200; n++) {
            House.publish(driver, House.fact("k" + n + "-", n));
        }
        AtomicBoolean down = new AtomicBoolean(true);
        AtomicInteger attempts = new AtomicInteger();
        Messaging worker =
                house.consuming(
                        House.quick().withMaxInFlight(8).withMaxDeliveries(2).withCircuit(CIRCUIT),
                        event -> {
                            attempts.incrementAndGet();
                            if (down.get()) {
                                throw new Down();
                            }
                            return house.once().handle(event);
                        });
        Eventually.that(House.SOON, () -> opened(worker) >= 3);
        assertThat(house.consumer(driver).path("delivered").path("stream_seq").asInt())
                .as("pulled while it was down")
                .isLessThanOrEqualTo(8);
        assertThat(attempts.get()).as("attempts while it was down").isLessThan(40);

        down.set(false);
        Eventually.that(House.SOON, () -> house.isConsumed(driver));
        assertThat(house.effects()).hasSize(200);
        assertThat(house.deliveries(driver)).as("each came once").isEqualTo(200);
        assertThat(driver.deadLetters().lastSequence()).isZero();
    }

    private static long opened(Messaging worker) {
        return worker.policies().getFirst().counts().getOrDefault("opened", 0L);
    }

    @Test
    void retriesStayWithinTheirBudget() {
        Client<Ask, Answer> client =
                failing(
                        CallPolicy.ofDefaults()
                                .withMaxAttempts(5)
                                .withBackoff(Duration.ofMillis(1))
                                .withMaxBackoff(Duration.ofMillis(2))
                                .withRetryBudget(new BudgetPolicy(20, 1))
                                .withCircuit(NEVER));
        long begun = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> client.call(new Ask(1, "")))
                    .isInstanceOf(ServiceErrorException.class);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds() + 1;
        // 200 calls and a fifth of them again, besides one a second: without a budget, 1000.
        assertThat(requests.get()).isGreaterThan(200).isLessThanOrEqualTo(245 + 11 * (int) seconds);
    }

    @Test
    void anOpenCircuitFailsCallsWithoutSendingThem() {
        Client<Ask, Answer> client =
                failing(
                        CallPolicy.ofDefaults()
                                .withMaxAttempts(1)
                                .withCircuit(
                                        new CircuitPolicy(
                                                50, 4, Duration.ofSeconds(10), House.SOON, 1)));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> client.call(new Ask(1, ""))).isInstanceOf(CallException.class);
        }
        assertThat(catchThrowableOfType(RefusedException.class, () -> client.call(new Ask(1, ""))))
                .extracting(RefusedException::reason)
                .isEqualTo(RefusedException.Reason.CIRCUIT_OPEN);
        assertThat(requests.get()).isEqualTo(4);
    }

    private Client<Ask, Answer> failing(CallPolicy policy) {
        Messaging service = house.connect("promises");
        service.endpoint(
                House.DO,
                EndpointPolicy.ofDefaults(),
                ask -> {
                    requests.incrementAndGet();
                    throw new ServiceErrorException(ErrorCode.UNAVAILABLE, "down");
                });
        service.start();
        return house.connect("caller").client(House.DO, policy);
    }
}
