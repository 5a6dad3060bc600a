package dev.winnow.benchmarks.request;

import dev.winnow.benchmarks.Calling;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.service.Service;
import io.nats.service.ServiceBuilder;
import io.nats.service.ServiceEndpoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The service package that comes with jnats, with a handler that sends the bytes back. */
final class JnatsService implements Calling {
    private static final String SUBJECT = "jnats.echo";

    private final byte[] body;
    private final Connection server;
    private final Connection client;
    private final Service service;
    private final CompletableFuture<Boolean> running;

    JnatsService(String url, byte[] body) throws Exception {
        this.body = body;
        this.server = RawJnats.connect(url);
        this.client = RawJnats.connect(url);
        this.service =
                new ServiceBuilder()
                        .connection(server)
                        .name("bench")
                        .version("1.0.0")
                        .addServiceEndpoint(
                                ServiceEndpoint.builder()
                                        .endpointName("echo")
                                        .endpointSubject(SUBJECT)
                                        .handler(m -> m.respond(server, m.getData()))
                                        .build())
                        .build();
        this.running = service.startService();
        server.flush(RawJnats.TIMEOUT);
    }

    @Override
    public String name() {
        return "io.nats.service";
    }

    @Override
    public void call() throws Exception {
        Message reply = client.request(SUBJECT, body, RawJnats.TIMEOUT);
        if (reply == null || reply.getData().length != body.length) {
            throw new IllegalStateException("no reply");
        }
    }

    @Override
    public void end() throws Exception {
        service.stop();
        running.get(5, TimeUnit.SECONDS);
        client.close();
        server.close();
    }
}
