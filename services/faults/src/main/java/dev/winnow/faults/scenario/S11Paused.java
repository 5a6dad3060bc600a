package dev.winnow.faults.scenario;

import dev.winnow.faults.counter.Behaviour;
import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import java.time.Duration;

/**
 * The worker that is served is stopped in the middle of a handler, once before its transaction and
 * once inside it, and goes on when the other one has long taken its place. Before its transaction
 * the other one wins as soon as it is served; inside it, when the database has ended the idle
 * transaction, which holds the event's place in the inbox.
 */
final class S11Paused implements Scenario<CounterWorld> {
    private static final Duration WORK = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Ack wait (2 s), pin timeout (5 s), and as much again for a busy machine. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(15);

    /** The row of the inbox is free when the server has ended the idle transaction (30 s). */
    private static final Duration ROW_FREE = Duration.ofSeconds(45);

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        paused(world, story, "before", Behaviour.slow(WORK), TAKEN_OVER);
        paused(world, story, "inside", Behaviour.hold(WORK), ROW_FREE);
    }

    private static void paused(
            CounterWorld world, Story story, String where, String behaviour, Duration limit)
            throws Exception {
        Workers workers = new Workers(world);
        ServiceProcess late = workers.active();
        ServiceProcess winner = workers.other(late);
        String key = story.prefix() + where;
        double failedOrKnown = notDone(late);
        world.write(key, 1, behaviour);
        story.await(SOON, "the handler is at work", () -> !workers.deliveries(key).isEmpty());
        story.pause(Duration.ofMillis(500));
        late.pause();
        story.fired("SIGSTOP of " + late.name() + ", " + where + " its transaction");
        Duration others =
                story.await(
                        limit,
                        winner.name() + " is served",
                        () -> workers.effectsOf(winner, story.prefix()) > 0);
        Duration wins =
                story.await(
                        limit, winner.name() + " wins", () -> workers.effectsOf(winner, key) == 1);
        story.figure("taken over, " + where, others);
        story.figure("won, " + where, others.plus(wins));
        late.resume();
        story.note("SIGCONT");
        story.await(
                SOON,
                late.name() + " finds that it is too late",
                () -> notDone(late) > failedOrKnown);
        late.awaitReady();
        story.require(workers.effects(key) == 1, "the late commit was not fenced");
        story.await(SOON, "goes on", () -> workers.deliveries(key).size() >= 2);
        backTo(world, story, late);
    }

    /** The next part begins as this one, whoever is served. */
    private static void backTo(CounterWorld world, Story story, ServiceProcess late) {
        Workers workers = new Workers(world);
        long before = workers.effects(story.prefix());
        story.await(
                SOON,
                "effects go on with " + late.name() + " there again",
                () -> workers.effects(story.prefix()) > before + 50);
    }

    /** Handlings that ended without an effect: known to the inbox already, or failed. */
    private static double notDone(ServiceProcess process) {
        return process.meter("winnow_inbox_duplicates_total")
                + process.meter("winnow_consumer_handler_seconds_count", "outcome=\"retry\"");
    }
}
