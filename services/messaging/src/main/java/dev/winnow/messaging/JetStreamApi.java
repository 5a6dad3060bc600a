package dev.winnow.messaging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JetStream's own request subjects, as JSON, so that no field of a configuration is lost. Safe to
 * share.
 */
final class JetStreamApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final byte[] NOTHING = {};

    private final RequestMux mux;

    JetStreamApi(RequestMux mux) {
        this.mux = mux;
    }

    /** The reply, or null when there is no such stream or consumer. */
    @Nullable JsonNode find(String subject) {
        return find(subject, NOTHING);
    }

    /** As {@link #find(String)}, for requests with a body; also null for no such message. */
    @Nullable JsonNode find(String subject, byte[] body) {
        try {
            return request(subject, body);
        } catch (JetStreamApiException error) {
            if (error.isNotFound()) {
                return null;
            }
            throw error;
        }
    }

    /**
     * What the server says of a durable consumer.
     *
     * @throws JetStreamApiException when JetStream says no
     * @throws CallException when it says nothing
     */
    JsonNode consumer(String stream, String durable) {
        return request("$JS.API.CONSUMER.INFO." + stream + "." + durable, NOTHING);
    }

    /**
     * @throws JetStreamApiException when JetStream says no
     * @throws CallException when it says nothing; without JetStream there are no responders
     */
    JsonNode request(String subject, byte[] body) {
        byte[] reply = mux.request(subject, null, body, Deadline.after(TIMEOUT)).body();
        JsonNode json = Json.mapper().readTree(reply);
        if (json.has("error")) {
            throw new JetStreamApiException(json.path("error"));
        }
        return json;
    }
}
