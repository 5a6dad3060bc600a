package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.localservers.Eventually;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Few threads for what does not block, enough for what does. */
class HandsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void tasksThatBlockHoldUpNoOther() throws Exception {
        CountDownLatch all = new CountDownLatch(500);
        Hands<Integer> hands =
                new Hands<>(
                        "test",
                        task -> {
                            all.countDown();
                            await(all);
                        });
        for (int i = 0; i < 500; i++) {
            hands.submit(i);
        }
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void everyTaskIsDoneOnceHoweverManySubmitAtTheSameTime() throws Exception {
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        AtomicInteger count = new AtomicInteger();
        Hands<Integer> hands =
                new Hands<>(
                        "test",
                        task -> {
                            done.add(task);
                            count.incrementAndGet();
                        });
        Thread[] submitters = new Thread[4];
        for (int t = 0; t < submitters.length; t++) {
            int first = t * 50_000;
            submitters[t] =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < 50_000; i++) {
                                    hands.submit(first + i);
                                }
                            });
        }
        for (Thread submitter : submitters) {
            submitter.join();
        }
        Eventually.that(SOON, () -> count.get() == 200_000);
        assertThat(done).hasSize(200_000);
    }

    @Test
    void aTaskThatFailsOrLeavesAnInterruptIsNotTheNextOnesTrouble() {
        AtomicInteger done = new AtomicInteger();
        AtomicBoolean interrupted = new AtomicBoolean();
        Hands<Integer> hands =
                new Hands<>(
                        "test",
                        task -> {
                            interrupted.compareAndSet(
                                    false, Thread.currentThread().isInterrupted());
                            done.incrementAndGet();
                            Thread.currentThread().interrupt();
                            throw new StackOverflowError("as told");
                        });
        for (int i = 0; i < 10; i++) {
            hands.submit(i);
        }
        Eventually.that(SOON, () -> done.get() == 10);
        assertThat(interrupted).isFalse();
    }

    @Test
    void aThreadThatCannotBeMadeLosesNoTask() {
        AtomicInteger asked = new AtomicInteger();
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        ThreadFactory sparse =
                task -> {
                    if (asked.incrementAndGet() % 2 == 1) {
                        throw new OutOfMemoryError("as told");
                    }
                    return Thread.ofVirtual().unstarted(task);
                };
        Hands<Integer> hands = new Hands<>("test", done::add, sparse);
        hands.submit(0); // no thread for it
        assertThat(done).isEmpty();
        hands.submit(1);
        Eventually.that(SOON, () -> done.size() == 2);
    }

    @Test
    void tasksWithoutEndLeaveTheProcessorToOthers() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger turns = new AtomicInteger();
        Hands<Hands<?>[]> endless =
                new Hands<>(
                        "endless",
                        self -> {
                            turns.incrementAndGet();
                            if (!stop.get()) {
                                submit(self);
                            }
                        });
        Hands<?>[] self = {endless};
        try {
            // More than there are processors, so that none would be left.
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                submit(self);
            }
            Eventually.that(SOON, () -> turns.get() > 1_000);
            Thread other = Thread.ofVirtual().start(() -> {});
            assertThat(other.join(SOON)).isTrue();
        } finally {
            stop.set(true);
        }
    }

    @SuppressWarnings("unchecked")
    private static void submit(Hands<?>[] self) {
        ((Hands<Hands<?>[]>) self[0]).submit(self);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
