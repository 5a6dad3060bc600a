package dev.winnow.messaging;

import dev.winnow.contracts.EventContract;
import dev.winnow.localservers.NatsServer;
import dev.winnow.messaging.ops.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A real nats-server with the streams TEST and DEAD_LETTERS and the durable consumer {@code
 * worker}, made from files, with an ack wait of two seconds.
 */
final class JetStreamFixture implements AutoCloseable {
    static final String STREAM = "TEST";
    static final String DURABLE = "worker";
    static final ServiceInfo INFO = new ServiceInfo("test", "1.0.0", "A test.", Map.of());

    record Thing(String key, int number) {}

    static final EventContract<Thing> HAPPENED =
            new EventContract<>(
                    "test", "happened", 1, STREAM, "A thing happened.", Thing.class, Thing::key);

    private static final String STREAM_FILE =
            """
            {"name": "%s", "subjects": [%s], "storage": "file", "retention": "limits",
             "discard": "new", "allow_direct": true, "max_bytes": 100000000, "duplicate_window": 120000000000}
            """;
    private static final String CONSUMER_FILE =
            """
            {"durable_name": "worker", "ack_policy": "explicit", "ack_wait": 2000000000,
             "max_deliver": -1, "max_ack_pending": 1000, "filter_subjects": ["events.test.>", "replay.worker.events.test.>"]}
            """;

    private final Path files;
    private NatsServer server;

    private JetStreamFixture(NatsServer server, Path files) {
        this.server = server;
        this.files = files;
    }

    static JetStreamFixture start(Path folder) {
        NatsServer server =
                NatsServer.start(NatsServer.Options.ofDefaults(folder.resolve("store")));
        JetStreamFixture fixture = new JetStreamFixture(server, folder.resolve("nats-config"));
        fixture.write(
                "streams/TEST.json",
                STREAM_FILE.formatted(STREAM, "\"events.test.>\", \"replay.worker.>\""));
        fixture.write(
                "streams/DEAD_LETTERS.json",
                STREAM_FILE.formatted("DEAD_LETTERS", "\"dead-letters.>\""));
        fixture.write("consumers/TEST/worker.json", CONSUMER_FILE);
        fixture.apply();
        return fixture;
    }

    NatsServer server() {
        return server;
    }

    /** Starts the server again: it is this one that is closed at the end. */
    void restart() {
        server = server.restart();
    }

    NatsConfig config() {
        return NatsConfig.of(server.url());
    }

    Path files() {
        return files;
    }

    void write(String path, String text) {
        Path file = files.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Change> apply() {
        return NatsProvisioner.apply(config(), NatsFiles.ofFolder(files));
    }

    Messaging connect() {
        return Messaging.connect(config(), INFO, Telemetry.none());
    }

    /** A service that consumes with this handler and has started. */
    Messaging consuming(ConsumerPolicy policy, EventHandler<Thing> handler) {
        Messaging messaging = connect();
        messaging.consumer(STREAM, DURABLE, policy).on(HAPPENED, handler).register();
        messaging.start();
        return messaging;
    }

    /** Quick retries, so that a test need not wait. */
    static ConsumerPolicy quick() {
        return ConsumerPolicy.ofDefaults()
                .withBackoff(Duration.ofMillis(20))
                .withMaxBackoff(Duration.ofMillis(100));
    }

    static EventMessage event(String key, int number) {
        return EventMessage.of(
                HAPPENED, new Thing(key, number), UUID.randomUUID().toString(), Instant.now());
    }

    /** Publishes and fails unless each is acknowledged. */
    void publish(List<EventMessage> events) {
        try (Messaging messaging = connect()) {
            publish(messaging, events);
        }
    }

    static void publish(Messaging messaging, List<EventMessage> events) {
        List<PublishOutcome> outcomes =
                messaging.publisher().publish(events, Deadline.after(Duration.ofSeconds(20)));
        for (PublishOutcome outcome : outcomes) {
            if (!(outcome instanceof PublishOutcome.Acknowledged)) {
                throw new AssertionError("not published: " + outcome);
            }
        }
    }

    /** As an operator may do it; the process learns of it by its next pull. */
    void unpin() {
        try (Messaging operator = connect()) {
            byte[] request = "{\"group\":\"ordered\"}".getBytes(StandardCharsets.UTF_8);
            String subject = "$JS.API.CONSUMER.UNPIN." + STREAM + "." + DURABLE;
            byte[] reply =
                    operator.raw()
                            .request(subject, request, Map.of(), Duration.ofSeconds(5))
                            .body();
            if (Json.read(reply, JsonNode.class).has("error")) {
                throw new AssertionError(
                        subject + ": " + new String(reply, StandardCharsets.UTF_8));
            }
        }
    }

    JsonNode consumerInfo() {
        return ask("$JS.API.CONSUMER.INFO." + STREAM + "." + DURABLE);
    }

    JsonNode streamState(String stream) {
        return ask("$JS.API.STREAM.INFO." + stream).path("state");
    }

    RawReply message(String stream, long sequence) {
        try (Messaging messaging = connect()) {
            return messaging
                    .raw()
                    .request(
                            "$JS.API.DIRECT.GET." + stream,
                            ("{\"seq\":" + sequence + "}").getBytes(StandardCharsets.UTF_8),
                            Map.of(),
                            Duration.ofSeconds(2));
        }
    }

    JsonNode ask(String subject) {
        try (Messaging messaging = connect()) {
            return Json.read(
                    messaging
                            .raw()
                            .request(subject, new byte[0], Map.of(), Duration.ofSeconds(5))
                            .body(),
                    JsonNode.class);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
