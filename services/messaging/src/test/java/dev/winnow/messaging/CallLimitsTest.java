package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import dev.winnow.messaging.ops.MeterNames;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Retry budget, rate limit and fallback of a client, and that they are seen. */
class CallLimitsTest {
    private final EchoFixture echo = new EchoFixture();
    private final Telemetry telemetry = Telemetry.none();
    private final AtomicInteger handled = new AtomicInteger();

    @AfterEach
    void stop() {
        echo.close();
    }

    private Messaging caller() {
        return echo.server().open("caller", telemetry);
    }

    private void down() {
        echo.service(
                EndpointPolicy.ofDefaults(),
                say -> {
                    handled.incrementAndGet();
                    throw new ServiceErrorException(ErrorCode.UNAVAILABLE, "down");
                });
    }

    @Test
    void retriesOfAllCallsTogetherAreAShareOfThem() {
        down();
        CircuitPolicy never =
                new CircuitPolicy(100, 10_000, Duration.ofSeconds(10), Duration.ofSeconds(1), 1);
        Messaging caller = caller();
        Client<Say, Said> client =
                caller.client(
                        Echo.SAY,
                        CallPolicy.ofDefaults()
                                .withBackoff(Duration.ofMillis(1))
                                .withRetryBudget(new BudgetPolicy(20, 0))
                                .withCircuit(never));

        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> client.call(new Say("x"))).hasMessage("down");
        }

        assertThat(handled.get()).isBetween(115, 120);
        int retries = handled.get() - 100;
        PolicyStatus status = caller.policies().getFirst();
        assertThat(status.counts())
                .containsEntry("calls", 100L)
                .containsEntry("retries", (long) retries)
                .containsEntry("unavailable", 100L);
        assertThat(status.counts().get("retries-over-budget")).isPositive();
        assertThat(
                        telemetry
                                .meters()
                                .get(MeterNames.CLIENT_RETRIES_REFUSED)
                                .functionCounter()
                                .count())
                .isEqualTo(status.counts().getOrDefault("retries-over-budget", 0L).doubleValue());
    }

    @Test
    void requestsPastTheRateAreRefusedAtOnceAndNotSent() {
        echo.service(
                EndpointPolicy.ofDefaults(),
                say -> {
                    handled.incrementAndGet();
                    return new Said("");
                });
        Messaging caller = caller();
        Client<Say, Said> client =
                caller.client(Echo.SAY, CallPolicy.ofDefaults().withRateLimit(3));

        int refused = 0;
        for (int i = 0; i < 50; i++) {
            try {
                client.call(new Say("x"));
            } catch (RefusedException e) {
                assertThat(e.reason()).isEqualTo(RefusedException.Reason.RATE_LIMITED);
                refused++;
            }
        }

        assertThat(handled.get()).isEqualTo(50 - refused);
        assertThat(refused).as("in one second, or a few on a slow machine").isGreaterThan(20);
        assertThat(caller.policies().getFirst().counts())
                .containsEntry("refused", (long) refused)
                .containsEntry("rate_limited", (long) refused);
    }

    @Test
    void fallbackAnswersForACallThatHasFailedForGood() {
        down();
        Messaging caller = caller();
        Client<Say, Said> client =
                caller.client(Echo.SAY, EchoFixture.ONCE)
                        .withFallback(
                                "say-nothing",
                                failure -> new Said("none: " + failure.getMessage()));

        assertThat(client.call(new Say("x"))).isEqualTo(new Said("none: down"));

        assertThat(caller.policies())
                .singleElement()
                .satisfies(status ->
                        assertThat(status.counts())
                                .containsEntry("fallback-say-nothing", 1L)
                                .containsEntry("unavailable", 1L));
        assertThat(
                        telemetry
                                .meters()
                                .get(MeterNames.CLIENT_FALLBACKS)
                                .tag(MeterNames.TAG_FALLBACK, "say-nothing")
                                .counter()
                                .count())
                .isEqualTo(1);
    }
}
