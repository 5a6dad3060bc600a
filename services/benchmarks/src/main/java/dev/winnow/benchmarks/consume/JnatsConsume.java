package dev.winnow.benchmarks.consume;

import io.nats.client.Connection;
import io.nats.client.ConsumeOptions;
import io.nats.client.MessageConsumer;
import java.util.concurrent.atomic.LongAdder;

/** jnats' own way with a handler that only acknowledges. */
final class JnatsConsume implements Consuming {
    private final Connection connection;
    private final int batch;

    JnatsConsume(Connection connection, int batch) {
        this.connection = connection;
        this.batch = batch;
    }

    @Override
    public String name() {
        return "jnats consume(), batch " + batch;
    }

    @Override
    public AutoCloseable consume(String durable, LongAdder handled) throws Exception {
        MessageConsumer consumer =
                connection
                        .getConsumerContext(Counted.STREAM, durable)
                        .consume(
                                ConsumeOptions.builder().batchSize(batch).build(),
                                message -> {
                                    message.ack();
                                    handled.increment();
                                });
        return consumer;
    }

    @Override
    public void end() {
        // The connection is the suite's.
    }
}
