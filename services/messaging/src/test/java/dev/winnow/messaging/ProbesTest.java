package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** However many ask at the same moment, an open circuit lets so many probes through each time. */
class ProbesTest {
    private static final int ASKING = 64;
    private static final int PROBES = 2;
    private static final Duration OPEN = Duration.ofMillis(20);
    private static final Duration FOR = Duration.ofSeconds(2);
    private static final CircuitPolicy POLICY =
            new CircuitPolicy(50, 2, Duration.ofSeconds(10), OPEN, PROBES);

    @Test
    void ofAClient() throws InterruptedException {
        CallException late = new DeadlineExceededException("late");
        Circuit circuit = new Circuit(POLICY, "x.v1.y");
        circuit.failed(circuit.enter(), late);
        circuit.failed(circuit.enter(), late);
        assertBounded(() -> {
            try {
                circuit.failed(circuit.enter(), late);
                return true;
            } catch (RefusedException open) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
                return false;
            }
        });
    }

    @Test
    void ofADurableConsumer() throws InterruptedException {
        ConsumerCircuit circuit =
                new ConsumerCircuit("test", ConsumerPolicy.ofDefaults().withCircuit(POLICY));
        circuit.failed(circuit.ask());
        circuit.failed(circuit.ask());
        assertBounded(() -> {
            ConsumerCircuit.Leave leave = circuit.ask();
            if (leave.given()) {
                circuit.failed(leave);
            } else {
                LockSupport.parkNanos(circuit.pause().toNanos());
            }
            return leave.given();
        });
    }

    private static void assertBounded(BooleanSupplier probe) throws InterruptedException {
        AtomicInteger probed = new AtomicInteger();
        long began = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < ASKING; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                while (System.nanoTime() - began < FOR.toNanos()) {
                                    if (probe.getAsBoolean()) {
                                        probed.incrementAndGet();
                                    }
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double periods = (System.nanoTime() - began) / (double) OPEN.toNanos();
        assertThat(probed.get())
                .as("probes in %.1f periods", periods)
                .isBetween(1, (int) Math.ceil(periods + 1) * PROBES);
    }
}
