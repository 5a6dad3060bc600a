package dev.winnow.faults.counter;

import dev.winnow.datastore.Datastore;
import dev.winnow.faults.counter.CounterContracts.Fact;
import dev.winnow.faults.counter.CounterContracts.FactV2;
import dev.winnow.faults.counter.CounterContracts.Write;
import dev.winnow.faults.counter.CounterContracts.Written;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import java.util.Optional;
import java.util.UUID;

/** Commits facts, each with its event, once. */
final class Writer {
    private Writer() {}

    static void register(Messaging messaging, Datastore datastore, int version) {
        messaging.endpoint(
                CounterContracts.WRITE,
                EndpointPolicy.ofDefaults(),
                request -> datastore.transact(() -> write(datastore, request, version)));
    }

    private static Written write(Datastore datastore, Write request, int version) {
        Behaviour.of(request.behaviour());
        Fact fact =
                new Fact(
                        UUID.randomUUID().toString(),
                        request.key(),
                        request.sequence(),
                        request.behaviour());
        Optional<String> known = CounterTables.commit(datastore, fact);
        if (known.isPresent()) {
            return new Written(known.get(), true);
        }
        if (version == 1) {
            datastore.outbox().add(CounterContracts.WRITTEN, fact);
        } else {
            String me = String.valueOf(ProcessHandle.current().pid());
            datastore
                    .outbox()
                    .add(
                            CounterContracts.WRITTEN_V2,
                            new FactV2(
                                    fact.id(), fact.key(), fact.sequence(), fact.behaviour(), me));
        }
        return new Written(fact.id(), false);
    }
}
