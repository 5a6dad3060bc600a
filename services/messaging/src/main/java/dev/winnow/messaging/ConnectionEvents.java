package dev.winnow.messaging;

import dev.winnow.messaging.wire.Wire;
import dev.winnow.messaging.wire.WirePort;
import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the library reports beside the calls; it goes to the log, and never with message contents.
 */
final class ConnectionEvents implements ErrorListener, WirePort.Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(NatsConnection.class);

    private final AtomicLong slow = new AtomicLong();
    private final Wire wire;

    ConnectionEvents(Wire wire) {
        this.wire = wire;
    }

    @Override
    public Wire wire() {
        return wire;
    }

    @Override
    public void errorOccurred(Connection connection, String error) {
        LOG.warn("NATS server says: {}", error);
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
        LOG.debug("NATS connection", exception);
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
        LOG.warn(
                "messages from NATS are dropped because {} are waiting already (time {})",
                consumer.getPendingMessageCount(),
                slow.incrementAndGet());
    }

    @Override
    public void messageDiscarded(Connection connection, Message message) {
        LOG.debug("a message to {} was not sent: its thread was interrupted", message.getSubject());
    }
}
