package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.localservers.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A half-open circuit lets so many probes through and not one more. */
class CircuitTest {
    private final CallException late = new DeadlineExceededException("late");

    private final Circuit circuit =
            new Circuit(
                    new CircuitPolicy(50, 2, Duration.ofSeconds(10), Duration.ofMillis(20), 2),
                    "x.v1.y");

    private int firstProbe() {
        int[] ticket = new int[1];
        Eventually.that(
                Duration.ofSeconds(5),
                () -> {
                    try {
                        ticket[0] = circuit.enter();
                        return true;
                    } catch (RefusedException open) {
                        return false;
                    }
                });
        return ticket[0];
    }

    private void open() {
        circuit.failed(circuit.enter(), late);
        circuit.failed(circuit.enter(), late);
        assertThat(circuit.word()).isEqualTo("open");
    }

    private void assertRefuses() {
        assertThatThrownBy(circuit::enter).isInstanceOf(RefusedException.class);
    }

    @Test
    void lateAnswersToCallsFromBeforeMakeNoRoomForFurtherProbes() {
        int slow = circuit.enter();
        open();
        int first = firstProbe();
        int second = circuit.enter();
        assertRefuses();

        for (int i = 0; i < 10; i++) {
            circuit.succeeded(slow);
            circuit.failed(slow, late);
            circuit.abandoned(slow);
        }
        assertThat(circuit.word()).isEqualTo("half-open");
        assertRefuses();

        circuit.succeeded(first);
        circuit.succeeded(second);
        assertThat(circuit.word()).isEqualTo("ok");
    }

    @Test
    void probeOfAnEarlierRoundCountsNoMoreInALaterOne() {
        open();
        int old = firstProbe();
        circuit.failed(circuit.enter(), late);
        assertThat(circuit.word()).isEqualTo("open");
        int first = firstProbe();
        int second = circuit.enter();

        circuit.succeeded(old);
        assertRefuses();

        circuit.succeeded(first);
        assertThat(circuit.word()).isEqualTo("half-open");
        circuit.succeeded(second);
        assertThat(circuit.word()).isEqualTo("ok");
        assertThat(circuit.openings()).isEqualTo(2);
    }
}
