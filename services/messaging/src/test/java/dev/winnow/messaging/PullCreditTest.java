package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PullCreditTest {
    private static final long LATER = 1_000_000;

    private final PullCredit credit = new PullCredit(8);

    @Test
    void theFirstPullAsksForAllAndTheNextOneWhenHalfIsFree() {
        assertThat(credit.worthPulling()).isEqualTo(8);
        credit.pulled(1, 8, LATER);
        assertThat(credit.worthPulling()).isZero();
        times(8, credit::received);
        times(3, credit::settled);
        assertThat(credit.worthPulling()).isZero();
        credit.settled();
        assertThat(credit.worthPulling()).isEqualTo(4);
    }

    @Test
    void whenNothingIsAskedForEvenASinglePlaceIsWorthIt() {
        credit.pulled(1, 8, LATER);
        times(8, credit::received);
        credit.settled();
        assertThat(credit.worthPulling()).isZero();
        assertThat(credit.remainder()).isEqualTo(1);
    }

    @Test
    void whatAnEndedPullLeftUnfilledIsFreeAgain() {
        credit.pulled(1, 8, LATER);
        times(3, credit::received);
        credit.ended(1, 5);
        assertThat(credit.outstanding()).isZero();
        assertThat(credit.worthPulling()).isEqualTo(5);
        credit.ended(1, 5);
        assertThat(credit.outstanding()).isZero();
    }

    @Test
    void anEndWithoutACountVoidsTheWholePull() {
        credit.pulled(1, 4, LATER);
        credit.pulled(2, 4, LATER);
        credit.ended(1, null);
        assertThat(credit.outstanding()).isEqualTo(4);
    }

    @Test
    void aFilledPullIsForgottenWhenItsTimeIsOver() {
        credit.pulled(1, 8, LATER);
        times(8, credit::received);
        credit.expire(LATER);
        assertThat(credit.openPulls()).isEqualTo(1);
        credit.expire(LATER + 1);
        assertThat(credit.openPulls()).isZero();
    }

    @Test
    void whatIsHeldAndAskedForIsNeverMoreThanTheLimit() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Long> open = new ArrayList<>();
        for (long step = 0; step < 20_000; step++) {
            switch (random.nextInt(5)) {
                case 0 -> {
                    int batch = Math.max(credit.worthPulling(), credit.remainder());
                    if (batch > 0) {
                        credit.pulled(step, batch, step + 50);
                        open.add(step);
                    }
                }
                case 1 -> {
                    if (credit.outstanding() > 0) {
                        credit.received();
                    }
                }
                case 2 -> {
                    if (credit.inFlight() > 0) {
                        credit.settled();
                    }
                }
                case 3 -> {
                    if (!open.isEmpty()) {
                        credit.ended(open.removeFirst(), random.nextBoolean() ? 1 : null);
                    }
                }
                default -> credit.expire(step);
            }
            assertThat(credit.inFlight() + credit.outstanding())
                    .as("held and asked for, seed %d, step %d", seed, step)
                    .isBetween(0, 8);
        }
    }

    private static void times(int count, Runnable action) {
        for (int i = 0; i < count; i++) {
            action.run();
        }
    }
}
