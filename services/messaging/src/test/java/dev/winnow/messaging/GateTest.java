package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.messaging.Gate.Entry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who may wait in a burst, and who in an overload. */
class GateTest {
    private static final Duration MAX_WAIT = Duration.ofMillis(100);

    private final AtomicLong now = new AtomicLong();
    private final Gate gate = new Gate(4, 20, MAX_WAIT, now::get);

    private void later(Duration time) {
        now.addAndGet(time.toNanos());
    }

    /** Asks until it is refused. */
    private int admitted() {
        int count = 0;
        while (gate.tryEnter() != Entry.FULL) {
            count++;
        }
        return count;
    }

    /** One is done, and the one that waits longest has its turn. */
    private void turn() throws InterruptedException {
        gate.leave();
        assertThat(gate.await(Duration.ZERO)).isTrue();
    }

    @Test
    void aBurstMayTakeAllPlaces() {
        assertThat(admitted()).isEqualTo(4 + 20);
        assertThat(gate.state()).isEqualTo("full");
    }

    @Test
    void aQueueThatStandsIsAnOverloadInWhichHalfAsManyMayWait() throws Exception {
        admitted();
        later(MAX_WAIT.plusMillis(1));
        for (int left = 20; left > 1; left--) {
            turn();
        }
        assertThat(admitted()).isEqualTo(1);
        assertThat(gate.waiting()).isEqualTo(2);
        turn();
        assertThat(gate.tryEnter()).isEqualTo(Entry.QUEUED);
        assertThat(gate.tryEnter()).isEqualTo(Entry.FULL);
    }

    @Test
    void aQueueThatEmptiesInBetweenIsNoOverload() throws Exception {
        for (int burst = 0; burst < 5; burst++) {
            assertThat(admitted()).isEqualTo(4 + 20);
            later(MAX_WAIT.dividedBy(2));
            for (int left = 20; left > 0; left--) {
                turn();
            }
            for (int in = 4; in > 0; in--) {
                gate.leave();
            }
            later(MAX_WAIT);
        }
    }

    @Test
    void theOverloadIsOverWhenNobodyWasRefusedForASecond() throws Exception {
        admitted();
        later(MAX_WAIT.plusMillis(1));
        assertThat(gate.tryEnter()).isEqualTo(Entry.FULL);
        for (int left = 20; left > 0; left--) {
            turn();
        }
        later(Duration.ofNanos(Gate.CALM_NANOS));
        assertThat(admitted()).isEqualTo(2);
        later(Duration.ofNanos(Gate.CALM_NANOS + 1));
        assertThat(admitted()).isEqualTo(18);
    }

    @Test
    void inAnOverloadATurnThatDoesNotComeInTimeLeavesRoomForFewer() throws Exception {
        Gate wide = new Gate(8, 20, MAX_WAIT, now::get);
        while (wide.tryEnter() != Entry.FULL) {
            later(Duration.ofMillis(10));
        }
        assertThat(wide.waiting()).isGreaterThan(4);
        while (wide.waiting() > 0) {
            assertThat(wide.await(Duration.ZERO)).isFalse();
        }
        assertThat(wide.tryEnter()).isEqualTo(Entry.QUEUED);
        assertThat(wide.tryEnter()).isEqualTo(Entry.FULL);
    }

    @Test
    void whereNobodyMayWaitNobodyDoes() {
        Gate none = new Gate(1, 0, MAX_WAIT, now::get);
        assertThat(none.tryEnter()).isEqualTo(Entry.IN);
        assertThat(none.tryEnter()).isEqualTo(Entry.FULL);
        later(MAX_WAIT.plusMillis(1));
        assertThat(none.tryEnter()).isEqualTo(Entry.FULL);
    }
}
