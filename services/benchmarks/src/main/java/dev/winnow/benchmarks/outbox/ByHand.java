package dev.winnow.benchmarks.outbox;

import dev.winnow.benchmarks.Database;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.Json;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.MessageConsumer;
import io.nats.client.Nats;

/**
 * A commit and, after it, a publish that waits for its acknowledgement: what is done without an
 * outbox, and loses the event when the process ends in between.
 */
final class ByHand extends CommitToConsumer {
    static final String DURABLE = "by-hand";
    static final String SUBJECT = "by-hand";

    private final Datastore datastore;
    private final Connection connection;
    private final JetStream stream;
    private final MessageConsumer consumer;

    ByHand(String url, Database database) throws Exception {
        this.datastore = database.datastore();
        this.connection = Nats.connect(url);
        this.stream = connection.jetStream();
        this.consumer =
                connection
                        .getConsumerContext(Happened.STREAM, DURABLE)
                        .consume(message -> {
                            handled(Json.read(message.getData(), Happened.class).n());
                            message.ack();
                        });
    }

    @Override
    public String name() {
        return "commit, then publish";
    }

    @Override
    void commit(Happened event) throws Exception {
        datastore.sql(h -> h.execute(EFFECT, "e" + event.n(), event.key()));
        stream.publish(SUBJECT + "." + event.key(), Json.write(event));
    }

    @Override
    public void end() throws Exception {
        consumer.stop();
        connection.close();
        datastore.close();
    }
}
