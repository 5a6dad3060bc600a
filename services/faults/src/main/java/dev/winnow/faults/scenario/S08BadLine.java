package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.localservers.CountingToll;
import dev.winnow.localservers.Direction;
import dev.winnow.localservers.FaultProxy;
import dev.winnow.localservers.Toll;
import dev.winnow.localservers.Verdict;
import java.time.Duration;

/** The line between a worker and the broker loses one direction, is reset, and is slow. */
final class S08BadLine implements Scenario<CounterWorld> {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Two heartbeats of a second, half a second of patience, and what a busy machine takes. */
    private static final Duration PULL_LIMIT = Duration.ofSeconds(5);

    private static final Duration SLOW = Duration.ofMillis(500);
    private static final String PULL = "$JS.API.CONSUMER.MSG.NEXT.COUNTER.counter-worker";

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        world.process(CounterWorld.WORKER_2).kill();
        ServiceProcess worker = world.process(CounterWorld.WORKER_1);
        FaultProxy line = worker.links().nats().getFirst();
        awaitEffects(world, story);
        deaf(world, story, line);
        lost(world, story, line);
        long resets = line.connections();
        line.reset();
        story.fired("RST");
        story.figure("effects after RST", awaitEffects(world, story));
        story.require(line.connections() > resets, "the connection was not reset");
        line.delay(SLOW);
        story.fired("a delay of 500 ms each way");
        long before = Units.number(world::effects);
        story.pause(Duration.ofSeconds(10));
        long through = Units.number(world::effects) - before;
        story.figure("effects in 10 s behind 500 ms each way", through);
        story.require(through > 0, "nothing comes through a slow line");
        line.heal();
        awaitEffects(world, story);
        story.require(worker.isAlive(), "the worker has ended");
    }

    /** What the broker sends is lost; a new pull shows that the worker has noticed. */
    private static void deaf(CounterWorld world, Story story, FaultProxy line)
            throws InterruptedException {
        long connections = line.connections();
        line.swallow(Direction.TO_CLIENT);
        // Pulls that what was handled before makes room for come first.
        story.pause(Duration.ofSeconds(1));
        story.require(line.lostBytes() > 0, "nothing was lost");
        story.fired("what the broker sends is lost");
        CountingToll pull = Toll.each(unit -> unit.subject().startsWith(PULL), Verdict.FORWARD);
        line.toll(pull);
        long began = System.nanoTime();
        story.require(
                pull.awaitFired(PULL_LIMIT.minusSeconds(1)), "no new pull within " + PULL_LIMIT);
        story.figure("new pull after", Duration.ofNanos(System.nanoTime() - began).plusSeconds(1));
        line.heal();
        story.figure("effects after a deaf line", awaitEffects(world, story));
        story.require(line.connections() > connections, "a line with a gap was kept");
    }

    private static void lost(CounterWorld world, Story story, FaultProxy line) {
        long connections = line.connections();
        long lostBefore = line.lostBytes();
        line.swallow(Direction.TO_SERVER);
        story.pause(Duration.ofSeconds(3));
        story.require(line.lostBytes() > lostBefore, "nothing was lost");
        story.fired("what the worker sends is lost");
        line.heal();
        story.figure("effects after a dumb line", awaitEffects(world, story));
        story.await(SOON, "a new connection", () -> line.connections() > connections);
    }

    private static Duration awaitEffects(CounterWorld world, Story story) {
        long before = Units.number(world::effects);
        return story.await(SOON, "effects", () -> Units.number(world::effects) > before + 50);
    }
}
