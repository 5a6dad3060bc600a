package dev.winnow.screening.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.screening.Samples;
import dev.winnow.screening.domain.Decision;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** The process is killed at each point of a screening in turn: there is one effect every time. */
class ScreeningCrashTest {
    @Test
    void killedAtAnyPointOfAScreeningThereIsOneResultAndOneEvent() throws InterruptedException {
        int points = countPoints(false);
        assertThat(points).as("points before and after each call").isGreaterThan(8);
        for (int point = 1; point <= points; point++) {
            assertOneEffect(point, false);
        }
    }

    @Test
    void alsoWhenItIsKilledWhileACheckIsPutOffAndTakenUpAgain() throws InterruptedException {
        int points = countPoints(true);
        for (int point = 1; point <= points; point++) {
            assertOneEffect(point, true);
        }
    }

    private static void assertOneEffect(int point, boolean watchlistFailsOnce)
            throws InterruptedException {
        ScreeningHarness harness = new ScreeningHarness();
        if (watchlistFailsOnce) {
            failOnce(harness);
        }
        harness.points.arm(point);
        boolean killed = !survives(harness);
        assertThat(killed).as("killed at point %d", point).isTrue();
        harness.points.disarm();

        // The new process: the stream delivers again what was not acknowledged, the sweeper goes
        // on.
        harness.submitted(Samples.person().application());
        for (int i = 0; i < 3; i++) {
            harness.later(ScreeningHarness.LEASE.plus(Duration.ofSeconds(1)));
            harness.recover.sweep();
        }

        assertThat(harness.result("app-1").verdict().decision())
                .as("killed at point %d", point)
                .isEqualTo(Decision.APPROVE);
        assertThat(harness.store.events())
                .as("killed at point %d", point)
                .containsExactly("started app-1", "completed app-1");
        assertThat(Collections.frequency(harness.store.events(), "completed app-1")).isEqualTo(1);
    }

    /** Runs a screening to its end, or until it is killed. */
    private static boolean survives(ScreeningHarness harness) throws InterruptedException {
        try {
            harness.submitted(Samples.person().application());
            harness.later(Duration.ofSeconds(2));
            harness.recover.sweep();
            return true;
        } catch (CrashPoints.Killed killed) {
            return false;
        }
    }

    private static int countPoints(boolean watchlistFailsOnce) throws InterruptedException {
        for (int point = 1; ; point++) {
            ScreeningHarness harness = new ScreeningHarness();
            if (watchlistFailsOnce) {
                failOnce(harness);
            }
            harness.points.arm(point);
            if (survives(harness)) {
                return point - 1;
            }
        }
    }

    private static void failOnce(ScreeningHarness harness) {
        harness.watchlistFailures.add(new CheckImpossibleException("no responders", true, null));
    }
}
