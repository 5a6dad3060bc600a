package dev.winnow.testkit;

import dev.winnow.contracts.Streams;
import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.StoredMessage;
import dev.winnow.messaging.StreamCursor;
import dev.winnow.messaging.StreamQuery;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A durable consumer and its streams as the server sees them. Safe to share. */
final class ConsumerProbe implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration ACK_WAIT = Duration.ofSeconds(2);
    private static final byte[] NOTHING = {};

    private final Messaging messaging;
    private final String stream;
    private final String durable;

    ConsumerProbe(NatsConfig config, String stream, String durable) {
        ServiceInfo info = ServiceInfo.of("consumer-kit", "1.0.0", "Tests a consumer.");
        this.messaging = Messaging.connect(config, info, Telemetry.none());
        this.stream = stream;
        this.durable = durable;
    }

    /** What a crash left comes again after this time; nobody wants to wait for half a minute. */
    void shortenAckWait() {
        ObjectNode config = (ObjectNode) consumer().path("config");
        config.put("ack_wait", ACK_WAIT.toNanos());
        ObjectNode request = Json.mapper().createObjectNode();
        request.put("stream_name", stream).put("action", "update").set("config", config);
        ask("$JS.API.CONSUMER.CREATE." + stream + "." + durable, Json.write(request));
    }

    /** The largest message that the stream takes, headers included; 0 when it has no limit. */
    int maxMessage() {
        return Math.max(
                0,
                ask("$JS.API.STREAM.INFO." + stream, NOTHING)
                        .path("config")
                        .path("max_msg_size")
                        .asInt(0));
    }

    /**
     * Publishes under a message id of its own, so that the stream itself takes it for new.
     *
     * @return its sequence
     * @throws AssertionError when the stream does not take it
     */
    long publish(String subject, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Nats-Msg-Id", UUID.randomUUID().toString());
        JsonNode ack =
                Json.read(
                        messaging.raw().request(subject, body, all, LIMIT).body(), JsonNode.class);
        if (ack.has("error")) {
            throw new AssertionError("the stream refuses it: " + ack.path("error"));
        }
        return ack.path("seq").asLong();
    }

    /** The dead letter that was made of this message. */
    Optional<StoredMessage> deadLetter(long sequence) {
        try (StreamCursor all = messaging.stream(Streams.DEAD_LETTERS).read(StreamQuery.all())) {
            for (var next = all.next(); next.isPresent(); next = all.next()) {
                StoredMessage letter = next.get();
                if (has(letter, WinnowHeaders.DEAD_LETTER_STREAM, stream)
                        && has(letter, WinnowHeaders.DEAD_LETTER_CONSUMER, durable)
                        && has(
                                letter,
                                WinnowHeaders.DEAD_LETTER_SEQUENCE,
                                String.valueOf(sequence))) {
                    return next;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean has(StoredMessage letter, String header, String value) {
        return letter.header(header).filter(value::equals).isPresent();
    }

    /** Whether everything in the stream has been delivered and acknowledged. */
    boolean settled() {
        JsonNode info = consumer();
        return info.path("num_pending").asLong(-1) == 0
                && info.path("num_ack_pending").asLong(-1) == 0;
    }

    /** How many deliveries there were, those that came again included. */
    long deliveries() {
        return consumer().path("delivered").path("consumer_seq").asLong();
    }

    private JsonNode consumer() {
        return ask("$JS.API.CONSUMER.INFO." + stream + "." + durable, NOTHING);
    }

    private JsonNode ask(String subject, byte[] body) {
        JsonNode answer =
                Json.read(
                        messaging.raw().request(subject, body, Map.of(), LIMIT).body(),
                        JsonNode.class);
        if (answer.has("error")) {
            throw new AssertionError(subject + ": " + answer.path("error"));
        }
        return answer;
    }

    @Override
    public void close() {
        messaging.close();
    }
}
