package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.localservers.Toll;
import dev.winnow.localservers.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A worker is killed when its handler has committed and the acknowledgement is on the way. */
final class S04KilledBeforeAck implements Scenario<CounterWorld> {
    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        int nth = 20 + story.draw(100);
        CompletableFuture<ServiceProcess> killed = new CompletableFuture<>();
        for (String name : List.of(CounterWorld.WORKER_1, CounterWorld.WORKER_2)) {
            ServiceProcess worker = world.process(name);
            worker.links()
                    .nats()
                    .getFirst()
                    .toll(
                            Toll.nth(
                                    nth,
                                    Units.acknowledge(),
                                    _ -> {
                                        worker.kill();
                                        killed.complete(worker);
                                        return Verdict.DROP;
                                    }));
        }
        ServiceProcess worker = killed.get(30, TimeUnit.SECONDS);
        long inFlight = world.consumer().path("num_ack_pending").asLong();
        story.fired("SIGKILL of " + worker.name() + " with " + inFlight + " in flight");
        world.processes().forEach(process -> process.links().heal());
        long before = world.effects();
        story.await(
                Duration.ofSeconds(30),
                "the other one goes on",
                () -> Units.number(world::effects) > before + 50);
        world.stopLoad();
        story.await(Duration.ofSeconds(30), "settled", world::isSettled);
        long copies = world.copies(story);
        story.figure("in flight", inFlight);
        story.figure("delivered again and answered by the inbox", copies);
        story.require(
                copies <= inFlight, copies + " copies, more than the " + inFlight + " in flight");
    }
}
