package dev.winnow.messaging;

import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.NUID;
import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads messages of a stream in order, each once, in batches of at most {@value #BATCH} messages
 * and about 8 MiB. It has a consumer of its own on the server that acknowledges nothing and is
 * forgotten; when a message is missing or the connection breaks, it makes another one that goes on
 * behind the last message read.
 *
 * <p>Not safe to share.
 */
public final class StreamCursor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamCursor.class);

    static final int BATCH = 256;
    private static final int BATCH_BYTES = 8 << 20;
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    private final NatsConnection connection;
    private final JetStreamApi api;
    private final String stream;
    private final StreamQuery query;
    private final String base;
    private final BlockingQueue<Message> arrived = new LinkedBlockingQueue<>();
    private final Dispatcher dispatcher;
    private @Nullable String consumer;
    private String inbox = "";
    private int consumers;
    private long lastRead;
    private long consumerSequence;
    private long remaining;
    private int open;
    private boolean ended;
    private Deadline patience = Deadline.after(PATIENCE);

    StreamCursor(Core core, String stream, StreamQuery query) {
        this.connection = core.connection();
        this.api = new JetStreamApi(core.mux());
        this.stream = stream;
        this.query = query;
        this.base = connection.jnats().createInbox();
        // Bounded by what is asked for, which the library does not know of.
        this.dispatcher = connection.jnats().createDispatcher(arrived::add);
        dispatcher.setPendingLimits(-1, -1);
        try {
            begin();
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    /** How many messages the stream still has for the query's filters, the end not counted. */
    public long remaining() {
        return remaining;
    }

    /**
     * The next message; empty at the end of the query or of the stream, and from then on.
     *
     * @throws CallException when the server is silent for 30 s
     * @throws JetStreamApiException when JetStream says no
     */
    public Optional<StoredMessage> next() {
        while (!ended) {
            if (remaining == 0) {
                end();
                break;
            }
            Message message = take();
            if (message == null) {
                startOver("nothing came for " + ANSWER.toMillis() + " ms");
            } else if (message.isStatusMessage()) {
                status(message);
            } else {
                StoredMessage read = read(message);
                if (read != null) {
                    if (query.isPast(read)) {
                        end();
                        break;
                    }
                    return Optional.of(read);
                }
            }
        }
        return Optional.empty();
    }

    /** Gives the place on the server back. */
    @Override
    public void close() {
        ended = true;
        forget();
        if (connection.state() != ConnectionState.CLOSED && dispatcher.isActive()) {
            connection.jnats().closeDispatcher(dispatcher);
        }
    }

    private void end() {
        ended = true;
        forget();
    }

    private @Nullable Message take() {
        if (open == 0) {
            pull(BATCH, BATCH_BYTES);
        }
        try {
            return arrived.poll(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void status(Message message) {
        PullStatus status = PullStatus.of(message);
        if (!message.getSubject().equals(inbox) || status.isHeartbeat() || status.isFilled()) {
            return;
        }
        open = 0;
        if (status.isTooLarge()) {
            pull(1, 0); // A single message may be larger than a batch.
        } else if (status.code() == 404) {
            remaining = 0; // What there was has been deleted meanwhile.
        } else if (!status.isUsual()) {
            startOver(status.code() + " " + status.text());
        }
    }

    private @Nullable StoredMessage read(Message message) {
        AckSubject meta = AckSubject.parse(message.getReplyTo()).orElse(null);
        if (meta == null || !isCurrent(message)) {
            return null;
        }
        if (meta.consumerSequence() != consumerSequence + 1) {
            startOver("a message is missing");
            return null;
        }
        consumerSequence++;
        open--;
        lastRead = meta.sequence();
        remaining = meta.pending();
        patience = Deadline.after(PATIENCE);
        return new StoredMessage(
                meta.sequence(),
                message.getSubject(),
                time(meta.storedAtNanos()),
                headers(message.getHeaders()),
                message.getData());
    }

    /** Whether it comes from the consumer of now, and not from one that was given up. */
    private boolean isCurrent(Message message) {
        return consumer != null
                && String.valueOf(message.getReplyTo()).contains("." + consumer + ".");
    }

    private void pull(int batch, int maxBytes) {
        ObjectNode request = Json.mapper().createObjectNode();
        request.put("batch", batch).put("no_wait", true);
        if (maxBytes > 0) {
            request.put("max_bytes", maxBytes);
        }
        try {
            connection.publish(
                    "$JS.API.CONSUMER.MSG.NEXT." + stream + "." + consumer,
                    inbox,
                    null,
                    Json.write(request));
            open = batch;
        } catch (IllegalStateException notSent) {
            throw new RefusedException(
                    RefusedException.Reason.NOT_CONNECTED, "cannot read: " + notSent.getMessage());
        }
    }

    private void startOver(String why) {
        LOG.debug("{}: {}; reading on behind {}", stream, why, lastRead);
        while (true) {
            if (patience.expired()) {
                throw new DeadlineExceededException(
                        "the stream " + stream + " cannot be read: " + why, false);
            }
            pause();
            try {
                forget();
                begin();
                return;
            } catch (CallException silent) {
                LOG.debug("{}: no consumer could be made", stream, silent);
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private OutcomeUnknownException interrupted() {
        Thread.currentThread().interrupt();
        return new OutcomeUnknownException("interrupted while reading " + stream);
    }

    /** A consumer of our own, behind what was read. */
    private void begin() {
        if (consumers > 0) {
            dispatcher.unsubscribe(inbox);
        }
        inbox = base + "." + ++consumers;
        dispatcher.subscribe(inbox);
        arrived.clear();
        open = 0;
        consumerSequence = 0;
        consumer = "winnow-read-" + NUID.nextGlobal();
        ObjectNode request = Json.mapper().createObjectNode();
        request.put("stream_name", stream);
        request.put("action", "create");
        request.set("config", config(consumer));
        JsonNode made =
                api.request(
                        "$JS.API.CONSUMER.CREATE." + stream + "." + consumer, Json.write(request));
        remaining = made.path("num_pending").asLong(0);
    }

    private ObjectNode config(String name) {
        ObjectNode config = Json.mapper().createObjectNode();
        config.put("name", name)
                .put("ack_policy", "none")
                .put("replay_policy", "instant")
                .put("mem_storage", true)
                .put("num_replicas", 1)
                .put("headers_only", query.headersOnly())
                .put("inactive_threshold", FORGOTTEN.toNanos());
        if (lastRead == 0 && query.fromTime().isPresent()) {
            config.put("deliver_policy", "by_start_time")
                    .put("opt_start_time", query.fromTime().get().toString());
        } else {
            config.put("deliver_policy", "by_start_sequence")
                    .put("opt_start_seq", Math.max(query.fromSequence(), lastRead + 1));
        }
        if (!query.subjects().isEmpty()) {
            ArrayNode filters = config.putArray("filter_subjects");
            query.subjects().forEach(filters::add);
        }
        return config;
    }

    /** Best effort: the server forgets it by itself, too. */
    private void forget() {
        String name = consumer;
        consumer = null;
        if (name != null && connection.state() == ConnectionState.CONNECTED) {
            try {
                connection.publish(
                        "$JS.API.CONSUMER.DELETE." + stream + "." + name,
                        null,
                        null,
                        "".getBytes(StandardCharsets.US_ASCII));
            } catch (IllegalStateException closed) {
                LOG.debug("{}: the consumer {} is left to the server", stream, name, closed);
            }
        }
    }

    private static Instant time(long nanos) {
        return Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
    }

    private static Map<String, List<String>> headers(@Nullable Headers headers) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        if (headers != null) {
            headers.forEach((name, values) -> all.put(name, List.copyOf(values)));
        }
        return all;
    }
}
