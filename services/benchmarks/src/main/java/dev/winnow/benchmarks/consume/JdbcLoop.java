package dev.winnow.benchmarks.consume;

import dev.winnow.benchmarks.Database;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.ops.Telemetry;
import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.FetchConsumer;
import io.nats.client.Message;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * jnats and JDBC by hand, making the commits that the inbox makes: two threads, each fetches as
 * many messages as fit into a group, writes what was seen and the effects as JDBC batches, commits
 * and acknowledges.
 */
final class JdbcLoop implements Consuming {
    static final int IN_FLIGHT = 256;
    static final String EFFECT = "INSERT INTO effect (event_id, key) VALUES (?, ?)";
    private static final String SEEN =
            "INSERT INTO datastore.inbox (consumer, source, event_id) VALUES (?, ?, ?)"
                    + " ON CONFLICT DO NOTHING";
    private static final int THREADS = 2;
    private static final int GROUP = 64;

    private final Connection nats;
    private final Database database;

    JdbcLoop(Connection nats, PostgresServer server) throws SQLException {
        this.nats = nats;
        this.database = new Database(server, Telemetry.none());
    }

    @Override
    public String name() {
        return "jnats and JDBC by hand";
    }

    @Override
    public AutoCloseable consume(String durable, LongAdder handled) throws Exception {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Worker worker =
                    new Worker(
                            nats.getConsumerContext(Counted.STREAM, durable),
                            database.jdbc(),
                            durable,
                            handled);
            workers.add(worker);
            worker.start();
        }
        return () -> {
            for (Worker worker : workers) {
                worker.over = true;
                worker.join();
            }
        };
    }

    private static final class Worker extends Thread {
        private final ConsumerContext consumer;
        private final java.sql.Connection jdbc;
        private final String durable;
        private final LongAdder handled;
        private volatile boolean over;

        Worker(
                ConsumerContext consumer,
                java.sql.Connection jdbc,
                String durable,
                LongAdder handled) {
            this.consumer = consumer;
            this.jdbc = jdbc;
            this.durable = durable;
            this.handled = handled;
        }

        @Override
        public void run() {
            try (java.sql.Connection _ = jdbc;
                    PreparedStatement seen = jdbc.prepareStatement(SEEN);
                    PreparedStatement effect = jdbc.prepareStatement(EFFECT)) {
                while (!over) {
                    group(seen, effect);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private void group(PreparedStatement seen, PreparedStatement effect) throws Exception {
            List<Message> messages = new ArrayList<>(GROUP);
            FetchConsumer fetch = consumer.fetchMessages(GROUP);
            for (Message m = fetch.nextMessage(); m != null; m = fetch.nextMessage()) {
                messages.add(m);
            }
            for (Message message : messages) {
                String id = message.getHeaders().getFirst("ce-id");
                seen.setString(1, durable);
                seen.setString(2, Counted.CONTRACT.source());
                seen.setString(3, id);
                seen.addBatch();
                effect.setString(1, id);
                effect.setString(2, message.getHeaders().getFirst("ce-subject"));
                effect.addBatch();
            }
            seen.executeBatch();
            effect.executeBatch();
            jdbc.commit();
            messages.forEach(Message::ack);
            handled.add(messages.size());
        }
    }

    @Override
    public void end() {
        database.datastore().close();
    }
}
