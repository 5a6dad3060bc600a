package dev.winnow.messaging;

import dev.winnow.localservers.NatsServer;
import dev.winnow.messaging.ops.Telemetry;
import java.util.ArrayList;
import java.util.List;

/** A nats-server for one test class, and what it opened. */
final class TestServer implements AutoCloseable {
    private final List<Messaging> opened = new ArrayList<>();
    private NatsServer server = NatsServer.start(NatsServer.Options.temporary());

    String url() {
        return server.url();
    }

    int port() {
        return Integer.parseInt(url().substring(url().lastIndexOf(':') + 1));
    }

    Messaging open(String name) {
        return open(name, Telemetry.none());
    }

    Messaging open(String name, Telemetry telemetry) {
        return open(name, telemetry, Policies.ofDefaults());
    }

    Messaging open(String name, Telemetry telemetry, Policies policies) {
        ServiceInfo info = ServiceInfo.of(name, "1.2.3", "under test");
        Messaging messaging = Messaging.connect(NatsConfig.of(url()), info, telemetry, policies);
        opened.add(messaging);
        return messaging;
    }

    void kill() {
        server.kill();
    }

    void restart() {
        server = server.restart();
    }

    @Override
    public void close() {
        opened.forEach(Messaging::close);
        server.close();
    }
}
