package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.messaging.FanOut.Result;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many things at once, bounded. */
class FanOutTest {
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();

    private String hang() throws InterruptedException {
        hanging.countDown();
        try {
            never.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted.set(true);
            throw e;
        }
        return "late";
    }

    @Test
    void valuesComeInTheOrderOfTheTasksAndNoMoreRunThanAllowed() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int value = i;
            tasks.add(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                three.countDown();
                three.await(5, TimeUnit.SECONDS);
                running.decrementAndGet();
                return value;
            });
        }

        assertThat(FanOut.failFast(3, tasks)).isSorted().hasSize(50);
        assertThat(most).hasValue(3);
    }

    @Test
    void firstFailureInterruptsTheRestAndIsThrownAsItWas() {
        List<Callable<String>> tasks =
                List.of(
                        this::hang,
                        () -> {
                            hanging.await(30, TimeUnit.SECONDS);
                            throw new IOException("first");
                        });

        assertThatThrownBy(() -> FanOut.failFast(2, tasks))
                .isInstanceOf(IOException.class)
                .hasMessage("first");
        assertThat(interrupted).isTrue();
    }

    @Test
    void nothingIsStartedAfterTheFirstFailure() {
        AtomicInteger started = new AtomicInteger();
        List<Callable<String>> tasks = new ArrayList<>();
        tasks.add(() -> {
            throw new IOException("first");
        });
        for (int i = 0; i < 10; i++) {
            tasks.add(() -> "" + started.incrementAndGet());
        }

        assertThatThrownBy(() -> FanOut.failFast(1, tasks)).isInstanceOf(IOException.class);
        assertThat(started).hasValue(0);
    }

    @Test
    void collectGivesWhatBecameOfEach() throws Exception {
        List<Callable<String>> tasks =
                List.of(
                        () -> "fine",
                        () -> {
                            throw new IOException("broken");
                        },
                        () -> {
                            throw new StackOverflowError("even this");
                        });

        List<Result<String>> results = FanOut.collect(2, tasks);

        assertThat(results.getFirst()).isEqualTo(new Result.Success<>("fine"));
        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        Result.Failure.class, f -> assertThat(f.cause()).hasMessage("broken"));
        assertThat(results.get(2))
                .isInstanceOfSatisfying(
                        Result.Failure.class, f -> assertThat(f.cause()).hasMessage("even this"));
    }

    @Test
    void deadlineEndsWhatIsNotDone() throws Exception {
        List<Callable<String>> tasks = List.of(() -> "fine", this::hang);

        List<Result<String>> results =
                Deadline.after(Duration.ofMillis(100)).call(() -> FanOut.collect(2, tasks));

        assertThat(results.getFirst()).isEqualTo(new Result.Success<>("fine"));
        assertThat(results.get(1)).isInstanceOf(Result.Failure.class);
        assertThat(interrupted).isTrue();
    }

    @Test
    void deadlineAndTraceAreInForceInEachTask() throws Exception {
        ContextKey<String> key = ContextKey.named("test");
        List<Callable<String>> tasks =
                List.of(() ->
                        Context.current().get(key)
                                + Deadline.current()
                                        .orElseThrow()
                                        .remaining()
                                        .compareTo(Duration.ofSeconds(5)));
        Callable<List<String>> fanOut = () -> FanOut.failFast(1, tasks);

        List<String> seen =
                Context.current()
                        .with(key, "traced")
                        .wrap(() -> Deadline.after(Duration.ofSeconds(5)).call(fanOut))
                        .call();

        assertThat(seen).containsExactly("traced-1");
    }

    @Test
    void interruptedCallerInterruptsItsTasks() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        List<Callable<String>> tasks =
                List.of(() -> {
                    started.countDown();
                    return hang();
                });
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                FanOut.collect(1, tasks);
                                ended.complete(false);
                            } catch (InterruptedException e) {
                                ended.complete(true);
                            }
                        });
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();

        assertThat(ended.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noTasksIsNoWork() throws Exception {
        assertThat(FanOut.failFast(3, List.of())).isEmpty();
        assertThat(FanOut.collect(3, List.of())).isEmpty();
    }
}
