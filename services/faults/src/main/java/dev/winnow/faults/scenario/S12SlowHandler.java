package dev.winnow.faults.scenario;

import dev.winnow.faults.counter.Behaviour;
import dev.winnow.faults.counter.CounterContracts.Written;
import dev.winnow.faults.counter.DeliveryLine;
import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.messaging.FanOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Every slot of the worker has a handler that takes more than twice the ack wait. */
final class S12SlowHandler implements Scenario<CounterWorld> {
    private static final Duration WORK = Duration.ofSeconds(5);
    private static final int SLOTS = 64;
    private static final int FACTS = 96;
    private static final int WRITERS = 16;
    private static final Duration SOON = Duration.ofSeconds(30);

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        Workers workers = new Workers(world);
        ServiceProcess worker = workers.active();
        double again = workers.meter("winnow_consumer_redeliveries_total");
        String prefix = story.prefix() + "slow-";
        // At once: one after the other, the first might have ended when the last are written.
        List<Callable<Written>> facts = new ArrayList<>();
        for (int n = 0; n < FACTS; n++) {
            String key = prefix + n;
            facts.add(() -> world.write(key, 1, Behaviour.slow(WORK)));
        }
        FanOut.failFast(WRITERS, facts);
        story.await(
                SOON,
                "all slots are full",
                () -> worker.meter("winnow_consumer_in_flight") >= SLOTS);
        story.fired("all " + SLOTS + " slots have a handler of " + WORK.toSeconds() + " s");
        story.await(
                WORK.multipliedBy(4).plus(SOON),
                "all have their effect",
                () -> workers.effects(prefix) == FACTS);
        List<DeliveryLine> lines = workers.deliveries(prefix);
        story.require(
                lines.size() == FACTS,
                lines.size() + " deliveries of " + FACTS + " facts: some were handled twice");
        story.require(
                workers.meter("winnow_consumer_redeliveries_total") == again,
                "leases ran out: there were redeliveries");
        story.require(
                world.consumer().path("num_redelivered").asInt(-1) == 0,
                "the server gives some once more: " + world.consumer());
    }
}
