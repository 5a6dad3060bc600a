package dev.winnow.benchmarks.request;

import dev.winnow.benchmarks.Calling;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.util.Map;

/** The runtime with everything on: JSON, validation, deadline, policies, metrics, trace context. */
final class Winnow implements Calling {
    private final Echo request;
    private final Telemetry telemetry = Telemetry.create("bench");
    private final Messaging server;
    private final Messaging client;
    private final Client<Echo, Echo> echo;

    Winnow(String url, Echo request) {
        this.request = request;
        this.server = connect(url, "bench");
        server.endpoint(
                Echo.CONTRACT, EndpointPolicy.ofDefaults().withConcurrency(256), input -> input);
        server.start();
        this.client = connect(url, "bench-client");
        client.start();
        this.echo = client.client(Echo.CONTRACT, CallPolicy.ofDefaults().withBulkhead(1024));
    }

    private Messaging connect(String url, String name) {
        ServiceInfo info = new ServiceInfo(name, "1.0.0", "measured", Map.of());
        return Messaging.connect(NatsConfig.of(url), info, telemetry);
    }

    @Override
    public String name() {
        return "Winnow";
    }

    @Override
    public void call() {
        if (!echo.call(request).reference().equals(request.reference())) {
            throw new IllegalStateException("another reply");
        }
    }

    @Override
    public void end() {
        client.close();
        server.close();
        telemetry.close();
    }
}
