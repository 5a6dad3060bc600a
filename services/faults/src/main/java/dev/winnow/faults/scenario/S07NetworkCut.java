package dev.winnow.faults.scenario;

import dev.winnow.faults.machine.Namespace;
import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.localservers.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A worker loses its network, in the middle of calls, for a while that TCP bridges and for one that
 * it does not. In a network namespace where the user may make one, else through the proxies.
 */
final class S07NetworkCut implements Scenario<CounterWorld> {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** For what was written during a minute. */
    private static final Duration BACKLOG = Duration.ofMinutes(2);

    private static final List<Duration> CUTS =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(60));
    private static final String CALLS = "winnow_client_calls_seconds_count";

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        Optional<String> missing = Namespace.missing();
        if (missing.isPresent()) {
            story.note("through the proxies: " + missing.get());
            ServiceProcess worker = world.process(CounterWorld.WORKER_1);
            world.process(CounterWorld.WORKER_2).kill();
            run(world, story, worker, () -> hold(worker), () -> worker.links().heal());
            return;
        }
        try (Namespace network = Namespace.open()) {
            ServiceProcess worker =
                    world.start(
                            world.worker("worker-3").in(network.prefix(), network.address()),
                            "worker",
                            network.hostAddress());
            try {
                worker.awaitReady();
                world.process(CounterWorld.WORKER_1).kill();
                world.process(CounterWorld.WORKER_2).kill();
                run(world, story, worker, network::cut, network::heal);
            } finally {
                network.heal();
                world.remove(worker);
            }
        }
    }

    private static void hold(ServiceProcess worker) {
        worker.links().nats().forEach(proxy -> proxy.hold(Direction.BOTH));
        worker.links().postgres().hold(Direction.BOTH);
    }

    private static void run(
            CounterWorld world, Story story, ServiceProcess worker, Runnable cut, Runnable heal) {
        world.load(story, "call", 8, 40, "call");
        awaitEffects(world, story, 50);
        for (Duration time : CUTS) {
            cut.run();
            story.fired("no network for " + time.toSeconds() + " s");
            story.pause(time);
            heal.run();
            story.figure(
                    "effects again after " + time.toSeconds() + " s without",
                    awaitEffects(world, story, 20));
        }
        story.require(worker.isAlive() && worker.starts() == 1, "the worker has ended");
        double unknown = worker.meter(CALLS, "outcome=\"outcome_unknown\"");
        double late = worker.meter(CALLS, "outcome=\"deadline_exceeded\"");
        story.figure("calls that ended as outcome unknown", (long) unknown);
        story.figure("calls that ended at their deadline", (long) late);
        story.require(unknown + late > 0, "no call was under way");
        world.stopLoad();
        // By the very process that was cut off.
        story.figure("all handled after", story.await(BACKLOG, "settled", world::isSettled));
        story.await(SOON, "no call hangs", () -> worker.meter("winnow_client_in_flight") == 0);
    }

    private static Duration awaitEffects(CounterWorld world, Story story, long more) {
        long before = Units.number(world::effects);
        return story.await(SOON, "effects", () -> Units.number(world::effects) > before + more);
    }
}
