package dev.winnow.faults.counter;

import dev.winnow.datastore.Datastore;
import dev.winnow.faults.counter.CounterConfig.Role;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Policies;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.config.ConfigReader;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.ProbeServer;
import dev.winnow.messaging.ops.ServiceMain;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Main entry point: one of the counter's three roles as a process of its own. */
public final class CounterMain implements ServiceMain.Running {
    private final Telemetry telemetry;
    private final ProbeServer probes;
    private final Optional<Datastore> datastore;
    private final Messaging messaging;

    private CounterMain(
            Telemetry telemetry,
            ProbeServer probes,
            Optional<Datastore> datastore,
            Messaging messaging) {
        this.telemetry = telemetry;
        this.probes = probes;
        this.datastore = datastore;
        this.messaging = messaging;
    }

    /** Takes no arguments; the configuration comes from a file and the environment. */
    public static void main(String[] args) {
        ServiceMain.run("counter", Duration.ofSeconds(20), CounterMain::start);
    }

    private static CounterMain start() {
        CounterConfig config = ConfigReader.load(CounterConfig.class);
        String name = name(config.counter().role());
        Telemetry telemetry = Telemetry.create(name);
        Health health = Health.starting();
        ProbeServer probes = ProbeServer.start(config.probes(), health, telemetry.prometheus());
        Optional<Datastore> datastore =
                config.database()
                        .filter(database -> config.counter().role() != Role.DOWNSTREAM)
                        .map(database -> Datastore.open(name, database, telemetry));
        ServiceInfo info = new ServiceInfo(name, "0.1.0", "A synthetic counter", Map.of());
        Messaging messaging =
                Messaging.connect(config.nats(), info, telemetry, Policies.of(config.policies()));
        switch (config.counter().role()) {
            case WRITER ->
                    Writer.register(messaging, datastore.orElseThrow(), config.counter().writes());
            case WORKER ->
                    Worker.register(
                            messaging,
                            datastore.orElseThrow(),
                            new Deliveries(config.counter().deliveries().orElseThrow()));
            case DOWNSTREAM -> new Downstream().register(messaging);
        }
        messaging.register(health);
        datastore.ifPresent(open -> {
            health.register(name + "-database", open::healthy);
            health.registerProblem(name + "-outbox", open::outboxProblem);
            open.startRelay(messaging.publisher());
            open.answerOutbox(messaging);
            messaging.onDrain(open::stopRelay);
        });
        messaging.start();
        health.started();
        return new CounterMain(telemetry, probes, datastore, messaging);
    }

    private static String name(Role role) {
        return switch (role) {
            case WRITER -> CounterContracts.SERVICE;
            case WORKER -> CounterContracts.WORKER;
            case DOWNSTREAM -> CounterContracts.DOWNSTREAM_SERVICE;
        };
    }

    @Override
    public void drain(Duration limit) {
        messaging.drain(limit);
    }

    @Override
    public void close() {
        datastore.ifPresent(Datastore::close);
        messaging.close();
        probes.close();
        telemetry.close();
    }
}
