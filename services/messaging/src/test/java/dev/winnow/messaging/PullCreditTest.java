package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PullCreditTest {
    private static final long LATER = 1_000_000;

    private final PullCredit credit = new PullCredit(8, 8_000);

    @Test
    void theFirstPullAsksForAllAndTheNextOneWhenHalfIsFree() {
        assertThat(credit.worthPulling(8)).isEqualTo(8);
        credit.pulled(1, 8, credit.bytesToAskFor(), LATER);
        assertThat(credit.worthPulling(8)).isZero();
        times(8, () -> credit.received(1));
        times(3, () -> credit.settled(1));
        assertThat(credit.worthPulling(8)).isZero();
        credit.settled(1);
        assertThat(credit.worthPulling(8)).isEqualTo(4);
    }

    @Test
    void whenNothingIsAskedForEvenASinglePlaceIsWorthIt() {
        credit.pulled(1, 8, credit.bytesToAskFor(), LATER);
        times(8, () -> credit.received(1));
        credit.settled(1);
        assertThat(credit.worthPulling(8)).isZero();
        assertThat(credit.remainder(8)).isEqualTo(1);
    }

    @Test
    void whatAnEndedPullLeftUnfilledIsFreeAgain() {
        credit.pulled(1, 8, credit.bytesToAskFor(), LATER);
        times(3, () -> credit.received(1));
        credit.ended(1, 5);
        assertThat(credit.outstanding()).isZero();
        assertThat(credit.worthPulling(8)).isEqualTo(5);
        credit.ended(1, 5);
        assertThat(credit.outstanding()).isZero();
    }

    @Test
    void anEndWithoutACountVoidsTheWholePull() {
        credit.pulled(1, 4, credit.bytesToAskFor(), LATER);
        credit.pulled(2, 4, credit.bytesToAskFor(), LATER);
        credit.ended(1, null);
        assertThat(credit.outstanding()).isEqualTo(4);
    }

    @Test
    void aFilledPullIsForgottenWhenItsTimeIsOver() {
        credit.pulled(1, 8, credit.bytesToAskFor(), LATER);
        times(8, () -> credit.received(1));
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
                    int batch = Math.max(credit.worthPulling(8), credit.remainder(8));
                    if (batch > 0) {
                        credit.pulled(step, batch, credit.bytesToAskFor(), step + 50);
                        open.add(step);
                    }
                }
                case 1 -> {
                    if (credit.outstanding() > 0) {
                        credit.received(1);
                    }
                }
                case 2 -> {
                    if (credit.inFlight() > 0) {
                        credit.settled(1);
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

    @Test
    void whatIsHeldInBytesLeavesLessToAskFor() {
        assertThat(credit.bytesToAskFor()).isEqualTo(4_000);
        credit.pulled(1, 8, 4_000, LATER);
        times(3, () -> credit.received(1_500));
        credit.ended(1, 5);
        assertThat(credit.worthPulling(8)).isEqualTo(5);
        assertThat(credit.bytesToAskFor()).isEqualTo(1_750);
        credit.pulled(2, 5, 1_750, LATER);
        times(2, () -> credit.received(1_500));
        credit.ended(2, 3);
        assertThat(credit.remainder(8)).as("less than an eighth is free").isZero();
        credit.settled(1_500);
        assertThat(credit.remainder(8)).isEqualTo(4);
    }

    @Test
    void aMessageLargerThanAllThereIsComesAlone() {
        credit.pulled(1, 8, credit.bytesToAskFor(), LATER);
        credit.received(100);
        credit.tooLarge(1, 7);
        credit.pulled(2, 4, credit.bytesToAskFor(), LATER);
        credit.tooLarge(2, 4);
        assertThat(credit.remainder(8)).as("something is held").isZero();
        credit.settled(100);
        assertThat(credit.remainder(8)).isOne();
        assertThat(credit.bytesToAskFor()).as("no limit").isZero();
        credit.pulled(3, 1, 0, LATER);
        credit.received(50_000);
        assertThat(credit.remainder(8)).isZero();
        credit.settled(50_000);
        assertThat(credit.worthPulling(8)).isEqualTo(8);
    }

    @Test
    void aFilledPullLeavesNoBytesReserved() {
        for (long id = 1; id < 100; id++) {
            credit.pulled(id, 8, credit.bytesToAskFor(), LATER);
            times(8, () -> credit.received(10));
            times(8, () -> credit.settled(10));
        }
        assertThat(credit.bytesToAskFor()).isEqualTo(4_000);
    }

    @Test
    void anAllowanceBelowTheLimitIsKeptTo() {
        assertThat(credit.worthPulling(3)).isEqualTo(3);
        credit.pulled(1, 3, credit.bytesToAskFor(), LATER);
        assertThat(credit.worthPulling(3)).isZero();
        assertThat(credit.worthPulling(0)).isZero();
        assertThat(credit.remainder(0)).isZero();
    }

    private static void times(int count, Runnable action) {
        for (int i = 0; i < count; i++) {
            action.run();
        }
    }
}
