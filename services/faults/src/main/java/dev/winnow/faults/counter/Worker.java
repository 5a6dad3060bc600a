package dev.winnow.faults.counter;

import dev.winnow.contracts.EventContract;
import dev.winnow.datastore.Datastore;
import dev.winnow.faults.counter.CounterContracts.Answer;
import dev.winnow.faults.counter.CounterContracts.Ask;
import dev.winnow.faults.counter.CounterContracts.Fact;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.Event;
import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Outcome;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Makes the effect of each fact, once, and behaves as the fact says. */
final class Worker {
    private final Datastore datastore;
    private final Deliveries deliveries;
    private final Client<Ask, Answer> downstream;
    private final String name = String.valueOf(ProcessHandle.current().pid());

    private Worker(Messaging messaging, Datastore datastore, Deliveries deliveries) {
        this.datastore = datastore;
        this.deliveries = deliveries;
        this.downstream = messaging.client(CounterContracts.DOWNSTREAM, CallPolicy.ofDefaults());
    }

    static void register(Messaging messaging, Datastore datastore, Deliveries deliveries) {
        Worker worker = new Worker(messaging, datastore, deliveries);
        ConsumerPolicy policy = ConsumerPolicy.ofDefaults();
        worker.consume(messaging, CounterContracts.DURABLE, policy, CounterContracts.WRITTEN);
        worker.consume(
                messaging,
                CounterContracts.RACER,
                policy.withOrderedByKey(false),
                CounterContracts.RACED);
    }

    private void consume(
            Messaging messaging,
            String durable,
            ConsumerPolicy policy,
            EventContract<Fact> contract) {
        EventHandler<Fact> once = datastore.once(durable, this::effect);
        messaging
                .consumer(CounterContracts.STREAM, durable, policy)
                .on(contract, event -> handle(event, once))
                .register();
    }

    private Outcome handle(Event<Fact> event, EventHandler<Fact> once) throws Exception {
        deliveries.add(event, name);
        switch (Behaviour.of(event.data().behaviour())) {
            case Behaviour.Slow slow -> Thread.sleep(slow.time());
            case Behaviour.Calls _ -> downstream.call(new Ask(event.data().id()));
            default -> {}
        }
        return once.handle(event);
    }

    private Outcome effect(Event<Fact> event) {
        Fact fact = event.data();
        CounterTables.effect(datastore, fact, name);
        return switch (Behaviour.of(fact.behaviour())) {
            case Behaviour.Hold hold -> {
                hold(hold.time());
                yield Outcome.done();
            }
            case Behaviour.Fails _ -> throw new AssertionError("as the fact says");
            case Behaviour.FailsFirst first when event.deliveries() <= first.deliveries() ->
                    Outcome.retryLater(Duration.ZERO, "as the fact says");
            default -> Outcome.done();
        };
    }

    /** The transaction stays open; whoever interrupts it finds the interrupt still there. */
    private static void hold(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        long left = time.toNanos();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Worker.class, left);
            left = until - System.nanoTime();
        }
    }
}
