package dev.winnow.messaging;

import dev.winnow.messaging.ops.Telemetry;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JetStream's own request subjects, as JSON, so that no field of a configuration is lost. */
final class JetStreamApi implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final NatsConnection connection;

    private JetStreamApi(NatsConnection connection) {
        this.connection = connection;
    }

    static JetStreamApi connect(NatsConfig config) {
        return new JetStreamApi(new NatsConnection(config, "winnow-provisioner", Telemetry.none()));
    }

    /** The reply, or null when there is no such stream or consumer. */
    @Nullable JsonNode find(String subject) {
        try {
            return request(subject, new byte[0]);
        } catch (JetStreamApiException error) {
            if (error.isNotFound()) {
                return null;
            }
            throw error;
        }
    }

    /**
     * @throws JetStreamApiException when JetStream says no
     * @throws NatsUnreachableException when it says nothing
     */
    JsonNode request(String subject, byte[] body) {
        Connection jnats = connection.jnats();
        try {
            Message reply = jnats.request(subject, body, TIMEOUT);
            if (reply == null) {
                throw new NatsUnreachableException(
                        "JetStream does not answer ("
                                + subject
                                + "): is it enabled in the server,"
                                + " and may this login use it?",
                        null);
            }
            JsonNode json = Json.mapper().readTree(reply.getData());
            if (json.has("error")) {
                throw new JetStreamApiException(json.path("error"));
            }
            return json;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NatsUnreachableException("interrupted while asking JetStream", interrupted);
        }
    }

    String serverVersion() {
        return connection.jnats().getServerInfo().getVersion();
    }

    @Override
    public void close() {
        connection.close();
    }
}
