package dev.winnow.benchmarks.request;

import dev.winnow.benchmarks.Calling;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.time.Duration;

/** jnats used well: the options that matter, and a handler that sends the bytes back. */
public final class RawJnats implements Calling {
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String SUBJECT = "raw.echo";

    private final byte[] body;
    private final Connection server;
    private final Connection client;

    RawJnats(String url, byte[] body) throws Exception {
        this.body = body;
        this.server = connect(url);
        this.client = connect(url);
        Dispatcher dispatcher =
                server.createDispatcher(m -> server.publish(m.getReplyTo(), m.getData()));
        dispatcher.subscribe(SUBJECT, "q");
        server.flush(TIMEOUT);
    }

    public static Connection connect(String url) throws Exception {
        return Nats.connect(
                new Options.Builder()
                        .server(url)
                        .dontForceFlushOnRequest()
                        .maxMessagesInOutgoingQueue(65_536)
                        .build());
    }

    @Override
    public String name() {
        return "raw jnats";
    }

    @Override
    public void call() throws Exception {
        Message reply = client.request(SUBJECT, body, TIMEOUT);
        if (reply == null || reply.getData().length != body.length) {
            throw new IllegalStateException("no reply");
        }
    }

    @Override
    public void end() throws Exception {
        client.close();
        server.close();
    }
}
