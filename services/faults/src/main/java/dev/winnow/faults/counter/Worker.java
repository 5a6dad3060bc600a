package dev.winnow.faults.counter;

import dev.winnow.datastore.Datastore;
import dev.winnow.faults.counter.CounterContracts.Answer;
import dev.winnow.faults.counter.CounterContracts.Ask;
import dev.winnow.faults.counter.CounterContracts.Fact;
import dev.winnow.faults.counter.CounterContracts.FactV2;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Outcome;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

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
        messaging
                .consumer(CounterContracts.STREAM, CounterContracts.DURABLE, policy)
                .on(
                        CounterContracts.WRITTEN,
                        worker.handler(CounterContracts.DURABLE, Function.identity()))
                .on(
                        CounterContracts.WRITTEN_V2,
                        worker.handler(CounterContracts.DURABLE, FactV2::fact))
                .register();
        messaging
                .consumer(
                        CounterContracts.STREAM,
                        CounterContracts.RACER,
                        policy.withOrderedByKey(false))
                .on(
                        CounterContracts.RACED,
                        worker.handler(CounterContracts.RACER, Function.identity()))
                .register();
    }

    private <E> EventHandler<E> handler(String durable, Function<E, Fact> read) {
        EventHandler<E> once =
                datastore.once(
                        durable, event -> effect(read.apply(event.data()), event.deliveries()));
        return event -> {
            Fact fact = read.apply(event.data());
            deliveries.add(fact, event.deliveries(), name);
            switch (Behaviour.of(fact.behaviour())) {
                case Behaviour.Slow slow -> Thread.sleep(slow.time());
                case Behaviour.Calls _ -> downstream.call(new Ask(fact.id()));
                default -> {}
            }
            return once.handle(event);
        };
    }

    private Outcome effect(Fact fact, int delivery) {
        CounterTables.effect(datastore, fact, name);
        return switch (Behaviour.of(fact.behaviour())) {
            case Behaviour.Hold hold -> {
                hold(hold.time());
                yield Outcome.done();
            }
            case Behaviour.Fails _ -> throw new AssertionError("as the fact says");
            case Behaviour.FailsFirst first when delivery <= first.deliveries() ->
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
