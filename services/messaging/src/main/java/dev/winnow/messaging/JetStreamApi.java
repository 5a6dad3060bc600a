package dev.winnow.messaging;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * JetStream's own request subjects, as JSON, so that no field of a configuration is lost. Safe to
 * share.
 */
final class JetStreamApi {
    private static final Logger LOG = LoggerFactory.getLogger(JetStreamApi.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** A login that may not do it gets no answer; a drain does not wait long for that. */
    private static final Duration UNPIN_TIMEOUT = Duration.ofSeconds(1);

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
     * Has another process served at once, when it is this one that is pinned. Without it, for
     * instance where the login may not do it, that happens when the priority timeout is over.
     */
    void unpin(String stream, String durable, String id) {
        try {
            for (JsonNode group : consumer(stream, durable).path("priority_groups")) {
                if (id.equals(group.path("pinned_client_id").asString(""))) {
                    byte[] body = Json.write(Map.of("group", group.path("group").asString("")));
                    request(
                            "$JS.API.CONSUMER.UNPIN." + stream + "." + durable,
                            body,
                            UNPIN_TIMEOUT);
                }
            }
        } catch (CallException | JetStreamApiException refused) {
            LOG.info(
                    "{}/{}: another process is served after the priority timeout only: {}",
                    stream,
                    durable,
                    refused.getMessage());
        }
    }

    /**
     * @throws JetStreamApiException when JetStream says no
     * @throws CallException when it says nothing; without JetStream there are no responders
     */
    JsonNode request(String subject, byte[] body) {
        return request(subject, body, TIMEOUT);
    }

    private JsonNode request(String subject, byte[] body, Duration timeout) {
        byte[] reply = mux.request(subject, null, body, Deadline.after(timeout)).body();
        JsonNode json = Json.mapper().readTree(reply);
        if (json.has("error")) {
            throw new JetStreamApiException(json.path("error"));
        }
        return json;
    }
}
