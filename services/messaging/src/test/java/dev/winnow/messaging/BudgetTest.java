package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many further requests a client may send. */
class BudgetTest {
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();

    private Budget budget(int percent, int perSecond) {
        return new Budget(new BudgetPolicy(percent, perSecond), calls::get, nanos::get);
    }

    private static int takeAll(Budget budget) {
        int taken = 0;
        while (budget.tryTake()) {
            taken++;
        }
        return taken;
    }

    @Test
    void callsEarnTheirShare() {
        Budget budget = budget(20, 10);
        assertThat(takeAll(budget)).as("ten seconds' worth to begin with").isEqualTo(100);

        calls.addAndGet(50);

        assertThat(takeAll(budget)).isEqualTo(10);
        assertThat(budget.refused()).isEqualTo(2);
    }

    @Test
    void overManyCallsThatAllFailTheShareHolds() {
        Budget budget = budget(20, 0);
        int retries = 0;
        for (int i = 0; i < 10_000; i++) {
            calls.incrementAndGet();
            retries += budget.tryTake() ? 1 : 0;
        }

        assertThat(retries).isBetween(1_990, 2_000);
    }

    @Test
    void timeEarnsTheMinimumAndNoMoreThanTenSecondsOfIt() {
        Budget budget = budget(0, 3);
        takeAll(budget);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(takeAll(budget)).isEqualTo(6);
        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(takeAll(budget)).isEqualTo(30);
    }

    @Test
    void nothingIsAllowedWhereNothingIsEarned() {
        assertThat(takeAll(budget(0, 0))).isZero();
    }
}
