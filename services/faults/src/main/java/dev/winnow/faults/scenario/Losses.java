package dev.winnow.faults.scenario;

import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.faults.world.Counts;
import dev.winnow.messaging.ConnectionState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Steps that scenarios share in which the broker loses what it has. Stateless but for a counter.
 */
final class Losses {
    private static final List<String> WORKERS =
            List.of(CounterWorld.WORKER_1, CounterWorld.WORKER_2);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final AtomicInteger AFTER = new AtomicInteger();
    private static final int KEYS = 8;
    private static final int PER_SECOND = 100;

    private Losses() {}

    static Counts load(CounterWorld world, Story story, String word) {
        return world.load(story, word, KEYS, PER_SECOND, "");
    }

    static void awaitMore(CounterWorld world, Story story, Counts counts, long more) {
        long before = counts.acceptances();
        story.await(SOON, "writes are accepted", () -> counts.acceptances() >= before + more);
        story.require(world.server().running(), "nats-server has ended");
    }

    /** After a restart: the writer and the suite itself have found the broker again. */
    static void awaitConnected(CounterWorld world, Story story) {
        story.await(SOON, "the writer is ready", world.process(CounterWorld.WRITER)::isReady);
        story.await(
                SOON,
                "the suite is connected",
                () -> world.driver().state() == ConnectionState.CONNECTED);
    }

    /** From now on what the stream has is not handled. */
    static void pauseWorkers(CounterWorld world) {
        WORKERS.forEach(name -> world.process(name).pause());
    }

    static void resumeWorkers(CounterWorld world) {
        WORKERS.forEach(name -> world.process(name).resume());
    }

    /** All that was accepted has been acknowledged by the stream. */
    static void stopAndPublish(CounterWorld world, Story story) {
        world.stopLoad();
        story.await(SOON, "all is published", () -> world.unpublished() == 0);
    }

    /** Whether what comes now is handled, whatever numbers the stream gives it. */
    static void goOn(CounterWorld world, Story story) {
        Counts counts = load(world, story, "after-" + AFTER.incrementAndGet());
        awaitMore(world, story, counts, 100);
        world.stopLoad();
        story.await(SOON, "settled", world::isSettled);
    }
}
