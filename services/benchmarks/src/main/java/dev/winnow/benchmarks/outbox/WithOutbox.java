package dev.winnow.benchmarks.outbox;

import dev.winnow.benchmarks.Database;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.util.Map;

/** The event is a row of the same transaction; the relay publishes it. */
final class WithOutbox extends CommitToConsumer {
    static final String DURABLE = "outbox";

    private final Datastore datastore;
    private final Messaging messaging;

    WithOutbox(String url, Database database) {
        this.datastore = database.datastore();
        this.messaging =
                Messaging.connect(
                        NatsConfig.of(url),
                        new ServiceInfo("bench", "1.0.0", "measured", Map.of()),
                        Telemetry.none());
        messaging
                .consumer(Happened.STREAM, DURABLE, ConsumerPolicy.ofDefaults())
                .on(
                        Happened.CONTRACT,
                        event -> {
                            handled(event.data().n());
                            return Outcome.done();
                        })
                .register();
        messaging.start();
        datastore.startRelay(messaging.publisher());
    }

    @Override
    public String name() {
        return "Winnow's outbox";
    }

    @Override
    void commit(Happened event) {
        datastore.transactVoid(() -> {
            datastore.sql(h -> h.execute(EFFECT, "e" + event.n(), event.key()));
            datastore.outbox().add(Happened.CONTRACT, event);
        });
    }

    @Override
    public void end() {
        datastore.close();
        messaging.close();
    }
}
