package dev.winnow.messaging;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
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

    /**
     * For one attempt in a cluster: while a stream or a consumer has no leader, nobody answers for
     * it, and the election is over within the whole.
     */
    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    private static final Duration ELECTION = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** A login that may not do it gets no answer; a drain does not wait long for that. */
    private static final Duration UNPIN_TIMEOUT = Duration.ofSeconds(1);

    private static final byte[] NOTHING = {};

    private final RequestMux mux;

    JetStreamApi(RequestMux mux) {
        this.mux = mux;
    }

    /** The reply, or null when there is no such stream or consumer. Waits for an election. */
    @Nullable JsonNode find(String subject) {
        try {
            return settled(subject, NOTHING);
        } catch (JetStreamApiException error) {
            if (error.isNotFound()) {
                return null;
            }
            throw error;
        }
    }

    /** The reply, or null when there is no such stream, consumer or message. */
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

    /** As {@link #consumer}, and waits for an election that is under way. */
    JsonNode settledConsumer(String stream, String durable) {
        return settled("$JS.API.CONSUMER.INFO." + stream + "." + durable, NOTHING);
    }

    /**
     * As {@link #request}, and in a cluster tries again while there is no leader that could answer.
     * For what may be asked twice.
     */
    JsonNode settled(String subject, byte[] body) {
        if (!mux.clustered()) {
            return request(subject, body);
        }
        Deadline end = Deadline.after(ELECTION);
        while (true) {
            try {
                return request(subject, body, ATTEMPT);
            } catch (DeadlineExceededException | OutcomeUnknownException silent) {
                if (end.expired()) {
                    throw silent;
                }
            } catch (JetStreamApiException error) {
                if (end.expired() || !error.isNotAvailable()) {
                    throw error;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                return request(subject, body); // which says so
            }
        }
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
