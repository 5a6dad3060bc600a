package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Work that computes for long. */
class LongWorkTest {
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void itRunsOnAThreadOfTheOperatingSystemWithDeadlineAndTrace() throws Exception {
        ContextKey<String> key = ContextKey.named("trace");
        try (Scope _ = Context.current().with(key, "this one").makeCurrent()) {
            String seen =
                    Deadline.after(Duration.ofMinutes(1))
                            .call(() ->
                                    LongWork.call(
                                            "long",
                                            () ->
                                                    Thread.currentThread().isVirtual()
                                                            + " "
                                                            + Context.current().get(key)
                                                            + " "
                                                            + Deadline.current().isPresent()));
            assertThat(seen).isEqualTo("false this one true");
        }
        assertThat(LongWork.call("long", () -> Deadline.current().isEmpty())).isTrue();
    }

    @Test
    void whatItThrowsIsThrownAsItWas() {
        IllegalArgumentException failure = new IllegalArgumentException("no");

        assertThatThrownBy(
                        () -> {
                            LongWork.call(
                                    "long",
                                    () -> {
                                        throw failure;
                                    });
                        })
                .isSameAs(failure);
    }

    @Test
    void virtualThreadsHaveTheirTurnHoweverMuchOfItIsUnderWay() throws Exception {
        int busy = Runtime.getRuntime().availableProcessors() + 1;
        CountDownLatch computing = new CountDownLatch(busy);
        AtomicLong sum = new AtomicLong();
        for (int i = 0; i < busy; i++) {
            Thread.ofVirtual().start(() -> LongWork.call("long", () -> compute(computing, sum)));
        }
        try {
            assertThat(computing.await(10, TimeUnit.SECONDS)).isTrue();
            CountDownLatch served = new CountDownLatch(1);
            Thread.ofVirtual().start(served::countDown);
            assertThat(served.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            over.set(true);
        }
    }

    @Test
    void whenItsCallerIsInterruptedSoIsItAndItsOutcomeIsWaitedFor() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger steps = new AtomicInteger();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            LongWork.call("long", () -> waitForInterrupt(begun, steps));
                            if (Thread.currentThread().isInterrupted()) {
                                steps.incrementAndGet();
                            }
                        });
        begun.await();

        caller.interrupt();

        assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
        assertThat(steps).hasValue(2);
    }

    private long compute(CountDownLatch computing, AtomicLong sum) {
        computing.countDown();
        while (!over.get()) {
            sum.incrementAndGet();
        }
        return sum.get();
    }

    private static int waitForInterrupt(CountDownLatch begun, AtomicInteger steps) {
        begun.countDown();
        try {
            new CountDownLatch(1).await(30, TimeUnit.SECONDS);
            return 0;
        } catch (InterruptedException e) {
            return steps.incrementAndGet();
        }
    }
}
