package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A second request overtakes a slow first one. */
class HedgingTest {
    private final EchoFixture echo = new EchoFixture();
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger handled = new AtomicInteger();

    @AfterEach
    void stop() {
        go.countDown();
        echo.close();
    }

    /** The first request to it hangs until the test lets it go. */
    private Said firstHangs(Say say) throws InterruptedException {
        int number = handled.incrementAndGet();
        if (number == 1) {
            assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
        }
        return new Said("request " + number);
    }

    private Client<Say, Said> client(Messaging caller, HedgePolicy hedge) {
        return caller.client(Echo.SAY, EchoFixture.ONCE.withHedge(hedge));
    }

    @Test
    void answerOfTheSecondRequestIsTakenWhileTheFirstHangs() {
        echo.service(EndpointPolicy.ofDefaults(), this::firstHangs);
        Messaging caller = echo.server().open("caller");
        Client<Say, Said> client = client(caller, HedgePolicy.after(Duration.ofMillis(20)));

        assertThat(client.call(new Say("x"))).isEqualTo(new Said("request 2"));

        assertThat(go.getCount()).as("the first still hangs").isEqualTo(1);
        assertThat(caller.policies().getFirst().counts())
                .containsEntry("hedges", 1L)
                .containsEntry("hedges-won", 1L)
                .containsEntry("ok", 1L);
    }

    @Test
    void fastAnswerNeedsNoSecondRequest() {
        echo.service(EndpointPolicy.ofDefaults(), say -> new Said("" + handled.incrementAndGet()));
        Client<Say, Said> client =
                client(echo.server().open("caller"), HedgePolicy.after(Duration.ofSeconds(1)));

        for (int i = 1; i <= 20; i++) {
            assertThat(client.call(new Say("x"))).isEqualTo(new Said("" + i));
        }
        assertThat(handled).hasValue(20);
    }

    @Test
    void withoutBudgetThereIsNoSecondRequest() {
        echo.service(EndpointPolicy.ofDefaults(), this::firstHangs);
        Client<Say, Said> client =
                client(
                        echo.server().open("caller"),
                        HedgePolicy.after(Duration.ofMillis(10))
                                .withBudget(new BudgetPolicy(0, 0)));

        assertThatThrownBy(() -> client.call(new Say("x"), Duration.ofMillis(200)))
                .isInstanceOf(DeadlineExceededException.class);
        assertThat(handled).hasValue(1);
    }

    @Test
    void contractThatIsNotIdempotentIsRefused() {
        Messaging caller = echo.server().open("caller");

        assertThatThrownBy(() ->
                        caller.client(
                                Echo.SAY_ONCE,
                                CallPolicy.ofDefaults().withHedge(HedgePolicy.atPercentile(95))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("echo.v1.say-once is not idempotent");
    }

    @Test
    void percentileOfTheLatestAnswersIsTheDelay() {
        Hedging hedging = new Hedging(HedgePolicy.atPercentile(95), () -> 0, new AtomicLong()::get);
        for (int millis = 1; millis <= 19; millis++) {
            hedging.answered(Duration.ofMillis(millis).toNanos());
        }
        assertThat(hedging.delay()).as("too little is known").isZero();

        hedging.answered(Duration.ofMillis(20).toNanos());
        assertThat(hedging.delay()).isEqualTo(Duration.ofMillis(19));

        for (int i = 0; i < 140; i++) {
            hedging.answered(Duration.ofMillis(5).toNanos());
        }
        assertThat(hedging.delay()).as("what is old is forgotten").hasMillis(5);
    }
}
