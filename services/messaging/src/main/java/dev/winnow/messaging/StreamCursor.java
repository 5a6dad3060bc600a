package dev.winnow.messaging;

import dev.winnow.messaging.wire.Inbound;
import dev.winnow.messaging.wire.Wire;
import io.nats.client.NUID;
import java.time.Duration;
import java.time.Instant;
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
    private final BlockingQueue<Inbound> arrived = new LinkedBlockingQueue<>();
    private Wire.@Nullable Subscription subscription;
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
            Inbound message = take();
            if (message == null) {
                startOver("nothing came, or nothing could be asked for");
            } else if (message.status() != 0) {
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
        unsubscribe();
    }

    private void end() {
        ended = true;
        forget();
    }

    private @Nullable Inbound take() {
        if (open == 0 && !pull(BATCH, BATCH_BYTES)) {
            return null;
        }
        try {
            return arrived.poll(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void status(Inbound message) {
        PullStatus status = PullStatus.of(message);
        if (!message.subject().equals(inbox) || status.isHeartbeat() || status.isFilled()) {
            return;
        }
        open = 0;
        if (status.isTooLarge()) {
            // A single message may be larger than a batch.
            if (!pull(1, 0)) {
                startOver("nothing could be asked for");
            }
        } else if (status.code() == 404) {
            remaining = 0; // What there was has been deleted meanwhile.
        } else if (!status.isUsual()) {
            startOver(status.code() + " " + status.text());
        }
    }

    private @Nullable StoredMessage read(Inbound message) {
        AckSubject meta = AckSubject.parse(message.replyToBytes());
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
                message.subject(),
                time(meta.storedAtNanos()),
                message.headers(),
                message.body());
    }

    /** Whether it comes from the consumer of now, and not from one that was given up. */
    private boolean isCurrent(Inbound message) {
        return consumer != null && String.valueOf(message.replyTo()).contains("." + consumer + ".");
    }

    private boolean pull(int batch, int maxBytes) {
        ObjectNode request = Json.mapper().createObjectNode();
        request.put("batch", batch).put("no_wait", true);
        if (maxBytes > 0) {
            request.put("max_bytes", maxBytes);
        }
        try {
            connection.publish(
                    Wire.bytes("$JS.API.CONSUMER.MSG.NEXT." + stream + "." + consumer),
                    Wire.bytes(inbox),
                    null,
                    Json.write(request));
            open = batch;
            return true;
        } catch (IllegalStateException notSent) {
            LOG.debug("{}: there is no connection to read by", stream, notSent);
            return false;
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
        unsubscribe();
        inbox = base + "." + ++consumers;
        arrived.clear();
        // Bounded by what is asked for.
        subscription = connection.wire().subscribe(inbox, null, arrived::add);
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

    private void unsubscribe() {
        if (subscription != null) {
            subscription.end();
        }
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
                        Wire.bytes("$JS.API.CONSUMER.DELETE." + stream + "." + name),
                        Wire.NOWHERE,
                        null,
                        new byte[0]);
            } catch (IllegalStateException closed) {
                LOG.debug("{}: the consumer {} is left to the server", stream, name, closed);
            }
        }
    }

    private static Instant time(long nanos) {
        return Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
    }
}
