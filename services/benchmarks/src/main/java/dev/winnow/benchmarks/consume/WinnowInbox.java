package dev.winnow.benchmarks.consume;

import dev.winnow.benchmarks.Database;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The runtime with everything on and the inbox: each event's effect in a transaction with it. */
final class WinnowInbox implements Consuming {
    private final String url;
    private final Telemetry telemetry = Telemetry.create("bench");
    private final Database database;

    WinnowInbox(String url, PostgresServer server) throws Exception {
        this.url = url;
        this.database = new Database(server, telemetry);
    }

    @Override
    public String name() {
        return "Winnow, inbox transaction";
    }

    @Override
    public AutoCloseable consume(String durable, LongAdder handled) {
        Messaging messaging =
                Messaging.connect(
                        NatsConfig.of(url),
                        new ServiceInfo("bench", "1.0.0", "measured", Map.of()),
                        telemetry);
        messaging
                .consumer(
                        Counted.STREAM,
                        durable,
                        ConsumerPolicy.ofDefaults().withMaxInFlight(JdbcLoop.IN_FLIGHT))
                .on(
                        Counted.CONTRACT,
                        database.datastore()
                                .once(
                                        durable,
                                        event -> {
                                            database.datastore()
                                                    .sql(h ->
                                                            h.execute(
                                                                    JdbcLoop.EFFECT,
                                                                    event.id(),
                                                                    event.key()));
                                            handled.increment();
                                            return Outcome.done();
                                        }))
                .register();
        messaging.start();
        return messaging;
    }

    @Override
    public void end() {
        database.datastore().close();
        telemetry.close();
    }
}
